"""Fits which sentences an answer is made of to questions of which readers said that.

Somebody read each question with every passage that was found for it, and wrote down with which sentences the answer
should open and which help besides (`sets/sentences.jsonl`, by the ids of the gold set). What the weights are worth is
told by cross-validation: each question is judged by weights that were fitted without it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.json_lines import read_records
from assistant.evaluation.logistic_files import model_of, models_text
from assistant.logistic import Logistic
from assistant.sentence_choice import SIGN_NAMES, JudgedSentence

_FOLDS = 5
_STRENGTH = 0.3
JudgedOf = Callable[[GoldQuestion], Sequence[JudgedSentence]]
Said = tuple[str, str]
"""A sentence by the reference of its place and its words."""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """The sentences with which the answer to a question should open, and those that help besides."""

    id: str
    opens: frozenset[Said]
    helps: frozenset[Said]


@dataclass(frozen=True, slots=True)
class FittedSentences:
    """Two fitted models, and what cross-validation says of them.

    `questions` is how many were read, `lost` how many of the sentences that were named are no candidates. `precision`
    is the average precision of `opens` and of `helps`; `first` the share of the questions whose likeliest sentence is
    one with which to open.
    """

    opens: Logistic
    helps: Logistic
    questions: int
    lost: int
    precision: tuple[float, float]
    first: float


def read_sentences(file: Path) -> list[ReadQuestion]:
    """What readers said; raises UnreadableGold where a line is none of that."""
    return read_records(file, lambda record: ReadQuestion(record["id"], _said(record["opens"]), _said(record["helps"])))


def _said(pairs: Iterable[Sequence[str]]) -> frozenset[Said]:
    return frozenset((reference, words) for reference, words in pairs)


def fit_sentences(
    read: Iterable[ReadQuestion], questions: Iterable[GoldQuestion], judged_of: JudgedOf
) -> FittedSentences:
    """Fit both models to the questions that were read; needs ten or more of them."""
    by_id = {question.id: question for question in questions}
    inputs, opens, helps, groups, lost = [], [], [], [], 0
    for number, told in enumerate(each for each in read if each.id in by_id):
        found = judged_of(by_id[told.id])
        said = [(str(each.ranked.hit.reference), each.ranked.text) for each in found]
        lost += len((told.opens | told.helps) - set(said))
        inputs += [list(asdict(each.signs).values()) for each in found]
        opens += [each in told.opens for each in said]
        helps += [each in told.opens or each in told.helps for each in said]
        groups += [number] * len(said)
    rows, group = np.array(inputs), np.array(groups)
    first, second = _Fit.of(rows, np.array(opens), group), _Fit.of(rows, np.array(helps), group)
    return FittedSentences(
        first.model,
        second.model,
        len(set(groups)),
        lost,
        (first.precision, second.precision),
        _first_right(first.judged, np.array(opens), group),
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    model: Logistic
    judged: NDArray[np.float64]
    precision: float

    @classmethod
    def of(cls, rows: NDArray[np.float64], wanted: NDArray[np.bool_], groups: NDArray[np.int_]) -> "_Fit":
        from sklearn.linear_model import LogisticRegression
        from sklearn.metrics import average_precision_score
        from sklearn.model_selection import GroupKFold, cross_val_predict
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        whole = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=3000))
        folds = GroupKFold(_FOLDS)
        judged = cross_val_predict(whole, rows, wanted, groups=groups, cv=folds, method="predict_proba")[:, 1]
        scaler, regression = whole.fit(rows, wanted)
        weights = regression.coef_ / scaler.scale_
        intercept = regression.intercept_ - weights @ scaler.mean_
        return cls(model_of(intercept, weights, SIGN_NAMES), judged, float(average_precision_score(wanted, judged)))


def _first_right(judged: NDArray[np.float64], wanted: NDArray[np.bool_], groups: NDArray[np.int_]) -> float:
    """Over the questions of which any sentence that was found opens the answer."""
    right = [
        bool(wanted[chosen][np.argmax(judged[chosen])])
        for number in np.unique(groups)
        for chosen in (groups == number,)
        if wanted[chosen].any()
    ]
    return sum(right) / len(right)


def choice_text(fitted: FittedSentences) -> str:
    """The weights as the file that the assistant reads."""
    return models_text({"opens": fitted.opens, "helps": fitted.helps}, "ketenwijzer evaluate calibrate --write")
