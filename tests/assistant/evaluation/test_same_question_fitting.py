from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation.question_groups import Group, Wording
from assistant.evaluation.same_question_figures import Beside, Pair
from assistant.evaluation.same_question_fitting import fit_same_question, judge_text, least_chance
from assistant.same_question import SameQuestion, Signs
from knowledge.language import Language

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
            is_left_out=True,
        )
        for number in range(12)
    ]


def a_beside(number: int, signs: Signs) -> Beside:
    approved, same = f"May we buy tin {number // 4}?", signs == NEAR
    pair = Pair(f"p{number}", approved, Language.EN, "?", Language.EN, same, "polite", "tuning")
    return Beside(pair, signs, (signs, signs), (signs, signs, signs))


def fitted() -> SameQuestion:
    pairs = [a_beside(number, (NEAR, FAR, LEANING, NEAR)[number % 4]) for number in range(80)]
    return fit_same_question(groups(), pairs, KnowingPairs())  # type: ignore[arg-type]


def test_each_sign_counts_as_the_pairs_tell() -> None:
    near, far, leaning = (fitted().verdict([each]).chance for each in (NEAR, FAR, LEANING))
    assert near > 0.5 > max(far, leaning)


def test_the_least_chances_let_what_is_the_same_through_and_nothing_else() -> None:
    judge = fitted()
    for ways in range(1, 6):
        near, far, leaning = (judge.verdict([each] * ways).is_same for each in (NEAR, FAR, LEANING))
        assert (near, far, leaning) == (True, False, False)


def test_what_was_fitted_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "judge.toml"
    file.write_text(judge_text(fitted()), encoding="utf-8")
    read = SameQuestion.read(file)
    assert read.weights.keys() == fitted().weights.keys()
    assert read.verdict([NEAR]).chance == pytest.approx(fitted().verdict([NEAR]).chance, abs=0.01)


def test_the_least_chance_is_the_lowest_that_keeps_the_precision() -> None:
    chances = np.linspace(1, 0, 101)
    assert least_chance(chances, np.arange(101) < 60) == pytest.approx(0.39, abs=0.011)
    assert least_chance(chances, np.zeros(101, dtype=bool)) == 1.0
