import json
from dataclasses import replace

from assistant.answers import Answer, CitedText, Timing, answer_record
from assistant.citing import cite
from assistant.drafts import DraftText, Support
from knowledge.references import Reference
from tests.assistant.asking import an_answer
from tests.fakes import a_provision

PASSAGE = a_provision("ore-code/1", "Buyers ask.", page=7)
KEYS = [
    "answer_id",
    "conversation_id",
    "language",
    "outcome",
    "mode",
    "text",
    "sentences",
    "next_steps",
    "citations",
    "also_read",
    "suggestions",
    "interpreted_question",
    "confidence",
    "timing_ms",
]


def cited_answer() -> Answer:
    cited = cite([DraftText("Buyers ask.", (Support(PASSAGE, PASSAGE.sentences[0].span),))], [])
    return replace(an_answer(), sentences=cited.sentences, citations=cited.citations)


def test_sentences_are_joined_and_paragraphs_stand_apart() -> None:
    sentences = (CitedText("One.", (), True), CitedText("Two.", (), False), CitedText("Three.", (), True))
    assert replace(an_answer(), sentences=sentences).text == "One. Two.\n\nThree."


def test_the_record_has_every_key_of_the_contract() -> None:
    record = answer_record(an_answer())
    assert list(record) == KEYS
    assert record["interpreted_question"] is None
    assert record["next_steps"] == record["citations"] == record["also_read"] == record["suggestions"] == []


def test_a_citation_has_every_key_of_the_contract() -> None:
    [citation] = answer_record(cited_answer())["citations"]
    assert citation == {
        "number": 1,
        "reference": "ore-code/1",
        "title": "Heading of 1",
        "label": "Ore code 1",
        "quote": "Buyers ask.",
        "quote_language": "en",
        "text_kind": "summary",
        "edition": "2020",
        "status": "in_force",
        "url": "/bron/ore-code/1?lang=en",
        "official_url": "https://example.org/ore",
        "page": 7,
        "verified": "verified",
        "rests_on": [],
    }


def test_the_record_can_be_written_as_json() -> None:
    answer = replace(cited_answer(), also_read=(Reference("ore-code", "2"),), suggestions=("Why?",))
    assert json.loads(json.dumps(answer_record(answer)))["also_read"] == ["ore-code/2"]


def test_figures_are_rounded() -> None:
    answer = replace(an_answer(), confidence=0.123456, timing=Timing(1.23456, 2.0, 3.25))
    record = answer_record(answer)
    assert record["confidence"] == 0.123
    assert record["timing_ms"] == {"retrieve": 1.2, "compose": 2.0, "total": 3.2}
