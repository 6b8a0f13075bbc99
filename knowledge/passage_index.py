"""An index of passages, opened for searching: vectors, keywords, names, finding aids."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.crosswalk import Crosswalk
from knowledge.documents import Document, Passage, TextKind
from knowledge.embedding import Matrix, Vector
from knowledge.finding_aids import Evidence, FindingAids
from knowledge.glossary import Glossary
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex
from knowledge.passage_store import Generation
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from knowledge.vector_index import ExactIndex, Row, VectorIndex
from knowledge.views import View, ViewKind, Words, views

Arrays: TypeAlias = dict[str, NDArray[Any]]
_SAMPLED = 64


@dataclass(frozen=True)
class PassageIndex:
    """A generation opened for searching. Positions count passages from 0 in the generation's order.

    `documents` are how each source describes itself in a language, `passages` what it says; `editions` are the
    documents of its official texts; `parts` are the places directly below a place.
    `centroids` holds the mean of all vectors a language searches in and `spreads` their covariance; `sentence_vectors`
    has one row for each sentence view, those of passage p from `sentence_starts[p]` up to `sentence_starts[p + 1]`;
    `sentence_numbers` says which sentence of its passage a row is. The best sentence of a passage is as near to a
    question as the `sentence_centroids` vector of its language is, and `sentence_lifts` more, on average.
    """

    generation: Generation
    passages: tuple[Passage, ...]
    documents: dict[tuple[str, Language], Document]
    editions: dict[str, tuple[Document, ...]]
    names: SourceNames
    positions: dict[Reference, tuple[int, ...]]
    parts: dict[Reference, tuple[Reference, ...]]
    by_language: dict[Language, NDArray[np.intp]]
    nearest: VectorIndex
    lexical: dict[Language, LexicalIndex]
    centroids: dict[Language, Vector]
    spreads: dict[Language, Matrix]
    sentence_vectors: Matrix
    sentence_numbers: NDArray[np.intp]
    sentence_starts: NDArray[np.intp]
    sentence_centroids: dict[Language, Vector]
    sentence_lifts: dict[Language, float]
    glossary: Glossary
    crosswalk: Crosswalk
    evidence: dict[str, Evidence]

    def at(self, reference: Reference) -> list[Passage]:
        """The passages of a provision in all languages and kinds of text; empty where it is not known."""
        return [self.passages[position] for position in self.positions.get(reference, ())]

    def knows(self, word: str) -> bool:
        """Whether any passage holds a word, as `lexical_index.words` gives it."""
        return any(lexical.knows(word) for lexical in self.lexical.values())

    def sentence_rows(self, position: int) -> slice:
        """The rows of a passage among the sentence vectors; empty where it has none."""
        return slice(int(self.sentence_starts[position]), int(self.sentence_starts[position + 1]))


@dataclass(frozen=True)
class Ingredients:
    """What an index of some passages is made of: `matrix` has a row for each of `rows`, `texts` are for keywords."""

    rows: list[Row]
    matrix: Matrix
    texts: dict[Language, list[str]]
    arrays: Arrays


def prepare(passages: Sequence[Passage], embed: Callable[[list[Words]], Matrix]) -> Ingredients:
    """Embed the views of the passages and lay out everything that searching needs."""
    found = list(views(passages))
    vectors = embed([view.words for view in found])
    searched = [
        (number, Row(view.passage, number, passages[view.passage].language))
        for number, view in enumerate(found)
        if view.kind is not ViewKind.SENTENCE and not passages[view.passage].is_term
    ]
    rows = [row for _, row in searched]
    matrix = vectors[[number for number, _ in searched]]
    arrays = _sentence_arrays(len(passages), found, vectors)
    for language in Language:
        usual = _usual(passages, _positions(passages, language))
        own = matrix[[number for number, row in enumerate(rows) if row.passage in usual]]
        arrays |= _language_arrays(language, own)
        arrays |= _sentence_means(language, sorted(usual), own, arrays)
    return Ingredients(rows, matrix, _texts(passages), arrays)


def assemble(
    generation: Generation,
    passages: Sequence[Passage],
    aids: FindingAids,
    nearest: VectorIndex,
    lexical: dict[Language, LexicalIndex],
    arrays: Arrays,
) -> PassageIndex:
    """An index from its parts."""
    positions: dict[Reference, tuple[int, ...]] = {}
    for position, passage in enumerate(passages):
        positions[passage.reference] = (*positions.get(passage.reference, ()), position)
    return PassageIndex(
        generation=generation,
        passages=tuple(passages),
        documents={(p.document.source, p.language): p.document for p in reversed(passages)},
        editions=_editions(passages),
        names=SourceNames({passage.document: None for passage in passages}, positions),
        positions=positions,
        parts=_parts(positions),
        by_language={language: _positions(passages, language) for language in Language},
        nearest=nearest,
        lexical=lexical,
        centroids={language: arrays[f"centroid-{language}"] for language in Language},
        spreads={language: arrays[f"spread-{language}"] for language in Language},
        sentence_vectors=arrays["sentence-vectors"],
        sentence_numbers=arrays["sentence-numbers"],
        sentence_starts=arrays["sentence-starts"],
        sentence_centroids={language: arrays[f"sentence-centroid-{language}"] for language in Language},
        sentence_lifts={language: float(arrays[f"sentence-lift-{language}"]) for language in Language},
        glossary=Glossary(aids.terms),
        crosswalk=Crosswalk(aids.themes),
        evidence={evidence.id: evidence for evidence in aids.evidence},
    )


def exact_index(
    generation: Generation,
    passages: Sequence[Passage],
    aids: FindingAids,
    embed: Callable[[list[Words]], Matrix],
) -> PassageIndex:
    """An index in memory alone, that compares with every vector."""
    made = prepare(passages, embed)
    lexical = {language: LexicalIndex.build(language, texts) for language, texts in made.texts.items()}
    return assemble(generation, passages, aids, ExactIndex(made.rows, made.matrix), lexical, made.arrays)


def _editions(passages: Iterable[Passage]) -> dict[str, tuple[Document, ...]]:
    """The documents of the official texts of each source, in their order."""
    found: dict[str, dict[Document, None]] = {}
    for passage in passages:
        if passage.text_kind is TextKind.OFFICIAL:
            found.setdefault(passage.document.source, {})[passage.document] = None
    return {source: tuple(documents) for source, documents in found.items()}


def _parts(references: Iterable[Reference]) -> dict[Reference, tuple[Reference, ...]]:
    """The places directly below each place that has any, in their order."""
    known = dict.fromkeys(references)
    parts: dict[Reference, list[Reference]] = {}
    for reference in known:
        outer = reference.above
        while outer is not None and outer not in known:
            outer = outer.above
        if outer is not None:
            parts.setdefault(outer, []).append(reference)
    return {reference: tuple(found) for reference, found in parts.items()}


def _positions(passages: Sequence[Passage], language: Language) -> NDArray[np.intp]:
    """Where the passages stand that are searched in a language: all but the entries of the glossary."""
    found = [p for p, passage in enumerate(passages) if passage.language is language and not passage.is_term]
    return np.array(found, dtype=np.intp)


def _texts(passages: Sequence[Passage]) -> dict[Language, list[str]]:
    """What the keyword index of each language holds: texts and the ways in which people ask for them."""
    texts: dict[Language, list[str]] = {language: [] for language in Language}
    for passage in (passage for passage in passages if not passage.is_term):
        texts[passage.language].append(" ".join((passage.searchable_text, *passage.questions)))
    return texts


def _sentence_arrays(count: int, found: Sequence[View], vectors: Matrix) -> Arrays:
    sentences = [number for number, view in enumerate(found) if view.kind is ViewKind.SENTENCE]
    counts = np.zeros(count + 1, dtype=np.intp)
    for number in sentences:
        counts[found[number].passage + 1] += 1
    return {
        "sentence-vectors": vectors[sentences],
        "sentence-numbers": np.array([found[number].number for number in sentences], dtype=np.intp),
        "sentence-starts": np.cumsum(counts),
    }


def _usual(passages: Sequence[Passage], positions: Iterable[int]) -> set[int]:
    """Those of the positions from which is told what is usual: our own texts, so that an added original moves nothing.

    All of them where there are official texts only.
    """
    found = set(map(int, positions))
    return {position for position in found if passages[position].text_kind is not TextKind.OFFICIAL} or found


def _language_arrays(language: Language, own: Matrix) -> Arrays:
    """Mean and covariance of the vectors of a language; zeros for a language without any."""
    mean = own.mean(axis=0) if len(own) else np.zeros(own.shape[1])
    centred = own - mean
    return {
        f"centroid-{language}": mean.astype(np.float32),
        f"spread-{language}": (centred.T @ centred / max(1, len(own))).astype(np.float32),
    }


def _sentence_means(language: Language, positions: Sequence[int], questions: Matrix, arrays: Arrays) -> Arrays:
    """Where the sentences of a language lie, and how far the best of a passage is above that for a question.

    The language's own vectors stand for questions: which ones hardly matters for a mean.
    """
    starts, vectors = arrays["sentence-starts"], arrays["sentence-vectors"]
    holding = [position for position in positions if starts[position] < starts[position + 1]]
    centroid, lift = np.zeros(vectors.shape[1], dtype=np.float32), 0.0
    if holding:
        own = np.concatenate([vectors[starts[position] : starts[position + 1]] for position in holding])
        lengths = [starts[position + 1] - starts[position] for position in holding]
        sampled = questions[np.linspace(0, len(questions) - 1, min(_SAMPLED, len(questions)), dtype=int)]
        best = np.maximum.reduceat(own @ sampled.T, np.cumsum([0, *lengths[:-1]]), axis=0)
        centroid = own.mean(axis=0)
        lift = float(best.mean() - (sampled @ centroid).mean())
    return {f"sentence-centroid-{language}": centroid, f"sentence-lift-{language}": np.array(lift)}
