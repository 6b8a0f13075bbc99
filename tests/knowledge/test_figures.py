"""Figures are compared whatever their language writes them like."""

import pytest

from knowledge.figures import figures, numbers
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("5.000 werknemers", "5,000 employees"),
        ("1,5 miljard euro", "EUR 1.5 billion"),
        ("100.000 kg of 4.000.000 kg", "100,000 kg or 4,000,000 kg"),
        ("26 juli 2029", "26 July 2029"),
        ("99,5 procent", "99.5 percent"),
        ("overweging 1.22", "consideration 1.22"),
        ("dossier 35.761", "file 35.761"),
        ("artikel 10, lid 5", "Article 10(5)"),
        ("3TG van 2019-2024", "3TG in 2019-2024"),
    ],
)
def test_the_same_figures_are_equal(dutch: str, english: str) -> None:
    assert figures(dutch, NL) == figures(english, EN)
    assert figures(dutch, NL)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("5.000 werknemers", "500 employees"),
        ("26 juli 2029", "26 June 2029"),
        ("1,5 miljard", "1.5 million"),
        ("3%", "5%"),
    ],
)
def test_other_figures_differ(dutch: str, english: str) -> None:
    assert figures(dutch, NL) != figures(english, EN)


def test_a_month_without_a_day_is_a_word() -> None:
    assert figures("You may ask in March", EN) == frozenset()


def test_a_number_is_told_as_it_stands_in_the_text() -> None:
    assert numbers("1,5 miljard of 5.000", NL) == {"1500000000": "1,5 miljard", "5000": "5.000"}
