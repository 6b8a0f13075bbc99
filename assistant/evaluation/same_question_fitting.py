"""Fits how much each sign tells of two questions, and from what chance on they count as the same.

Gradient boosting over decision trees (Friedman 2001, "Greedy function approximation"), on the tuning pairs and on
groups of questions from which the network did not learn, as it is surer of those that it has seen.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.question_groups import Group
from assistant.evaluation.retyping import retyped
from assistant.evaluation.same_question_figures import Beside, QuestionPairs
from assistant.question_matching import LEAST, SIGNS
from assistant.same_question import Signs, chance_of

if TYPE_CHECKING:
    from sklearn.ensemble import GradientBoostingClassifier

_PRECISION = 0.97
_FEWEST = 20  # pairs that tell a precision
_FOLDS = 8
_TREES, _DEPTH, _RATE, _SHARE, _LEAF, _SEED = 100, 4, 0.07, 0.5, 20, 0

Rows = NDArray[np.float32]
Labels = NDArray[np.bool_]


def fit_same_question(groups: Sequence[Group], pairs: Sequence[Beside], read: QuestionPairs, file: Path) -> None:
    """Write the fitted judge; the least chance comes from cross-validation over the approved questions of the pairs."""
    from sklearn.model_selection import GroupKFold

    more, more_same = _of_groups(groups, read)
    alone = np.array([astuple(one.alone) for one in pairs], dtype=np.float32)
    same = np.array([one.pair.same for one in pairs])
    approved = [one.pair.approved for one in pairs]
    chances: list[float] = []
    labels: list[bool] = []
    for learned, left_out in GroupKFold(_FOLDS).split(alone, same, approved):
        trees = _trees(np.vstack([more, alone[learned]]), np.concatenate([more_same, same[learned]]))
        for signs, is_same in ((s, pairs[number].pair.same) for number in left_out for s in pairs[number].situations):
            rows = np.array([astuple(each) for each in signs], dtype=np.float32)
            chances.append(chance_of(trees.decision_function(rows)))
            labels.append(is_same)
    trees = _trees(np.vstack([more, alone]), np.concatenate([more_same, same]))
    _write(trees, least_chance(np.array(chances), np.array(labels)), file)


def least_chance(chances: NDArray[np.float64], same: Labels) -> float:
    """The lowest chance from which on enough of the pairs are the same; 1 where there is none."""
    order = np.argsort(-chances)
    precision = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(precision[_FEWEST - 1 :] >= _PRECISION)
    return float(chances[order[_FEWEST - 1 + kept[-1]]]) if len(kept) else 1.0


def _of_groups(groups: Sequence[Group], read: QuestionPairs) -> tuple[Rows, Labels]:
    """The signs of all pairs of the groups, and of each question beside itself typed again."""
    random.seed(_SEED)
    read.read({question.text: question.language for group in groups for question in group.questions})
    again = {question: retyped(question.text) for group in groups for question in group.questions}
    read.read({text: question.language for question, text in again.items()})
    pairs = [(read.signs(known, asked, known), same) for group in groups for known, asked, same in _pairs(group)]
    pairs += [(read.signs(question.text, text, question.text), True) for question, text in again.items()]
    return np.array([astuple(signs) for signs, _ in pairs], dtype=np.float32), np.array([same for _, same in pairs])


def _pairs(group: Group) -> Iterator[tuple[str, str, bool]]:
    """Each way to ask as the one that is known, beside itself and all others."""
    for known in group.same:
        for asked in group.questions:
            yield known.text, asked.text, asked in group.same


def _trees(rows: Rows, same: Labels):  # type: ignore[no-untyped-def]
    from sklearn.ensemble import GradientBoostingClassifier

    boosting = GradientBoostingClassifier(
        n_estimators=_TREES,
        max_depth=_DEPTH,
        learning_rate=_RATE,
        subsample=_SHARE,
        min_samples_leaf=_LEAF,
        random_state=_SEED,
    )
    return boosting.fit(rows, same)


def _write(trees: "GradientBoostingClassifier", least: float, file: Path) -> None:
    """The trees as a file that `Judge` reads."""
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType

    columns = len(Signs.__dataclass_fields__)
    model = to_onnx(
        trees,
        initial_types=[(SIGNS, FloatTensorType([None, columns]))],
        options={"zipmap": False, "raw_scores": True},
    )
    model.metadata_props.add(key=LEAST, value=f"{least:.4f}")
    file.write_bytes(model.SerializeToString())
