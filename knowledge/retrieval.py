"""From a question to the provisions that may answer it: dense and lexical search over both languages, fused.

Nearness is counted in standard deviations from the mean of each language, because the model prefers texts in the
language of the question, and by how much differs from question to question. Keywords count for texts in that language
only, and only as far as the question's words occur there. A text in the other language gets the score that a text as
near as it in the question's language would get, so that keywords never push the other language down.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from knowledge.documents import Document, Passage, TextKind
from knowledge.editions import holds, latest_year
from knowledge.embedding import Vector
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

_NEIGHBOURS = 60
_DENSE_WEIGHT = 0.6
_LEXICAL_FLOOR = 0.15
_NAMED_SOURCE_BONUS = 0.3
_DEVIATIONS = 4.0  # from the mean to a good passage
_LEAST_VARIANCE = 1e-4  # of cosines: a language of few or equal texts has no spread of its own
_OWN_WEIGHT = 0.5  # of a follow-up's own words, beside 1 for all that it asks
_SENTENCE_SHARE = 0.25  # of the nearness of a text in the other language that its best sentence decides


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: `keywords` are the question without the names of sources, `named_sources` the ids of those.

    `edition` is that of the official text which the question asks for, empty for what holds. `own` is the question
    itself where `text` tells besides what it leans on, else empty.
    """

    text: str
    keywords: str
    language: Language
    vector: Vector
    named_sources: tuple[str, ...]
    edition: str = ""
    own: str = ""


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

    @property
    def is_card(self) -> bool:
        """Whether it is a practical card, and no provision."""
        return self.passages[0].text_kind is TextKind.GUIDANCE


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
    scores, ceiling = lexical.scores(query.keywords), lexical.ceiling(query.keywords)
    if query.own:  # what a follow-up says itself counts more than what it leans on
        scores = scores + _OWN_WEIGHT * lexical.scores(query.own)
        ceiling += _OWN_WEIGHT * lexical.ceiling(query.own)
    best = np.argsort(-scores, kind="stable")[:depth]
    positions = index.by_language[query.language]
    return {int(positions[row]): float(scores[row]) for row in best if scores[row] > 0}, ceiling


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
    """The best provisions, best first: one hit for each, whatever its languages and kinds of text.

    What only the official text in the other language has counts for the place in which it lies, where that has a text
    in the asker's language; without such a place it is opened by its name alone, as is what was superseded.
    """
    found: dict[Reference, list[int]] = {}
    for position in sorted(scores, key=lambda position: -scores[position]):
        passage = index.passages[position]
        place = None if is_superseded(index, passage, query.edition) else spoken_place(index, passage, query.language)
        if place is not None:
            found.setdefault(place, []).append(position)
    for reference, positions in islice(found.items(), count):
        chosen = speaking(index, query.language, reference, scores, query.edition)
        yield Hit(
            reference=reference,
            passages=tuple(index.passages[position] for position in chosen),
            positions=tuple(chosen),
            score=scores[positions[0]],
            similarity=max(similarities.get(position, 0.0) for position in positions),
            coverage=max(_share(lexical.get(position, 0.0), ceiling) for position in positions),
        )


def is_superseded(index: PassageIndex, passage: Passage, asked: str) -> bool:
    """Whether a passage is of an edition that no longer holds, of a source that does, and was not asked for."""
    document = passage.document
    holding = index.documents[document.source, document.language]
    return not holds(document) and holds(holding) and document.edition != asked


def spoken_place(index: PassageIndex, passage: Passage, language: Language) -> Reference | None:
    """Where somebody who speaks a language reads of a passage: at its place, or at the nearest that it lies in.

    None for official words in the other language that lie in no place with a text in this one, of a source that we
    wrote about in this one.
    """
    ours = index.documents.get((passage.document.source, language))
    if passage.language is language or ours is None or ours.text_kind is TextKind.OFFICIAL:
        return passage.reference
    place: Reference | None = passage.reference
    while place is not None and all(found.language is not language for found in index.at(place)):
        place = place.above
    return place


def official_words(index: PassageIndex, language: Language, reference: Reference, edition: str) -> list[int]:
    """Where the official words of a provision in a language stand; none where there are none that hold.

    Those that were superseded are there where their edition is asked for, or where the source holds no more either.
    """
    passages = index.passages
    candidates = [
        position
        for position in index.positions.get(reference, ())
        if passages[position].text_kind is TextKind.OFFICIAL
        and passages[position].language is language
        and not is_superseded(index, passages[position], edition)
    ]
    return _of_one_document(index, language, candidates, edition)


def speaking(
    index: PassageIndex, language: Language, reference: Reference, scores: dict[int, float], edition: str = ""
) -> list[int]:
    """Where the texts of a provision stand that speak for it, all of one document.

    Those of the edition that is asked for go first, then what was not superseded, texts in the asker's language,
    official words, and of these the newer edition, or the text that was added for the place itself.
    `scores` order what is of one document; without them it stands as in the index.
    """
    chosen = _of_one_document(index, language, index.positions[reference], edition)
    return sorted(chosen, key=lambda position: -scores.get(position, 0.0))


def _of_one_document(index: PassageIndex, language: Language, positions: Sequence[int], edition: str) -> list[int]:
    """Those of the positions that are of the best document; none of none."""
    documents = {index.passages[position].document: position for position in positions}

    def rank(document: Document) -> tuple[bool, bool, bool, bool, int, int]:
        is_official = document.text_kind is TextKind.OFFICIAL
        return (
            is_official and document.edition == edition,
            holds(document),
            document.language is language,
            is_official,
            latest_year(document.edition) if is_official else 0,
            documents[document],
        )

    best = max(documents, key=rank, default=None)
    return [position for position in positions if index.passages[position].document == best]


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
