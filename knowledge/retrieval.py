"""From a question to the provisions that may answer it: dense and lexical search over both languages, fused.

The fusion is the "balanced sum": keyword scores count only for texts in the question's language and only as far as
the question's words occur there; dense scores are taken relative to the mean of their language, because the model
prefers texts in the language of the question.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from knowledge.documents import Passage, TextKind
from knowledge.embedding import Vector
from knowledge.generations import PassageIndex
from knowledge.language import Language
from knowledge.references import Reference

_NEIGHBOURS = 60
_DENSE_WEIGHT = 0.6
_LEXICAL_FLOOR = 0.15
_NAMED_SOURCE_BONUS = 0.3
_SIMILARITY_SCALE = 0.12  # the spread of centred cosines between a good and an average passage


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
    dense = _dense(index, query)
    lexical, ceiling = _lexical(index, query)
    weight = (1 - _DENSE_WEIGHT) * min(1.0, _share(max(lexical.values(), default=0.0), ceiling) / _LEXICAL_FLOOR)
    best_lexical = max(lexical.values(), default=0.0)
    scores: dict[int, float] = {}
    for position in dense.keys() | lexical.keys():
        similarity = dense.get(position, 0.0) / _SIMILARITY_SCALE
        keywords = _share(lexical.get(position, 0.0), best_lexical)
        bonus = _NAMED_SOURCE_BONUS if index.passages[position].sources.intersection(query.named_sources) else 0.0
        scores[position] = (1 - weight) * similarity + weight * keywords + bonus
    hits = _by_provision(index, query, scores, dense, lexical, ceiling)
    return sorted(hits, key=lambda hit: -hit.score)[:count]


def _dense(index: PassageIndex, query: Query) -> dict[int, float]:
    """Centred cosines of the nearest passages of each language, by position."""
    similarities: dict[int, float] = {}
    for language in Language:
        mean = float(index.centroids[language] @ query.vector)
        for neighbour in index.nearest.nearest(language, query.vector, _NEIGHBOURS):
            centred = neighbour.similarity - mean
            similarities[neighbour.passage] = max(centred, similarities.get(neighbour.passage, 0.0))
    return similarities


def _lexical(index: PassageIndex, query: Query) -> tuple[dict[int, float], float]:
    """Keyword scores of the best passages in the question's language, and the score of a perfect one."""
    lexical = index.lexical[query.language]
    scores = lexical.scores(query.keywords)
    best = np.argsort(-scores, kind="stable")[:_NEIGHBOURS]
    positions = index.by_language[query.language]
    return {int(positions[row]): float(scores[row]) for row in best if scores[row] > 0}, lexical.ceiling(query.keywords)


def _by_provision(
    index: PassageIndex,
    query: Query,
    scores: dict[int, float],
    dense: dict[int, float],
    lexical: dict[int, float],
    ceiling: float,
) -> Iterable[Hit]:
    """One hit for each provision, whatever its languages and kinds of text."""
    found: dict[Reference, list[int]] = {}
    for position in scores:
        found.setdefault(index.passages[position].reference, []).append(position)
    for reference, positions in found.items():
        speaking = _speaking(index, query.language, reference, scores)
        yield Hit(
            reference=reference,
            passages=tuple(index.passages[position] for position in speaking),
            positions=tuple(speaking),
            score=max(scores[position] for position in positions),
            similarity=max(dense.get(position, 0.0) for position in positions),
            coverage=max(_share(lexical.get(position, 0.0), ceiling) for position in positions),
        )


def _speaking(index: PassageIndex, language: Language, reference: Reference, scores: dict[int, float]) -> list[int]:
    """Where the texts of a provision stand that speak for it: official words in the question's language, else ours."""

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
