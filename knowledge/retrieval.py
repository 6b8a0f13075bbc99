"""From a question to the provisions that may answer it: dense and lexical search over both languages, fused.

Nearness is counted in standard deviations from the mean of each language, because the model prefers texts in the
language of the question, and by how much differs from question to question. Keywords count for texts in that language
only, and only as far as the question's words occur there. A text in the other language gets the score that a text as
near as it in the question's language would get, so that keywords never push the other language down.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from knowledge.documents import Passage, TextKind
from knowledge.embedding import Vector
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

_NEIGHBOURS = 60
_DENSE_WEIGHT = 0.6
_LEXICAL_FLOOR = 0.15
_NAMED_SOURCE_BONUS = 0.4
_DEVIATIONS = 4.0  # from the mean to a good passage
_LEAST_VARIANCE = 1e-4  # of cosines: a language of few or equal texts has no spread of its own
_SENTENCE_SHARE = 0.25  # of the nearness of a text in the other language that its best sentence decides


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: `keywords` are the question without the names of sources, `named_sources` the ids of those."""

    text: str
    keywords: str
    language: Language
    vector: Vector
    named_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that may answer the question.

    `passages` are its texts that speak for it, best first and all of one language and kind: the question's language
    where there is one. `positions` are their positions in the index.
    `score` orders hits, about 0 to 1 and comparable within one question only; `similarity` is the best centred
    cosine and `coverage` the share of the question's telling words that the provision holds, both comparable
    between questions.
    """

    reference: Reference
    passages: tuple[Passage, ...]
    positions: tuple[int, ...]
    score: float
    similarity: float
    coverage: float


def search(index: PassageIndex, query: Query, count: int) -> list[Hit]:
    """The best provisions, best first."""
    depth = max(_NEIGHBOURS, 2 * count)
    similarities = _similarities(index, query, depth)
    lexical, ceiling = _lexical(index, query, depth)
    scores = _fused(index, query, similarities, lexical, ceiling)
    for position in scores:
        if index.passages[position].sources.intersection(query.named_sources):
            scores[position] += _NAMED_SOURCE_BONUS
    return list(_best_hits(index, query, scores, similarities, lexical, ceiling, count))


def _similarities(index: PassageIndex, query: Query, depth: int) -> dict[int, float]:
    """Centred cosines of the nearest passages of each language, by position."""
    similarities: dict[int, float] = {}
    for language in Language:
        mean = float(index.centroids[language] @ query.vector)
        for neighbour in index.nearest.nearest(language, query.vector, depth):
            centred = neighbour.similarity - mean
            similarities[neighbour.passage] = max(centred, similarities.get(neighbour.passage, 0.0))
    return similarities


def _lexical(index: PassageIndex, query: Query, depth: int) -> tuple[dict[int, float], float]:
    """Keyword scores of the best passages in the question's language, and the score of a perfect one."""
    lexical = index.lexical[query.language]
    scores = lexical.scores(query.keywords)
    best = np.argsort(-scores, kind="stable")[:depth]
    positions = index.by_language[query.language]
    return {int(positions[row]): float(scores[row]) for row in best if scores[row] > 0}, lexical.ceiling(query.keywords)


def _fused(
    index: PassageIndex, query: Query, similarities: dict[int, float], lexical: dict[int, float], ceiling: float
) -> dict[int, float]:
    """The scores of all passages that either search found."""
    best = max(lexical.values(), default=0.0)
    weight = (1 - _DENSE_WEIGHT) * min(1.0, _share(best, ceiling) / _LEXICAL_FLOOR)
    own, other = (
        _nearness(index, query, similarities, language) for language in (query.language, query.language.other)
    )
    farthest = min(own.values(), default=0.0)  # what only the keywords found is at most as near
    scores = {
        position: (1 - weight) * own.get(position, farthest) + weight * _share(lexical.get(position, 0.0), best)
        for position in own.keys() | lexical.keys()
    }
    return scores | _as_if_own(own, scores, other)


def _nearness(
    index: PassageIndex, query: Query, similarities: dict[int, float], language: Language
) -> dict[int, float]:
    """How near the passages of a language are, about 0 to 1: in deviations from what is usual for it."""
    vector, spread = query.vector, index.spreads[language]
    deviation = math.sqrt(max(float(np.einsum("i,ij,j", vector, spread, vector)), _LEAST_VARIANCE))
    found = {p: near for p, near in similarities.items() if index.passages[p].language is language}
    if language is not query.language:
        share = _SENTENCE_SHARE
        found = {p: (1 - share) * near + share * _best_sentence(index, query, p) for p, near in found.items()}
    return {position: near / deviation / _DEVIATIONS for position, near in found.items()}


def _best_sentence(index: PassageIndex, query: Query, position: int) -> float:
    """How near the best sentence of a passage is, above what is usual for its language; 0 where it has none."""
    language = index.passages[position].language
    rows = index.sentence_rows(position)
    if rows.start == rows.stop:
        return 0.0
    usual = float(index.sentence_centroids[language] @ query.vector) + index.sentence_lifts[language]
    return float(np.max(index.sentence_vectors[rows] @ query.vector)) - usual


def _as_if_own(own: dict[int, float], scores: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    """The scores that texts of the question's language have where those of the other language would stand.

    Beyond the nearest and the farthest the distance itself is carried over.
    """
    near = np.sort([own.get(position, 0.0) for position in scores])
    if not len(near):
        return other
    fused = np.sort(list(scores.values()))
    wanted = np.array(list(other.values()))
    inside = np.interp(wanted, near, fused)
    beyond = np.maximum(wanted - near[-1], 0) + np.minimum(wanted - near[0], 0)
    return dict(zip(other, map(float, inside + beyond), strict=True))


def _best_hits(
    index: PassageIndex,
    query: Query,
    scores: dict[int, float],
    similarities: dict[int, float],
    lexical: dict[int, float],
    ceiling: float,
    count: int,
) -> Iterable[Hit]:
    """The best provisions, best first: one hit for each, whatever its languages and kinds of text."""
    found: dict[Reference, list[int]] = {}
    for position in sorted(scores, key=lambda position: -scores[position]):
        found.setdefault(index.passages[position].reference, []).append(position)
    for reference, positions in islice(found.items(), count):
        chosen = speaking(index, query.language, reference, scores)
        yield Hit(
            reference=reference,
            passages=tuple(index.passages[position] for position in chosen),
            positions=tuple(chosen),
            score=scores[positions[0]],
            similarity=max(similarities.get(position, 0.0) for position in positions),
            coverage=max(_share(lexical.get(position, 0.0), ceiling) for position in positions),
        )


def speaking(index: PassageIndex, language: Language, reference: Reference, scores: dict[int, float]) -> list[int]:
    """Where the texts of a provision stand that speak for it: official words in the asker's language, else ours.

    `scores` order what is of one language and kind; without them it stands as in the index.
    """

    def rank(position: int) -> tuple[bool, bool, float]:
        passage = index.passages[position]
        return passage.language is language, passage.text_kind is TextKind.OFFICIAL, scores.get(position, 0.0)

    ordered = sorted(index.positions[reference], key=rank, reverse=True)
    best = index.passages[ordered[0]]
    return [
        position
        for position in ordered
        if (index.passages[position].language, index.passages[position].text_kind) == (best.language, best.text_kind)
    ]


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
