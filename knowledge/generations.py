"""Index generations: built in a folder of their own, checked, published whole, opened and closed.

    <data>/index/<generation>/   chroma/  lexical-nl/  lexical-en/  arrays.npz

The folder is a cache: everything in it is made from the passages and vectors in SQL.
"""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from knowledge.chroma_index import ChromaIndex
from knowledge.crosswalk import Crosswalk
from knowledge.documents import Passage
from knowledge.embedding import Matrix, Vector
from knowledge.errors import IndexDamaged, IndexMissing
from knowledge.finding_aids import NO_AIDS, Evidence, FindingAids
from knowledge.glossary import Glossary
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex
from knowledge.passage_store import Generation, PassageStore
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from knowledge.vector_index import ExactIndex, Row, VectorIndex
from knowledge.vectors import Progress, Vectors, no_progress
from knowledge.views import View, ViewKind, views

_FORMAT = "1"
_KEPT = 2
_SELF_CHECKS = 16


@dataclass(frozen=True)
class PassageIndex:
    """A generation opened for searching. Positions count passages from 0 in the generation's order.

    `centroids` holds the mean of all vectors a language searches in; `sentence_vectors` has one row for each sentence
    view, those of passage p from `sentence_starts[p]` up to `sentence_starts[p + 1]`; `sentence_numbers` says which
    sentence of its passage a row is.
    """

    generation: Generation
    passages: tuple[Passage, ...]
    names: SourceNames
    positions: dict[Reference, tuple[int, ...]]
    by_language: dict[Language, NDArray[np.intp]]
    nearest: VectorIndex
    lexical: dict[Language, LexicalIndex]
    centroids: dict[Language, Vector]
    sentence_vectors: Matrix
    sentence_numbers: NDArray[np.intp]
    sentence_starts: NDArray[np.intp]
    glossary: Glossary
    crosswalk: Crosswalk
    evidence: dict[str, Evidence]

    def at(self, reference: Reference) -> list[Passage]:
        """The passages of a provision in all languages and kinds of text; empty where it is not known."""
        return [self.passages[position] for position in self.positions.get(reference, ())]


