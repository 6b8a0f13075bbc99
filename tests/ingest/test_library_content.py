"""The library in the package: complete, in both languages, and written as its README asks."""

import re

import pytest

from ingest.library import Library, read_library
from knowledge.documents import Passage, Role
from knowledge.language import Language
from knowledge.references import Reference

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"]
CONTRACT = {
    "ungp-2011": [str(number) for number in range(1, 32)],
    "oecd-ddg-2018": [
        *(str(step) for step in range(1, 7)),
        *("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "4.1", "5.1", "6.1", "6.2"),
    ],
    "metals-covenant-2019": [
        *map(str, range(1, 10)),
        *(f"annex-{n}" for n in range(1, 5)),
        "fees",
        "parties",
        "maturity",
    ],
    "metals-agreement-2025": ["parties", "joining"],
    "oecd-guidelines-2023": [*ROMAN, "II.A.11", "IV.5", "VI.1"],
}
POINTERS = {
    Language.EN: re.compile(r"(It|This|These|They|Also|However|In addition|Moreover|Therefore)\b"),
    Language.NL: re.compile(r"(Dit|Deze|Zij|Ook|Daarnaast|Bovendien|Daarom|Hierdoor|Echter)\b(?! is er)"),
}
CARDS = 40


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library()


def statements(passage: Passage) -> list[str]:
    return [passage.sentence_text(s) for s in passage.sentences if s.role is Role.STATEMENT]


def test_it_has_no_problems(library: Library) -> None:
    assert [found.say(Language.EN) for found in library.problems] == []


@pytest.mark.parametrize("source", CONTRACT)
@pytest.mark.parametrize("language", Language)
def test_every_locator_of_the_contract_is_there(library: Library, source: str, language: Language) -> None:
    there = {passage.reference for passage in library.passages if passage.language is language}
    assert [locator for locator in CONTRACT[source] if Reference(source, locator) not in there] == []


@pytest.mark.parametrize("language", Language)
def test_there_are_cards_for_all_six_steps(library: Library, language: Language) -> None:
    cards = [p for p in library.passages if p.reference.source == "guidance" and p.language is language]
    assert len(cards) >= CARDS
    assert {f"step-{step}" for step in range(1, 7)} <= {topic for card in cards for topic in card.topics}


def test_no_sentence_needs_the_one_before_it(library: Library) -> None:
    pointing = [
        (str(passage.reference), sentence)
        for passage in library.passages
        for sentence in statements(passage)
        if POINTERS[passage.language].match(sentence)
    ]
    assert pointing == []


def test_what_is_not_known_is_said_of_the_second_term_and_whom_to_ask(library: Library) -> None:
    unknown = {passage.reference.locator: passage for passage in library.passages if passage.unknown}
    assert {"fees", "duration", "companies", "obligations"} <= unknown.keys()
    assert "FME" in unknown["fees"].text


def test_amounts_of_the_first_term_stand_in_no_text_on_the_second(library: Library) -> None:
    second = " ".join(p.text for p in library.passages if p.reference.source == "metals-agreement-2025")
    assert not re.search(r"\b(500|1[.,]500|2[.,]000|5[.,]000|10[.,]000) ?(euro|EUR)|EUR ?\d", second)
