"""How near the sentences of the library are to a question by the network that compares questions.

It was learned to tell what is asked, and tells better than the search which of the sentences that are about the same
things says what somebody wants to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import TextKind
from knowledge.embedding import Matrix, Vector
from knowledge.passage_index import PassageIndex
from knowledge.vectors import Vectors
from knowledge.views import Words


def spoken_words(text: str) -> Words:
    """A sentence as the network reads it, which knows of questions alone."""
    return Words(text, as_question=True)


@dataclass(frozen=True, eq=False)
class _Sentences:
    """The vectors of an index, and which rows are those of the passage at a position."""

    vectors: Matrix
    rows: Mapping[int, slice]


class SpokenSentences:
    """Knows the vectors of the sentences of one index, and reads them anew for another. Safe to use from many threads.

    Official words have none: there are many of them, and what they say stands in our summary of the place too.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._known: dict[str, _Sentences] = {}
        self._lock = Lock()

    def warm_up(self, index: PassageIndex) -> None:
        """Do now what the first question would wait for."""
        self._of(index)

    def nearness(self, index: PassageIndex, position: int, question: Vector) -> NDArray[np.float32] | None:
        """Cosines for the rows of the sentences of the passage at a position; None for official words."""
        known = self._of(index)
        rows = known.rows.get(position)
        return None if rows is None else np.asarray(known.vectors[rows] @ question, dtype=np.float32)

    def _of(self, index: PassageIndex) -> _Sentences:
        with self._lock:
            if index.generation.id not in self._known:
                newest = list(self._known.items())[-1:]  # questions that were searched in it may not be answered yet
                self._known = {**dict(newest), index.generation.id: self._read(index)}
            return self._known[index.generation.id]

    def _read(self, index: PassageIndex) -> _Sentences:
        texts: list[Words] = []
        rows: dict[int, slice] = {}
        for position, passage in enumerate(index.passages):
            if passage.text_kind is TextKind.OFFICIAL:
                continue
            start = len(texts)
            numbers = index.sentence_numbers[index.sentence_rows(position)]
            texts += [spoken_words(passage.sentence_text(passage.sentences[number])) for number in numbers]
            rows[position] = slice(start, len(texts))
        vectors = self._vectors.of(texts) if texts else np.zeros((0, 1), dtype=np.float32)
        return _Sentences(vectors, rows)
