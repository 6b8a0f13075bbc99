"""Fits what the signs of two questions tell, and from what chance on they count as the same.

Gradient boosting over decision trees (Friedman 2001, "Greedy function approximation"), on the tuning pairs and on
groups of questions from which the network did not learn, as it is surer of those that it has seen. Each is judged where
one way to ask is known, where several are, and where all are.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.question_groups import Group, Wording
from assistant.evaluation.retyping import retyped
from assistant.evaluation.same_question_figures import Beside, QuestionPairs
from assistant.question_matching import LEAST, SIGNS
from assistant.same_question import MOST_WAYS_TOLD_APART, Signs, chance_of, number_of_ways, together

if TYPE_CHECKING:
    from sklearn.ensemble import GradientBoostingClassifier

_PRECISION = 0.97
_FEWEST = 20  # of what is given, that tells a precision
_FOLDS = 8
_SEVERAL = (2, 3, 4)  # ways to ask besides the first
_TREES, _DEPTH, _RATE, _SHARE, _LEAF, _SEED = 150, 4, 0.05, 0.5, 40, 0

Chances = NDArray[np.float64]
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Situation:
    """The signs of a question beside the known ways to ask what is asked by the `subject`, and whether it asks that."""

    ways: tuple[Signs, ...]
    same: bool
    subject: str


def fit_same_question(groups: Sequence[Group], pairs: Sequence[Beside], read: QuestionPairs, file: Path) -> None:
    """Write the fitted judge; the least chances come from cross-validation over what is asked."""
    from sklearn.model_selection import GroupKFold

    found = [*_of_pairs(pairs), *_of_groups(groups, read)]
    logits = np.zeros(len(found))
    for learned, left_out in GroupKFold(_FOLDS).split(found, groups=[each.subject for each in found]):
        trees = _trees([found[number] for number in learned])
        logits[left_out] = trees.decision_function([together(found[number].ways) for number in left_out])
    _write(_trees(found), _least_chances(found, logits), file)


def least_chance(chances: Chances, same: Labels) -> float:
    """The lowest chance from which on enough of what is given is the same; 1 where there is none."""
    order = np.argsort(-chances)
    precision = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(precision[_FEWEST - 1 :] >= _PRECISION)
    return float(chances[order[_FEWEST - 1 + kept[-1]]]) if len(kept) else 1.0


def _least_chances(found: Sequence[_Situation], logits: Chances) -> list[float]:
    """The least chance for each number of ways that is told apart."""
    chances = np.array([chance_of(each.ways, logit) for each, logit in zip(found, logits, strict=True)])
    same = np.array([each.same for each in found])
    known = np.array([number_of_ways(each.ways) for each in found])
    return [least_chance(chances[known == number], same[known == number]) for number in range(MOST_WAYS_TOLD_APART)]


def _of_pairs(pairs: Sequence[Beside]) -> Iterator[_Situation]:
    for one in pairs:
        for ways in dict.fromkeys(one.situations):
            yield _Situation(ways, one.pair.same, one.pair.approved)


def _of_groups(groups: Sequence[Group], read: QuestionPairs) -> Iterator[_Situation]:
    """Every question beside some of the ways to ask what its group is about, and beside itself typed again."""
    random.seed(_SEED)
    again = {wording: retyped(wording.text) for group in groups for wording in group.questions}
    read.read({wording.text: wording.language for wording in again})
    read.read({text: wording.language for wording, text in again.items()})
    for group in groups:
        subject = group.same[0].text
        for asked in group.questions:
            for known in _known(group, asked):
                ways = tuple(read.signs(way.text, asked.text, known[0].text) for way in known)
                yield _Situation(ways, asked in group.same, subject)
            yield _Situation((read.signs(asked.text, again[asked], asked.text),), same=True, subject=subject)


def _known(group: Group, asked: Wording) -> Iterator[Sequence[Wording]]:
    """One way to ask, two, some and all: the first of the group, where that is not asked, and any others."""
    first, *others = (wording for wording in group.same if wording != asked)
    random.shuffle(others)
    for number in sorted({0, 1, *random.sample(_SEVERAL, 1), len(others)}):
        yield [first, *others[:number]]


def _trees(found: Sequence[_Situation]) -> "GradientBoostingClassifier":
    """Each subject counts the same, however many situations it has."""
    from sklearn.ensemble import GradientBoostingClassifier

    counts = Counter(each.subject for each in found)
    boosting = GradientBoostingClassifier(
        n_estimators=_TREES,
        max_depth=_DEPTH,
        learning_rate=_RATE,
        subsample=_SHARE,
        min_samples_leaf=_LEAF,
        random_state=_SEED,
    )
    rows = np.array([together(each.ways) for each in found], dtype=np.float32)
    weights = np.array([len(found) / len(counts) / counts[each.subject] for each in found])
    return boosting.fit(rows, np.array([each.same for each in found]), sample_weight=weights)


def _write(trees: "GradientBoostingClassifier", least: Sequence[float], file: Path) -> None:
    """The trees as a file that `Judge` reads."""
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType

    model = to_onnx(
        trees,
        initial_types=[(SIGNS, FloatTensorType([None, trees.n_features_in_]))],
        options={"zipmap": False, "raw_scores": True},
    )
    model.metadata_props.add(key=LEAST, value=" ".join(f"{chance:.4f}" for chance in least))
    file.write_bytes(model.SerializeToString())
