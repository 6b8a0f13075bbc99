"""Fits what the signs of two questions tell, and from what chance on they count as the same.

A logistic regression, on the tuning pairs and on groups of questions from which the network did not learn, as it is
surer of those that it has seen. Each is judged where one way to ask is known, where several are, and where all are.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.logistic_files import model_of, model_text
from assistant.evaluation.question_groups import Group, Wording
from assistant.evaluation.retyping import retyped
from assistant.evaluation.same_question_figures import Beside, QuestionPairs
from assistant.same_question import KINDS, SameQuestion, Signs, Together, kind_of, together

_PRECISION = 0.97
_FEWEST = 20  # of what is given, that tells a precision
_FOLDS = 8
_SEVERAL = (2, 3, 4)  # ways to ask besides the first
_STRENGTH, _ROUNDS, _SEED = 1.0, 3000, 0
_UNDECIDED = (1.0,) * KINDS

Chances = NDArray[np.float64]
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Situation:
    """The signs of a question beside the known ways to ask what is asked by the `subject`, and whether it asks that."""

    ways: tuple[Signs, ...]
    same: bool
    subject: str


def fit_same_question(groups: Sequence[Group], pairs: Sequence[Beside], read: QuestionPairs) -> SameQuestion:
    """The fitted judge; the least chances come from cross-validation over what is asked."""
    from sklearn.model_selection import GroupKFold

    read.read({wording.text: wording.language for group in groups for wording in group.questions})
    random.seed(_SEED)
    found, again = [*_of_pairs(pairs), *_of_groups(groups, read)], list(_typed_again(groups, read))
    judged: dict[int, float] = {}
    for learned, left_out in GroupKFold(_FOLDS).split(found, groups=[each.subject for each in found]):
        fitted = _fitted([*(found[number] for number in learned), *again], _UNDECIDED)
        judged |= {number: fitted.verdict(found[number].ways).chance for number in left_out}
    return _fitted([*found, *again], _least_chances(found, [judged[number] for number in range(len(found))]))


def least_chance(chances: Chances, same: Labels) -> float:
    """The lowest chance from which on enough of what is given is the same; 1 where there is none."""
    order = np.argsort(-chances)
    precision = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(precision[_FEWEST - 1 :] >= _PRECISION)
    return float(chances[order[_FEWEST - 1 + kept[-1]]]) if len(kept) else 1.0


def _least_chances(found: Sequence[_Situation], chances: Sequence[float]) -> tuple[float, ...]:
    """The least chance for one way, two, and more."""
    kinds = np.array([kind_of(each.ways) for each in found])
    same = np.array([each.same for each in found])
    return tuple(least_chance(np.array(chances)[kinds == kind], same[kinds == kind]) for kind in range(KINDS))


def _of_pairs(pairs: Sequence[Beside]) -> Iterator[_Situation]:
    for one in pairs:
        for ways in dict.fromkeys(one.situations):
            yield _Situation(ways, one.pair.same, one.pair.approved)


def _of_groups(groups: Sequence[Group], read: QuestionPairs) -> Iterator[_Situation]:
    """Every question beside some of the ways to ask what its group is about."""
    for group in groups:
        for asked in group.questions:
            for known in _known(group, asked):
                ways = tuple(read.signs(way.text, asked.text, known[0].text) for way in known)
                yield _Situation(ways, asked in group.same, group.same[0].text)


def _typed_again(groups: Sequence[Group], read: QuestionPairs) -> Iterator[_Situation]:
    """Every question beside itself typed again: too easy to tell from which chance on two are the same."""
    again = {wording: retyped(wording.text) for group in groups for wording in group.questions}
    read.read({text: wording.language for wording, text in again.items()})
    for group in groups:
        for asked in group.questions:
            yield _Situation((read.signs(asked.text, again[asked], asked.text),), same=True, subject=group.same[0].text)


def _known(group: Group, asked: Wording) -> Iterator[Sequence[Wording]]:
    """One way to ask, two, some and all: the first of the group, where that is not asked, and any others."""
    first, *others = (wording for wording in group.same if wording != asked)
    random.shuffle(others)
    for number in sorted({0, 1, *random.sample(_SEVERAL, 1), len(others)}):
        yield [first, *others[:number]]


def _fitted(found: Sequence[_Situation], least: tuple[float, ...]) -> SameQuestion:
    """Each subject counts the same, however many situations it has."""
    from sklearn.linear_model import LogisticRegression

    counts = Counter(each.subject for each in found)
    weights = np.array([len(found) / len(counts) / counts[each.subject] for each in found])
    rows = np.array([astuple(together(each.ways)) for each in found])
    regression = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS)
    regression.fit(rows, np.array([each.same for each in found]), sample_weight=weights)
    model = model_of(regression.intercept_, regression.coef_, (field.name for field in fields(Together)))
    return SameQuestion(model.intercept, model.weights, least)


def judge_text(judge: SameQuestion) -> str:
    """A judge as the file that `SameQuestion.read` reads."""
    least = ", ".join(f"{chance:.4f}" for chance in judge.least)
    told = "# From these chances a question is the same, where one way to ask is known, two, or more."
    return model_text(judge, "ketenwijzer evaluate same-question --learn", [told, f"least = [{least}]"])
