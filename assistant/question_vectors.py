"""Vectors of questions by the network that tells whether two ask the same: near where they do, whatever their words."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.question_matching import ENCODER, MODEL, TOKENIZER, QuestionMatcher
from knowledge.embedding import Embedder, Matrix, Vector

_NAMED = 12  # hexadecimal digits that tell one network from another


class QuestionVectors(Embedder):
    """Embeds questions alone: a passage is read as if it were one. Opens the network when it is first needed."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder

    @cached_property
    def identity(self) -> str:
        digest = hashlib.sha256()
        for name in (ENCODER, TOKENIZER):
            digest.update((self._folder / name).read_bytes())
        return f"question-network-{digest.hexdigest()[:_NAMED]}"

    @cached_property
    def _matcher(self) -> QuestionMatcher:
        return QuestionMatcher(self._folder)

    def embed_question(self, text: str) -> Vector:
        return self._matcher.read([text])[0].vector

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        return np.stack([read.vector for read in self._matcher.read(texts)])

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        yield from (self.embed_questions([text]) for text in texts)
