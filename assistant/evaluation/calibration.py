"""Fits how likely the sources hold an answer to questions of which that is known.

The weights come from the tuning half alone. What they are worth is told by cross-validation: each question is judged by
weights that were fitted without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.answerability import Answerability, Signs
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.logistic_files import model_of, model_text

_HELD_KINDS = frozenset({"in_scope", "next_steps", "false_premise"})
_MISSING_KIND = "not_in_sources"
_FOLDS = 10
_BINS = 5
_STRENGTH = 1.0  # of the data against the penalty on large weights; scikit-learn's usual value
_SEED = 0
SignsOf = Callable[[GoldQuestion], Signs | None]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about the same probability: its mean, and the share of which the sources held the answer."""

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted model and what cross-validation says of it.

    `area` is the chance that a question which the sources answer gets a higher probability than one which they do not
    (area under the ROC curve); `brier` the mean squared error of the probabilities; `error` the mean distance between
    predicted and observed over the bins, by their size (expected calibration error).
    """

    model: Answerability
    count: int
    area: float
    brier: float
    error: float
    bins: tuple[Bin, ...]


def calibrate(questions: Iterable[GoldQuestion], signs_of: SignsOf) -> Calibration:
    """Fit the weights; needs questions of both sorts, at least ten of each."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    known = [question for question in questions if question.kind in _HELD_KINDS or question.kind == _MISSING_KIND]
    pairs = [(signs, question.kind in _HELD_KINDS) for question in known if (signs := signs_of(question)) is not None]
    inputs = np.array([list(asdict(signs).values()) for signs, _ in pairs])
    held = np.array([is_held for _, is_held in pairs])
    regression = LogisticRegression(C=_STRENGTH, max_iter=1000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    judged = cross_val_predict(regression, inputs, held, cv=folds, method="predict_proba")[:, 1]
    regression.fit(inputs, held)
    fitted = model_of(regression.intercept_, regression.coef_, (field.name for field in fields(Signs)))
    bins = _bins(judged, held)
    return Calibration(
        model=Answerability(fitted.intercept, fitted.weights),
        count=len(pairs),
        area=float(roc_auc_score(held, judged)),
        brier=float(brier_score_loss(held, judged)),
        error=sum(each.count * abs(each.predicted - each.observed) for each in bins) / len(pairs),
        bins=bins,
    )


def _bins(judged: NDArray[np.float64], held: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """The questions in bins of equal width, without the empty ones."""
    places = np.minimum((judged * _BINS).astype(int), _BINS - 1)
    found = ((judged[places == place], held[places == place]) for place in range(_BINS))
    return tuple(Bin(len(p), float(p.mean()), float(h.mean())) for p, h in found if len(p))


def weights_text(model: Answerability) -> str:
    """The weights as the file that the assistant reads."""
    return model_text(model, "ketenwijzer evaluate calibrate --write")
