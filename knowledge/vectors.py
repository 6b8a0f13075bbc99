"""Vectors of texts: those shipped with the library, those kept in SQL, and only then the model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge.embedding import Embedder, Matrix, Vector, unit_rows
from knowledge.passage_store import PassageStore
from knowledge.views import Words

Progress = Callable[[int, int], None]
"""Told after each batch how many texts of how many are embedded."""


def no_progress(_done: int, _total: int) -> None:
    """For callers that nobody watches."""


class ShippedVectors:
    """Vectors made beforehand, in `<folder>/<embedder>/<name>.npz`: 16-byte keys and float16 rows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, embedder: str) -> Mapping[str, Vector]:
        """All shipped vectors of an embedder by key; empty for one that none are shipped for."""
        found: dict[str, Vector] = {}
        for path in sorted((self._folder / embedder).glob("*.npz")):
            with np.load(path) as arrays:
                rows = unit_rows(arrays["vectors"].astype(np.float32))
                found |= {key.tobytes().hex(): row for key, row in zip(arrays["keys"], rows, strict=True)}
        return found

    def write(self, embedder: str, name: str, vectors: Mapping[str, Vector]) -> Path:
        """Write one file, in the order of the keys so that equal vectors give equal bytes."""
        keys = sorted(vectors)
        path = self._folder / embedder / f"{name}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = np.frombuffer(b"".join(bytes.fromhex(key) for key in keys), dtype=np.uint8).reshape(len(keys), 16)
        np.savez_compressed(path, keys=raw, vectors=np.stack([vectors[key] for key in keys]).astype(np.float16))
        return path


class Vectors:
    """Looks vectors up, and embeds and keeps those that nobody has yet; `embedder` makes them."""

    def __init__(self, embedder: Embedder, store: PassageStore, shipped: ShippedVectors) -> None:
        self.embedder = embedder
        self._store = store
        self._shipped_folder = shipped

    @cached_property
    def _shipped(self) -> Mapping[str, Vector]:
        return self._shipped_folder.of(self.embedder.identity)

    def of(self, texts: Sequence[Words], progress: Progress = no_progress) -> Matrix:
        """One row for each text, in order."""
        keys = [words.key for words in texts]
        by_key = self._store.vectors(self.embedder.identity, sorted(set(keys)))
        missing = {key: words for key, words in zip(keys, texts, strict=True) if key not in by_key}
        if missing:
            by_key |= self._add(missing, progress)
        return np.stack([by_key[key] for key in keys])

    def _add(self, missing: Mapping[str, Words], progress: Progress) -> Mapping[str, Vector]:
        known = {key: self._shipped[key] for key in missing if key in self._shipped}
        self._store.add_vectors(self.embedder.identity, known)
        new = {key: words for key, words in missing.items() if key not in known}
        for as_question in (True, False):
            chosen = {key: words.text for key, words in new.items() if words.as_question is as_question}
            known |= self._embed(chosen, as_question, progress)
        return known

    def _embed(self, texts: Mapping[str, str], as_question: bool, progress: Progress) -> Mapping[str, Vector]:
        keys, made = list(texts), 0
        embedded: dict[str, Vector] = {}
        for batch in self._batches(list(texts.values()), as_question):
            fresh = dict(zip(keys[made : made + len(batch)], batch, strict=True))
            self._store.add_vectors(self.embedder.identity, fresh)  # kept at once: a kill loses one batch
            embedded |= fresh
            made += len(batch)
            progress(made, len(keys))
        return embedded

    def _batches(self, texts: list[str], as_question: bool) -> Iterable[Matrix]:
        if as_question:
            return (self.embedder.embed_questions(texts[start : start + 64]) for start in range(0, len(texts), 64))
        return self.embedder.embed_passages(texts)
