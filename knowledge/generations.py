"""Index generations: built in a folder of their own, checked, published whole, opened and closed.

    <data>/index/<generation>/   chroma/  lexical-nl/  lexical-en/  arrays.npz

The folder is a cache: everything in it is made from the passages and vectors in SQL.
"""

import hashlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from filelock import FileLock

from knowledge.chroma_index import ChromaIndex
from knowledge.documents import Passage
from knowledge.embedding import Matrix
from knowledge.errors import IndexDamaged, IndexMissing
from knowledge.finding_aids import NO_AIDS, FindingAids
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex
from knowledge.passage_index import Arrays, PassageIndex, assemble, exact_index, prepare
from knowledge.passage_store import Generation, PassageStore
from knowledge.records import dump
from knowledge.vector_index import Row, VectorIndex
from knowledge.vectors import Progress, Vectors, no_progress

INDEX_FORMAT = "4"
"""Goes up when what stands in a generation's folder changes; an older one is built again."""
_KEPT = 2
_SELF_CHECKS = 16


class Generations:
    """All generations of one data folder."""

    def __init__(self, folder: Path, store: PassageStore, vectors: Vectors, embedder: str) -> None:
        self._folder = folder
        self._store = store
        self._vectors = vectors
        self._embedder = embedder

    def fingerprint(self, passages: Sequence[Passage], aids: FindingAids = NO_AIDS) -> str:
        """A name for an index of these passages and finding aids by this embedder."""
        digest = hashlib.sha256(f"{INDEX_FORMAT} {self._embedder} {dump(aids)}".encode())
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
        made = prepare(passages, lambda words: self._vectors.of(words, progress))
        ChromaIndex.build(folder / "chroma", made.rows, made.matrix)
        for language, texts in made.texts.items():
            LexicalIndex.build(language, texts).save(folder / f"lexical-{language}")
        np.savez(folder / "arrays.npz", **made.arrays)  # type: ignore[arg-type]
        _check(folder, made.rows, made.matrix)

    def open(self) -> PassageIndex:
        """The serving generation, ready to search; raises IndexMissing or IndexDamaged."""
        generation = self._published()
        folder = self._folder / generation.id
        with ThreadPoolExecutor(1) as beside:  # Chroma opens its files without holding up Python
            opening = beside.submit(ChromaIndex.open, folder / "chroma")
            passages, aids = self._store.passages(generation.id), self._store.aids(generation.id)
        nearest = opening.result()
        try:
            lexical = {language: LexicalIndex.load(language, folder / f"lexical-{language}") for language in Language}
            index = assemble(generation, passages, aids, nearest, lexical, _load_arrays(folder))
            _probe(nearest, index)
        except IndexDamaged:
            nearest.close()
            raise
        except KeyError as error:
            nearest.close()
            raise IndexDamaged(f"arrays.npz of {generation.id} lacks {error}") from error
        return index

    def open_exact(self) -> PassageIndex:
        """The serving generation from SQL alone, for the time in which its folder is damaged; raises IndexMissing."""
        generation = self._published()
        passages, aids = self._store.passages(generation.id), self._store.aids(generation.id)
        return exact_index(generation, passages, aids, self._vectors.of)

    def _published(self) -> Generation:
        generation = self._store.serving_generation()
        if generation is None:
            raise IndexMissing("no index has been published yet")
        if generation.embedder != self._embedder:
            raise IndexMissing(f"the index was made by {generation.embedder}, not by {self._embedder}")
        return generation


def _load_arrays(folder: Path) -> Arrays:
    try:
        with np.load(folder / "arrays.npz") as stored:
            return dict(stored)
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise IndexDamaged(f"arrays.npz of {folder.name} cannot be read: {error}") from error


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
