from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation.question_groups import Group, Wording
from assistant.evaluation.same_question_figures import Beside, Pair
from assistant.evaluation.same_question_fitting import fit_same_question, least_chance
from assistant.question_matching import Judge
from assistant.same_question import SameQuestion, Signs, together
from knowledge.language import Language

pytest.importorskip("skl2onnx", reason="needs the extra learn")

NOTHING = Signs(*[0.0] * 10)
NEAR, FAR = replace(NOTHING, network=3.0), replace(NOTHING, network=-3.0)
LEANING = replace(NEAR, leans=1.0)


class KnowingPairs:
    """Finds questions of one first word near each other, and also those that lean, which it tells."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def read(self, questions: Mapping[str, Language]) -> None:
        self.known |= questions.keys()

    def signs(self, known: str, asked: str, wanted: str) -> Signs:
        assert {known, asked, wanted} <= self.known
        if "leaning" in asked:
            return LEANING
        return NEAR if known.split(maxsplit=1)[0] == asked.split(maxsplit=1)[0] else FAR


def wordings(*texts: str) -> tuple[Wording, ...]:
    return tuple(Wording(text, Language.EN) for text in texts)


def groups() -> list[Group]:
    return [
        Group(
            wordings(*(f"tin{number} {way}" for way in "abcd")),
            wordings(*(f"ore{number} {way}" for way in "abc"), f"ore{number} leaning"),
        )
        for number in range(12)
    ]


def a_beside(number: int, signs: Signs) -> Beside:
    approved, same = f"May we buy tin {number // 4}?", signs == NEAR
    pair = Pair(f"p{number}", approved, Language.EN, "?", Language.EN, same, "polite", "tuning")
    return Beside(pair, signs, (signs, signs), (signs,))


def fitted(file: Path) -> Judge:
    pairs = [a_beside(number, (NEAR, FAR, LEANING, NEAR)[number % 4]) for number in range(40)]
    fit_same_question(groups(), pairs, KnowingPairs(), file)  # type: ignore[arg-type]
    return Judge(file)


def test_what_is_fitted_can_be_read_and_weighs_each_sign_as_the_pairs_tell(tmp_path: Path) -> None:
    near, far, leaning = fitted(tmp_path / "judge.onnx").weigh([together([each]) for each in (NEAR, FAR, LEANING)])
    assert near > 0 > max(far, leaning)


def test_the_least_chances_let_what_is_the_same_through_and_nothing_else(tmp_path: Path) -> None:
    judge = SameQuestion(fitted(tmp_path / "judge.onnx"))
    for ways in range(1, 6):
        near, far, leaning = (judge.verdict([each] * ways).is_same for each in (NEAR, FAR, LEANING))
        assert (near, far, leaning) == (True, False, False)


def test_the_least_chance_is_the_lowest_that_keeps_the_precision() -> None:
    chances = np.linspace(1, 0, 101)
    assert least_chance(chances, np.arange(101) < 60) == pytest.approx(0.39, abs=0.011)
    assert least_chance(chances, np.zeros(101, dtype=bool)) == 1.0
