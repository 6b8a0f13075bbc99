"""Figures of a gold set, and the gate."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Outcome
from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import below, figures_of, read_gate, score_answers
from knowledge.language import Language
from tests.assistant.asking import an_answer
from tests.assistant.evaluation.test_gold import QUESTION, answer

RIGHT = QUESTION
PAIR = [replace(QUESTION, id="n", language=Language.NL, pair="p"), replace(QUESTION, id="e", pair="p")]
REFUSED = replace(QUESTION, id="r", kind="out_of_scope", outcomes=frozenset({Outcome.OUT_OF_SCOPE}), gold=(), facts=())


def test_shares_are_over_the_questions_to_which_they_apply() -> None:
    figures = figures_of(score_answers([RIGHT, REFUSED], lambda question: answer()))
    assert figures["all_green"].value == 0.5
    assert (figures["citation_recall"].value, figures["citation_recall"].count) == (1.0, 1)
    assert (figures["refusal_recall"].value, figures["refusal_recall"].count) == (0.0, 1)
    assert figures["refusal_precision"].count == 0


def test_a_refusal_that_was_not_due_costs_precision() -> None:
    refusing = replace(an_answer(), outcome=Outcome.OUT_OF_SCOPE)
    figures = figures_of(score_answers([RIGHT, REFUSED], lambda question: refusing))
    assert (figures["refusal_precision"].value, figures["refusal_recall"].value) == (0.5, 1.0)


def test_the_gap_is_dutch_less_english_on_pairs() -> None:
    figures = figures_of(score_answers(PAIR, lambda question: answer()))
    assert figures["pair_gap"].value == -1.0  # the answer is in English


def test_the_gate_has_floors_and_for_some_figures_ceilings(tmp_path: Path) -> None:
    file = tmp_path / "gate.toml"
    file.write_text("[ours]\nall_green = 0.9\nfacts = 0.5\nwords = 1\nnonsense = 0.1\n", encoding="utf-8")
    figures = figures_of(score_answers([RIGHT, REFUSED], lambda question: answer()))
    assert below(figures, read_gate(file, "ours")) == ["all_green", "words", "nonsense"]
    assert read_gate(file, "others") == {}


def test_a_gate_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold):
        read_gate(tmp_path / "none.toml", "ours")
