"""Figures for ranked lists, and how sure they are."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 2000
_SEED = 7


def ndcg(ranking: Sequence[str], relevance: Mapping[str, float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, linear gain as in trec_eval (Järvelin and Kekäläinen 2002)."""
    ideal = _discounted(sorted(relevance.values(), reverse=True)[:depth])
    return _discounted([relevance.get(document, 0.0) for document in ranking[:depth]]) / ideal if ideal else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


def recall(ranking: Sequence[str], relevance: Mapping[str, float], depth: int) -> float:
    """The share of relevant documents among the first `depth`; relevant is a score above 0."""
    relevant = {document for document, score in relevance.items() if score > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], relevance: Mapping[str, float], depth: int = 10) -> float:
    """One over the place of the first relevant document, 0 where there is none among the first `depth`."""
    places = (place for place, document in enumerate(ranking[:depth], start=1) if relevance.get(document, 0.0) > 0)
    return 1 / next(places, np.inf)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of a mean (Efron 1979); always the same for the same values."""
    sample: NDArray[np.float64] = np.asarray(values, dtype=float)
    if not len(sample):
        return 0.0, 0.0
    chosen = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[chosen].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def paired_interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean difference between two systems on the same questions."""
    return interval([one - other for one, other in zip(ours, theirs, strict=True)])
