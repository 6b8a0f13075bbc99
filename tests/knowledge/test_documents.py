from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.documents import Status, dump_passage, load_passage
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import a_card, a_document, a_provision

PASSAGE = a_provision(
    "ore-code/7",
    "Buyers ask where ore is from – „overal”.",
    "They write the answer down.",
    questions=("where is ore from",),
    see_also=(Reference("ore-code", "8"),),
    headings=("Part I",),
    page=3,
)
CARD = a_card("ask-around", "Whom do we ask?", ["Ask the mine."], ["Call the mine."], ["ore-code/7", "ungp-2011/17"])


@pytest.mark.parametrize("passage", [PASSAGE, CARD], ids=["provision", "card"])
def test_a_passage_is_read_back_as_it_was_written(passage: Any) -> None:
    assert load_passage(dump_passage(passage)) == passage


def test_a_passage_read_back_has_the_digest_that_it_had() -> None:
    assert load_passage(dump_passage(PASSAGE)).digest == PASSAGE.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"heading": "Another"},
        {"headings": ()},
        {"text": PASSAGE.text + " "},
        {"questions": ()},
        {"see_also": ()},
        {"page": None},
        {"part": 2},
        {"topics": ("step-1",)},
        {"unknown": True},
        {"sentences": PASSAGE.sentences[:1]},
        {"document": a_document(status=Status.ENDED)},
        {"document": a_document(checked=date(2026, 1, 3))},
        {"document": a_document(language=Language.NL)},
    ],
    ids=str,
)
def test_any_change_to_what_is_embedded_or_shown_changes_the_digest(changes: dict[str, Any]) -> None:
    assert replace(PASSAGE, **changes).digest != PASSAGE.digest


def test_the_digest_has_thirty_two_hexadecimal_digits() -> None:
    assert len(PASSAGE.digest) == 32
    assert int(PASSAGE.digest, 16)


def test_a_sentence_gives_its_words_byte_for_byte() -> None:
    assert [PASSAGE.sentence_text(sentence) for sentence in PASSAGE.sentences] == PASSAGE.text.split("\n")


def test_a_passage_is_searched_under_its_name_and_nearest_heading() -> None:
    assert PASSAGE.searchable_text.startswith("Ore code: Part I - Heading of 7. Buyers ask")


def test_a_provision_speaks_for_its_own_source() -> None:
    assert PASSAGE.sources == {"ore-code"}


def test_a_card_speaks_for_the_sources_that_it_rests_on() -> None:
    assert CARD.sources == {"guidance", "ore-code", "ungp-2011"}
