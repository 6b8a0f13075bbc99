"""Groups of questions that ask the same thing. The door to scikit-learn for clusters.

Two questions are near by where they lie in the question space and by the provisions that were found for them. Groups
grow by average linkage: two are joined while their questions are near on average, so that no chain of neighbours runs
from one subject into the next. What lies very close is taken together first, which keeps the work of ten thousand
within seconds. `evaluation/sets/clusters.md` has what else was measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Matrix

Hits = Sequence[tuple[str, float]]
"""References with the scores by which they were found, best first."""
Numbers = NDArray[np.intp]

# Chosen on the measuring set.
_FOUND_WEIGHT = 0.5  # of what was found, beside where a question lies
_CONSIDERED = 3  # provisions found for a question
_FARTHEST = 0.70  # average distance within a group, 0 to 2
# Found the same first and nearer than this, questions are one from the start; wider where there are too many of them.
_SAME = (0.95, 0.9, 0.8, 0.7, 0.6, 0.4, 0.0)
_MOST_AT_ONCE = 4000


@dataclass(frozen=True, slots=True)
class Features:
    """What tells questions apart: a row of length 1 for each in `placed`, and in `found` the provisions found for it.

    Of found provision n, `questions[n]` is the question and `provisions[n]` a number for the provision; `weights[n]`
    make a row of length 1 of each question. `best` numbers the provision found first, -1 where nothing was.
    """

    placed: Matrix
    questions: Numbers
    provisions: Numbers
    weights: Matrix
    best: Numbers


def features(placed: Matrix, hits: Sequence[Hits]) -> Features:
    """The features of questions, from where they lie and what was found for each."""
    numbers: dict[str, int] = {}
    entries = [
        (question, numbers.setdefault(reference, len(numbers)), max(score, 0.0) ** 2)
        for question, found in enumerate(hits)
        for reference, score in found[:_CONSIDERED]
    ]
    questions, provisions = (np.array([entry[n] for entry in entries], dtype=np.intp) for n in range(2))
    weights = np.array([entry[2] for entry in entries], dtype=np.float32)
    lengths = np.sqrt(np.bincount(questions, weights**2, minlength=len(hits)))
    scaled = weights / np.where(lengths > 0, lengths, 1)[questions]
    best = np.array([numbers[found[0][0]] if found else -1 for found in hits], dtype=np.intp)
    return Features(placed, questions, provisions, scaled.astype(np.float32), best)


def group(asked: Features) -> Numbers:
    """A number for each question; equal numbers are one group."""
    if not len(asked.placed):
        return np.zeros(0, dtype=np.intp)
    same = _same(asked)
    return np.asarray(_joined(_means(asked, same))[same], dtype=np.intp)


def _same(asked: Features) -> Numbers:
    """Questions that count as the same from the start, by number."""
    numbers = np.zeros(len(asked.placed), dtype=np.intp)
    for nearest in _SAME:
        count = 0
        for best in np.unique(asked.best):
            alike = np.flatnonzero(asked.best == best)
            numbers[alike] = count + _within(asked.placed[alike], nearest)
            count = int(numbers[alike].max()) + 1
        if count <= _MOST_AT_ONCE:
            break
    return numbers


def _within(placed: Matrix, nearest: float) -> Numbers:
    """Each question goes to the first one that is at least so near, or becomes such a one itself."""
    numbers = np.full(len(placed), -1, dtype=np.intp)
    count = 0
    for position in range(len(placed)):
        if numbers[position] < 0:
            near = placed @ placed[position] >= nearest
            numbers[near & (numbers < 0)] = count
            numbers[position] = count
            count += 1
    return numbers


def _means(asked: Features, numbers: Numbers) -> Matrix:
    """The mean of the questions with one number, a row each, in both kinds of nearness."""
    count = int(numbers.max()) + 1
    placed = np.zeros((count, asked.placed.shape[1]), dtype=np.float32)
    np.add.at(placed, numbers, asked.placed)
    found = np.zeros((count, int(asked.provisions.max(initial=0)) + 1), dtype=np.float32)
    np.add.at(found, (numbers[asked.questions], asked.provisions), asked.weights)
    both = np.hstack((np.sqrt(1 - _FOUND_WEIGHT) * placed, np.sqrt(_FOUND_WEIGHT) * found))
    return np.asarray(both / np.bincount(numbers)[:, None], dtype=np.float32)


def _joined(means: Matrix) -> Numbers:
    """The groups of means: the product of two means is how near their questions are on average."""
    if len(means) < 2:
        return np.zeros(len(means), dtype=np.intp)
    distances = np.clip(1 - means @ means.T, 0, None)
    np.fill_diagonal(distances, 0)
    # Imported here: it takes longer to load than most starts.
    from sklearn.cluster import AgglomerativeClustering

    linkage = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=_FARTHEST
    )
    return np.asarray(linkage.fit_predict(distances), dtype=np.intp)
