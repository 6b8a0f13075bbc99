"""Which edition of an official text a question asks for."""

from dataclasses import replace

import pytest

from knowledge.documents import Status, TextKind
from knowledge.editions import asked_edition, latest_year
from tests.fakes import a_document

HELD = a_document("ore-law", text_kind=TextKind.OFFICIAL, edition="consolidated 18 March 2026")
FORMER = replace(HELD, edition="OJ L, 2024/1760, 5.7.2024", status=Status.ENDED)


@pytest.mark.parametrize(
    "question",
    [
        "recital 19 ore law original",
        "artikel 8, oorspronkelijke tekst",
        "article 8 in the 2024 edition",
        "artikel 8, versie van 2024",
        "article 8 of OJ L, 2024/1760, 5.7.2024",
    ],
)
def test_an_edition_is_asked_for_by_its_name_its_year_or_as_the_original(question: str) -> None:
    assert asked_edition(question, [HELD, FORMER]) == FORMER.edition


@pytest.mark.parametrize("question", ["article 8 of 2024/1760", "what changed in 2024?", "article 8"])
def test_years_and_numbers_of_acts_ask_for_no_edition(question: str) -> None:
    assert asked_edition(question, [HELD, FORMER]) == ""


def test_of_a_single_edition_none_is_asked_for() -> None:
    assert asked_edition("original text", [HELD, a_document("ore-law")]) == ""


def test_the_latest_year_of_an_edition_counts() -> None:
    assert (latest_year("of 2017, as changed in 2020"), latest_year("third")) == (2020, 0)