class Generations:
    """All generations of one data folder."""

    def __init__(self, folder: Path, store: PassageStore, vectors: Vectors, embedder: str) -> None:
        self._folder = folder
        self._store = store
        self._vectors = vectors
        self._embedder = embedder

    def fingerprint(self, passages: Sequence[Passage], aids: FindingAids = NO_AIDS) -> str:
        """A name for an index of these passages and finding aids by this embedder."""
        digest = hashlib.sha256(f"{_FORMAT} {self._embedder} {aids.dump()}".encode())
        for passage in passages:
            digest.update(passage.digest.encode())
        return digest.hexdigest()

    def serving(self) -> Generation | None:
        """The generation that is published, None before the first."""
        return self._store.serving_generation()

    def publish(
        self, passages: Sequence[Passage], aids: FindingAids = NO_AIDS, progress: Progress = no_progress
    ) -> Generation:
        """Build, check and publish an index of the passages; a kill at any point leaves the old one serving."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "building.lock"):
            self._remove_leftovers()
            now = datetime.now(UTC)
            name = f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
            generation = Generation(name, self.fingerprint(passages, aids), self._embedder, now)
            building = self._folder / f"building-{name}"
            self._build(building, passages, progress)
            building.rename(self._folder / name)
            self._store.publish(generation, passages, aids)
            for dropped in self._store.forget_generations(_KEPT):
                shutil.rmtree(self._folder / dropped, ignore_errors=True)
        return generation

    def republish(self) -> None:
        """Build the index of what is served once more; nothing before the first was published."""
        serving = self._store.serving_generation()
        if serving is not None:
            self.publish(self._store.passages(serving.id), self._store.aids(serving.id))

    def _remove_leftovers(self) -> None:
        for leftover in self._folder.glob("building-*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _build(self, folder: Path, passages: Sequence[Passage], progress: Progress) -> None:
        folder.mkdir()
        found = list(views(passages))
        vectors = self._vectors.of([view.words for view in found], progress)
        searched = _searched(found, passages)
        rows = [row for _, row in searched]
        matrix = vectors[[number for number, _ in searched]]
        ChromaIndex.build(folder / "chroma", rows, matrix)
        for language, texts in _texts(passages).items():
            LexicalIndex.build(language, texts).save(folder / f"lexical-{language}")
        _save_arrays(folder, passages, found, vectors, rows, matrix)
        _check(folder, rows, matrix)

    def open(self) -> PassageIndex:
        """The serving generation, ready to search; raises IndexMissing or IndexDamaged."""
        generation = self._published()
        folder = self._folder / generation.id
        nearest = ChromaIndex.open(folder / "chroma")
        try:
            index = self._open(generation, nearest, folder)
            _probe(nearest, index)
        except IndexDamaged:
            nearest.close()
            raise
        return index

    def open_exact(self) -> PassageIndex:
        """The serving generation from SQL alone, for the time in which its folder is damaged; raises IndexMissing."""
        generation = self._published()
        passages = self._store.passages(generation.id)
        found = list(views(passages))
        vectors = self._vectors.of([view.words for view in found])
        searched = _searched(found, passages)
        rows = [row for _, row in searched]
        matrix = vectors[[number for number, _ in searched]]
        lexical = {language: LexicalIndex.build(language, texts) for language, texts in _texts(passages).items()}
        arrays = _arrays(passages, found, vectors, rows, matrix)
        aids = self._store.aids(generation.id)
        return _index(generation, passages, aids, ExactIndex(rows, matrix), lexical, arrays)

    def _published(self) -> Generation:
        generation = self._store.serving_generation()
        if generation is None:
            raise IndexMissing("no index has been published yet")
        if generation.embedder != self._embedder:
            raise IndexMissing(f"the index was made by {generation.embedder}, not by {self._embedder}")
        return generation

    def _open(self, generation: Generation, nearest: VectorIndex, folder: Path) -> PassageIndex:
        passages = self._store.passages(generation.id)
        lexical = {language: LexicalIndex.load(language, folder / f"lexical-{language}") for language in Language}
        try:
            with np.load(folder / "arrays.npz") as stored:
                arrays = dict(stored)
        except (OSError, ValueError, EOFError, BadZipFile) as error:
            raise IndexDamaged(f"arrays.npz of {generation.id} cannot be read: {error}") from error
        return _index(generation, passages, self._store.aids(generation.id), nearest, lexical, arrays)


def _index(
    generation: Generation,
    passages: Sequence[Passage],
    aids: FindingAids,
    nearest: VectorIndex,
    lexical: dict[Language, LexicalIndex],
    arrays: dict[str, NDArray],  # type: ignore[type-arg]
) -> PassageIndex:
    positions: dict[Reference, tuple[int, ...]] = {}
    for position, passage in enumerate(passages):
        positions[passage.reference] = (*positions.get(passage.reference, ()), position)
    return PassageIndex(
        generation=generation,
        passages=tuple(passages),
        names=SourceNames({passage.document: None for passage in passages}, positions),
        positions=positions,
        by_language={language: _positions(passages, language) for language in Language},
        nearest=nearest,
        lexical=lexical,
        centroids={language: arrays[f"centroid-{language}"] for language in Language},
        sentence_vectors=arrays["sentence-vectors"],
        sentence_numbers=arrays["sentence-numbers"],
        sentence_starts=arrays["sentence-starts"],
        glossary=Glossary(aids.terms),
        crosswalk=Crosswalk(aids.themes),
        evidence={evidence.id: evidence for evidence in aids.evidence},
    )


def _positions(passages: Sequence[Passage], language: Language) -> NDArray[np.intp]:
    """Where the passages stand that are searched in a language: all but the entries of the glossary."""
    found = [p for p, passage in enumerate(passages) if passage.language is language and not passage.is_term]
    return np.array(found, dtype=np.intp)


def _searched(found: Sequence[View], passages: Sequence[Passage]) -> list[tuple[int, Row]]:
    """The views that find passages, with their number among all views."""
    return [
        (number, Row(view.passage, number, passages[view.passage].language))
        for number, view in enumerate(found)
        if view.kind is not ViewKind.SENTENCE and not passages[view.passage].is_term
    ]


def _texts(passages: Sequence[Passage]) -> dict[Language, list[str]]:
    """What the keyword index of each language holds: texts and the ways in which people ask for them."""
    texts: dict[Language, list[str]] = {language: [] for language in Language}
    for passage in (passage for passage in passages if not passage.is_term):
        texts[passage.language].append(" ".join((passage.searchable_text, *passage.questions)))
    return texts


def _arrays(
    passages: Sequence[Passage], found: Sequence[View], vectors: Matrix, rows: Sequence[Row], matrix: Matrix
) -> dict[str, NDArray]:  # type: ignore[type-arg]
    sentences = [number for number, view in enumerate(found) if view.kind is ViewKind.SENTENCE]
    counts = np.zeros(len(passages) + 1, dtype=np.intp)
    for number in sentences:
        counts[found[number].passage + 1] += 1
    centroids = {
        f"centroid-{language}": _mean(matrix[[number for number, row in enumerate(rows) if row.language is language]])
        for language in Language
    }
    return centroids | {
        "sentence-vectors": vectors[sentences],
        "sentence-numbers": np.array([found[number].number for number in sentences], dtype=np.intp),
        "sentence-starts": np.cumsum(counts),
    }


def _save_arrays(
    folder: Path,
    passages: Sequence[Passage],
    found: Sequence[View],
    vectors: Matrix,
    rows: Sequence[Row],
    matrix: Matrix,
) -> None:
    np.savez(folder / "arrays.npz", **_arrays(passages, found, vectors, rows, matrix))  # type: ignore[arg-type]


def _mean(matrix: Matrix) -> Vector:
    mean = matrix.mean(axis=0) if len(matrix) else np.zeros(matrix.shape[1])
    return np.asarray(mean, dtype=np.float32)


def _check(folder: Path, rows: Sequence[Row], matrix: Matrix) -> None:
    """Open what was just written and find some vectors by themselves; raises IndexDamaged."""
    index = ChromaIndex.open(folder / "chroma")
    try:
        if index.count() != len(rows):
            raise IndexDamaged(f"{index.count()} of {len(rows)} vectors were written")
        for number in np.linspace(0, len(rows) - 1, min(_SELF_CHECKS, len(rows)), dtype=int):
            neighbours = index.nearest(rows[number].language, matrix[number], 5)
            if not any(neighbour.similarity > 0.99 for neighbour in neighbours):
                raise IndexDamaged(f"vector {number} does not find itself")
    finally:
        index.close()


def _probe(nearest: VectorIndex, index: PassageIndex) -> None:
    """One search in each language; a damaged directory fails on the first."""
    for language, positions in index.by_language.items():
        if len(positions) and not nearest.nearest(language, index.centroids[language], 1):
            raise IndexDamaged(f"the vector index finds nothing in {language}")
