"""Any sentence-transformers model, from the hub or a folder. The only door to sentence-transformers (extra `st`)."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embedding import Embedder, Matrix, Vector, embeddable
from knowledge.errors import EmbedderUnavailable

_BATCH = 32
_ROUND = 512  # the library sorts what it is given by length: longer rounds mean less padding


class SentenceTransformersEmbedder(Embedder):
    """Uses the model's own "query" and "passage" prompts where it has them, and E5's for E5 models without.

    A folder's identity holds a digest of its configuration and the size of its weights, so that another model in
    the same place is noticed.
    """

    def __init__(self, model: str) -> None:
        self._identity = _identity(model)
        self._model = _load_model(model)
        self._prompts = _prompts(model, self._model.prompts)

    @property
    def identity(self) -> str:
        return self._identity

    def embed_question(self, text: str) -> Vector:
        row: Vector = self.embed_questions([text])[0]
        return row

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        return self._encode(texts, self._prompts["query"])

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        for start in range(0, len(texts), _ROUND):
            yield self._encode(texts[start : start + _ROUND], self._prompts["passage"])

    def _encode(self, texts: Sequence[str], prompt: str) -> Matrix:
        vectors = self._model.encode(
            [embeddable(text) for text in texts],
            prompt=prompt,
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _load_model(model: str) -> Any:
    # Without this an unreachable hub costs 70 seconds of retries; an operator who wants downloads sets it to 0.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderUnavailable(
            "sentence-transformers is not installed: pip install -c constraints/cpu.txt 'ketenwijzer[st]'"
        ) from error
    try:
        return SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise EmbedderUnavailable(
            f"the model {model!r} cannot be loaded ({error}): check the folder, or set HF_HUB_OFFLINE=0 to download it"
        ) from error


def _prompts(model: str, prompts: dict[str, str]) -> dict[str, str]:
    e5 = "e5" in Path(model).name.lower()
    return {name: prompts.get(name) or (f"{name}: " if e5 else "") for name in ("query", "passage")}


def _identity(model: str) -> str:
    name = re.sub(r"[^A-Za-z0-9.]+", "-", model).strip("-")
    folder = Path(model)
    if not folder.is_dir():
        return f"st-{name}"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            digest.update(path.read_bytes())
        elif path.suffix in {".safetensors", ".bin"}:
            digest.update(f"{path.name} {path.stat().st_size}".encode())
    return f"st-{folder.name}-{digest.hexdigest()[:12]}"
