"""Index generations: built in a folder of their own, checked, published whole, opened and closed.

    <data>/index/<generation>/   chroma/  lexical-nl/  lexical-en/  arrays.npz

The folder is a cache: everything in it is made from the passages and vectors in SQL.
"""

import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np

from knowledge.chroma_index import ChromaIndex
from knowledge.documents import Passage
from knowledge.embedding import Matrix
from knowledge.errors import IndexDamaged, IndexMissing, NothingToRestore, StorageFull
from knowledge.finding_aids import NO_AIDS, FindingAids
from knowledge.language import Language
from knowledge.lexical_index import LexicalIndex
from knowledge.locks import waiting_lock
from knowledge.passage_index import Arrays, PassageIndex, assemble, exact_index, prepare
from knowledge.passage_store import Generation, PassageStore
from knowledge.records import dump
from knowledge.vector_index import Row, VectorIndex
from knowledge.vectors import Progress, Vectors, no_progress

INDEX_FORMAT = "6"
"""Goes up when what stands in a generation's folder changes; an older one is built again."""
_KEPT = 2
_SELF_CHECKS = 16

log = logging.getLogger(__name__)


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
        with self._changing():
            return self._publish(passages, aids, progress)

    def republish(self, progress: Progress = no_progress) -> None:
        """Build the index of what is served once more; nothing before the first was published."""
        with self._changing():
            serving = self._store.serving_generation()
            if serving is not None:
                self._rebuild(serving, progress)

    def keep(self, progress: Progress = no_progress) -> None:
        """Go on with what is served; it is built again where another embedder made it."""
        serving = self._store.serving_generation()
        if serving is not None and serving.embedder != self._embedder:
            self.republish(progress)

    def restore(self) -> Generation:
        """Serve the generation from before the serving one again, until somebody publishes; NothingToRestore."""
        with self._changing():
            previous = self._store.previous_generation(self._embedder)
            if previous is None:
                raise NothingToRestore("no earlier generation is kept")
            try:
                self._opened(previous).nearest.close()
            except IndexDamaged:
                return self._rebuild(replace(previous, restored=True), no_progress)
            self._store.restore(previous.id)
        return previous

    def let_go(self) -> None:
        """What is served may be replaced by the next sync, also where it was restored."""
        self._store.let_go()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Only one process at a time builds or switches; the others wait."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with waiting_lock(self._folder / "building.lock"):
            yield

    def _rebuild(self, generation: Generation, progress: Progress) -> Generation:
        passages, aids = self._store.passages(generation.id), self._store.aids(generation.id)
        return self._publish(passages, aids, progress, instead_of=generation)

    def _publish(
        self,
        passages: Sequence[Passage],
        aids: FindingAids,
        progress: Progress,
        instead_of: Generation | None = None,
    ) -> Generation:
        self._remove_leftovers()
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
        restored = instead_of is not None and instead_of.restored
        generation = Generation(name, self.fingerprint(passages, aids), self._embedder, now, restored)
        building = self._folder / f"building-{name}"
        with self._removed_on_failure(building):
            self._build(building, passages, progress)
        with self._removed_on_failure(self._folder / name):
            building.rename(self._folder / name)
            self._store.publish(generation, passages, aids, instead_of.id if instead_of else None)
        self._store.forget_generations(_KEPT)
        self._remove_leftovers()
        return generation

    @contextmanager
    def _removed_on_failure(self, folder: Path) -> Iterator[None]:
        """A build that fails gives its room back at once: a full disk may be why it failed."""
        try:
            yield
        except BaseException as error:
            shutil.rmtree(folder, ignore_errors=True)
            # Chroma says it in words only, and in exceptions of several kinds.
            if (isinstance(error, OSError) and error.errno == ENOSPC) or "disk is full" in str(error):
                raise StorageFull("the disk is full") from error
            raise

    def _remove_leftovers(self) -> None:
        """Folders that belong to no generation: forgotten ones, and what a killed build left."""
        kept = self._store.generation_ids()
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _build(self, folder: Path, passages: Sequence[Passage], progress: Progress) -> None:
        folder.mkdir()
        made = prepare(passages, lambda words: self._vectors.of(words, progress))
        _write_vectors(folder / "chroma", made.rows, made.matrix)
        for language, texts in made.texts.items():
            LexicalIndex.build(language, texts).save(folder / f"lexical-{language}")
        np.savez(folder / "arrays.npz", **made.arrays)  # type: ignore[arg-type]

    def open(self) -> PassageIndex:
        """The serving generation, ready to search; raises IndexMissing or IndexDamaged."""
        return self._opened(self._published())

    def _opened(self, generation: Generation) -> PassageIndex:
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


def _write_vectors(folder: Path, rows: Sequence[Row], matrix: Matrix) -> None:
    """Write the vector index and check it; raises IndexDamaged.

    Chroma joins vectors by chance, and seldom one cannot be reached afterwards: then all is written once more.
    """
    ChromaIndex.build(folder, rows, matrix)
    try:
        _check(folder, rows, matrix)
    except IndexDamaged as error:
        log.warning("the vector index is written once more: %s", error)
        shutil.rmtree(folder)
        ChromaIndex.build(folder, rows, matrix)
        _check(folder, rows, matrix)


def _check(folder: Path, rows: Sequence[Row], matrix: Matrix) -> None:
    """Open what was just written and find some vectors by themselves; raises IndexDamaged."""
    index = ChromaIndex.open(folder)
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
