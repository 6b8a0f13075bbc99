"""What an embedder promises. It is a LangChain `Embeddings`, so that others can use ours in their chains."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float32]
Matrix: TypeAlias = NDArray[np.float32]

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Embedder(Embeddings, ABC):
    """Texts to unit vectors, with questions and passages embedded as the model wants each.

    `identity` names the model and everything that changes its vectors; vectors of two identities never mix.
    Vectors are float32 rows of length 1, so that a dot product is a cosine. Safe to call from many threads.
    """

    @property
    @abstractmethod
    def identity(self) -> str:
        """A name for the vectors that this embedder makes, usable as a folder name."""

    @abstractmethod
    def embed_question(self, text: str) -> Vector:
        """The vector of one question."""

    @abstractmethod
    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        """One row for each question."""

    @abstractmethod
    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """The vectors of passages in order, batch by batch as they become ready."""

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `embed_question`."""
        return [float(value) for value in self.embed_question(text)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `embed_passages`."""
        return [[float(value) for value in row] for batch in self.embed_passages(texts) for row in batch]


def embeddable(text: str) -> str:
    """The text without control characters and lone surrogates, at which models stop or raise."""
    return _UNSAFE.sub(" ", text).strip() or " "


def unit(vector: Vector) -> Vector:
    """The vector with length 1; one without any length as it is."""
    return np.asarray(unit_rows(vector[None, :])[0], dtype=np.float32)


def unit_rows(rows: Matrix) -> Matrix:
    """Each row with length 1; one without any length as it is."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return np.asarray(rows / lengths, dtype=np.float32)
