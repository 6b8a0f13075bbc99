"""What a text tells in figures."""

import pytest

from assistant.told_figures import held_figures, told_figures
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("uiterlijk 17 november 2025", "by November 17, 2025"),
        ("in mei 2026", "in May 2026"),
        ("op 1 juli", "on 1 July"),
        ("binnen twee jaar", "within 2 years"),
        ("5 procent van € 5.000", "5% of EUR 5,000"),
        ("op 2025-11-17", "on 17 November 2025"),
    ],
)
def test_both_languages_tell_the_same(dutch: str, english: str) -> None:
    told = told_figures(dutch, NL)
    assert told.keys() == told_figures(english, EN).keys()
    assert told


def test_figures_are_given_as_they_are_written() -> None:
    assert list(told_figures("5,5% op 17 november 2025", NL).values()) == ["17 november 2025", "5,5%"]


@pytest.mark.parametrize("text", ["You may ask", "children of age may work", "one of the steps"])
def test_words_that_count_nothing_are_no_figures(text: str) -> None:
    assert told_figures(text, EN) == {}
    assert told_figures("in acht nemen", NL) == {}


def test_a_date_holds_its_month_and_year_and_none_of_another() -> None:
    held = held_figures("Van 1 juli 2019 tot 30 juni 2024", NL)
    for said in ("July 2019", "1 July", "2024", "30 June 2024"):
        assert told_figures(said, EN).keys() <= held, said
    for said in ("30 July 2019", "1 July 2024", "June 2019", "30 July"):
        assert not told_figures(said, EN).keys() <= held, said


def test_a_number_is_no_percentage() -> None:
    assert not told_figures("5%", EN).keys() <= held_figures("5 tonnes", EN)
    assert told_figures("5", EN).keys() <= held_figures("5%", EN)
