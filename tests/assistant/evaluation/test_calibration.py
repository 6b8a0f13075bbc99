"""Fitting and judging the weights, on signs of our own."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.answerability import Answerability, Signs
from assistant.answers import Outcome
from assistant.evaluation.calibration import Calibration, calibrate, weights_text
from assistant.evaluation.gold import GoldQuestion
from knowledge.language import Language

pytest.importorskip("sklearn", reason="the extra dev is not installed")
NO_SIGNS = Signs(*(0.0 for _ in fields(Signs)))


def a_question(number: int, kind: str) -> GoldQuestion:
    outcomes = frozenset({Outcome.ANSWERED})
    return GoldQuestion(f"q{number}", Language.EN, kind, "What?", (), "", (), (), outcomes, (), ())


QUESTIONS = [
    *(a_question(n, "in_scope") for n in range(200)),
    *(a_question(n, "not_in_sources") for n in range(200, 400)),
    a_question(400, "smalltalk"),
]


def telling(question: GoldQuestion) -> Signs:
    """Signs that give it away but for one question in ten."""
    number = int(question.id[1:])
    return replace(NO_SIGNS, uncovered=float((number >= 200) != (number % 10 == 0)), fit=number % 3 / 3)


@pytest.fixture(scope="module")
def fitted() -> Calibration:
    return calibrate(QUESTIONS, telling)


def test_what_gives_it_away_gets_the_weight(fitted: Calibration) -> None:
    assert fitted.model.weights["uncovered"] < -1
    assert abs(fitted.model.weights["fit"]) < 0.5


def test_only_questions_that_are_answered_or_missing_count(fitted: Calibration) -> None:
    assert fitted.count == 400 == sum(each.count for each in fitted.bins)


def test_telling_signs_tell_questions_apart_and_the_probabilities_can_be_trusted(fitted: Calibration) -> None:
    assert fitted.area > 0.8
    assert fitted.error < 0.1
    assert fitted.brier < 0.15


def test_questions_for_which_nothing_is_found_are_left_out() -> None:
    assert calibrate(QUESTIONS, lambda q: None if q.id == "q0" else telling(q)).count == 399


def test_the_text_of_the_weights_is_what_the_assistant_reads(fitted: Calibration, tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(weights_text(fitted.model), encoding="utf-8")
    assert tomllib.loads(file.read_text())["weights"].keys() == fitted.model.weights.keys()
    assert Answerability.read(file).intercept == pytest.approx(fitted.model.intercept, abs=1e-4)
