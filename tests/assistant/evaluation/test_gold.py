"""What a right answer is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer, CitedText, Outcome
from assistant.citing import cite
from assistant.drafts import DraftText, Support
from assistant.errors import UnreadableGold
from assistant.evaluation.gold import GoldQuestion, points_of, read_gold
from knowledge.language import Language
from tests.assistant.asking import an_answer
from tests.fakes import a_provision

PASSAGE = a_provision("ore-code/1/records", "Buyers keep records for five years – não.")
QUESTION = GoldQuestion(
    id="g1",
    language=Language.EN,
    kind="in_scope",
    question="how long",
    turns=(),
    pair="",
    gold=(("ore-code/1",), ("tin-pact/2", "ore-code")),
    also_good=(),
    outcomes=frozenset({Outcome.ANSWERED}),
    facts=(("five|5",), ("nao",)),
    forbidden=("ten years",),
)


def answer(text: str = PASSAGE.text) -> Answer:
    cited = cite([DraftText(text, (Support(PASSAGE, PASSAGE.sentences[0].span),))], [])
    return replace(an_answer(), sentences=cited.sentences, citations=cited.citations)


def test_an_answer_with_all_of_it_is_green() -> None:
    points = points_of(QUESTION, answer())
    assert points.all_green
    assert (points.citation_recall, points.facts, points.citation_precision) == (1.0, 1.0, 1.0)


def test_a_place_inside_a_wanted_place_counts_and_a_longer_number_does_not() -> None:
    assert points_of(replace(QUESTION, gold=(("ore-code/1",),)), answer()).citation_recall == 1.0
    assert points_of(replace(QUESTION, gold=(("ore-code/1/rec",),)), answer()).citation_recall == 0.0


@pytest.mark.parametrize(
    "changes",
    [
        {"outcomes": frozenset({Outcome.NOT_IN_SOURCES})},
        {"language": Language.NL},
        {"gold": (("ore-code/2",),)},
        {"facts": (("six",),)},
        {"forbidden": ("Five YEARS",)},
    ],
)
def test_one_point_missed_is_not_green(changes: dict[str, object]) -> None:
    assert not points_of(replace(QUESTION, **changes), answer()).all_green  # type: ignore[arg-type]


def test_a_long_answer_is_out_of_form() -> None:
    long = replace(answer(), sentences=(CitedText("word " * 251, (1,), opens_paragraph=False),))
    assert points_of(QUESTION, long).form == 0.0


def test_points_that_do_not_apply_are_left_out() -> None:
    points = points_of(replace(QUESTION, gold=(), facts=()), replace(an_answer(), citations=()))
    assert (points.citation_recall, points.facts, points.first_citation) == (None, None, None)


def test_questions_are_read_from_lines(tmp_path: Path) -> None:
    record = {
        "id": "t1",
        "lang": "nl",
        "kind": "in_scope",
        "question": "wat",
        "turns": None,
        "pair": None,
        "gold": [["ore-code/1"]],
        "also_good": [],
        "expected_outcome": ["answered"],
        "facts": [["een"]],
        "forbid": [],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    (question,) = read_gold(file)
    assert (question.language, question.gold, question.turns) == (Language.NL, (("ore-code/1",),), ())


@pytest.mark.parametrize("line", ["{", "{}", '{"id": 1}'])
def test_a_faulty_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"gold\.jsonl:2"):
        read_gold(file)
