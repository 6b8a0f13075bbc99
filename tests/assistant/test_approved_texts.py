from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from assistant.answers import Outcome
from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer
from assistant.approved_texts import approved_draft, approved_passage
from assistant.citing import cite
from knowledge.documents import TextKind
from knowledge.labels import is_numbered
from knowledge.language import Language
from tests.assistant.approvals import PLACE, a_draft, a_text, ore_passages
from tests.fakes import Shelf

NL, EN = Language.NL, Language.EN
STEPS = a_text("", "Ask the mine.").sentences


@pytest.fixture
def answer(engine: Engine, shelf: Shelf) -> ApprovedAnswer:
    answers, draft = ApprovedAnswers(engine), a_draft()
    first = answers.add(replace(draft, en=replace(draft.en, next_steps=STEPS)), "ed")
    approved = answers.approve(first.id, 1, "ann", shelf.publish(*ore_passages()))
    return replace(approved, approved_at=datetime(2026, 11, 3, tzinfo=UTC))


def test_it_is_a_passage_whose_sentences_stand_byte_for_byte_in_it(answer: ApprovedAnswer) -> None:
    passage = approved_passage(answer, EN)
    assert passage.text == "Buyers ask about it. Ask the mine."
    assert list(map(passage.sentence_text, passage.sentences)) == ["Buyers ask about it.", "Ask the mine."]
    assert (passage.text_kind, passage.reference, passage.heading) == (
        TextKind.APPROVED,
        answer.reference,
        "What must buyers do?",
    )
    assert (passage.document.issued, passage.document.edition) == (date(2026, 11, 3), "Approved on 3 November 2026")


def test_its_id_is_never_taken_for_a_number(answer: ApprovedAnswer) -> None:
    assert not is_numbered(answer.reference)


@pytest.mark.parametrize(
    ("language", "sentence", "quote", "note"),
    [
        (EN, "Buyers ask about it.", "Buyers ask where ore is from.", "by the secretariat on 3 November 2026"),
        (NL, "Kopers vragen ernaar.", "Kopers vragen waar erts vandaan komt.", "op 3 november 2026 goedgekeurd"),
    ],
)
def test_each_sentence_is_carried_by_the_answer_and_by_the_place_in_the_same_language(
    answer: ApprovedAnswer, shelf: Shelf, language: Language, sentence: str, quote: str, note: str
) -> None:
    index = shelf.publish(*ore_passages())
    draft = approved_draft(index, answer, language, shelf.vectors.of)
    cited = cite(draft.sentences, draft.steps)
    assert draft.outcome is Outcome.ANSWERED
    assert [(str(c.reference), c.quote) for c in cited.citations[:2]] == [
        (f"approved/{answer.id}", sentence if language is NL else "Buyers ask about it. Ask the mine."),
        (PLACE, quote),
    ]
    assert cited.sentences[0].citations == (1, 2)
    assert note in cited.sentences[-1].text
    assert cited.sentences[-1].citations == ()
    assert [step.citations for step in cited.steps] == ([(1, 2)] if language is EN else [])
