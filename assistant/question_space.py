"""A space in which questions that ask the same thing lie close together, whatever their language.

Vectors of an embedder are close for many reasons; its language is one, its tone another. The library tells which of
them count: for every provision and card it has several ways to ask for it, in both languages. Linear discriminant
analysis (Fisher 1936; regularised as by Friedman 1989) over these finds the directions in which what is asked differs
more than how it is asked. Fitted in a second from vectors that are kept anyway, so that any embedder can be used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from knowledge.embedding import Matrix, Vector, unit_rows
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.vectors import Vectors
from knowledge.views import Words

# Chosen on the measuring set, together with what `grouping` sets.
_DIMENSIONS = 64
_RIDGE = 0.1


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """A way to ask for a place, as the library has it; a title that is a question is the first of its card."""

    reference: Reference
    language: Language
    text: str


@dataclass(frozen=True)
class QuestionSpace:
    """Where questions lie, by the vectors of one embedder. Immutable.

    `placed` has a row for each of the library's `questions`, and `rows` tells which are those of a place.
    """

    embedder: str
    questions: tuple[LibraryQuestion, ...]
    placed: Matrix
    rows: Mapping[Reference, Sequence[int]]
    centres: dict[Language, Vector]
    directions: Matrix

    @classmethod
    def fit(cls, index: PassageIndex, vectors: Vectors) -> Self:
        """Learn from the questions of the library's own texts; raises ValueError where there are none."""
        questions = _library_questions(index)
        found = vectors.of([Words(question.text, as_question=True) for question in questions])
        languages = [question.language for question in questions]
        centres = {language: _centre(found, languages, language) for language in Language}
        centred = found - np.stack([centres[language] for language in languages])
        directions = _directions(centred, [question.reference for question in questions])
        placed = unit_rows(centred @ directions)
        rows: dict[Reference, list[int]] = {}
        for row, question in enumerate(questions):
            rows.setdefault(question.reference, []).append(row)
        return cls(vectors.embedder.identity, questions, placed, rows, centres, directions)

    def centred(self, vectors: Matrix, languages: Sequence[Language]) -> Matrix:
        """Vectors without what all of their language have in common; means of these can be placed later."""
        return np.asarray(vectors - np.stack([self.centres[language] for language in languages]), dtype=np.float32)

    def place(self, centred: Matrix) -> Matrix:
        """Rows of length 1, so that a dot product tells how near two questions are in what they ask."""
        return unit_rows(centred @ self.directions)


class Spaces:
    """The space of the index that serves; fitted anew when that changes. Safe to use from many threads."""

    def __init__(self, index: Callable[[], PassageIndex], vectors: Vectors) -> None:
        self._index = index
        self._vectors = vectors
        self._fitted: tuple[str, QuestionSpace] | None = None

    def current(self) -> QuestionSpace:
        """The space; raises ValueError where the library has no questions."""
        index, fitted = self._index(), self._fitted
        if fitted is None or fitted[0] != index.generation.id:
            fitted = (index.generation.id, QuestionSpace.fit(index, self._vectors))
            self._fitted = fitted
        return fitted[1]


def _library_questions(index: PassageIndex) -> tuple[LibraryQuestion, ...]:
    found = (
        LibraryQuestion(passage.reference, passage.language, text)
        for passage in index.passages
        if not passage.is_term
        for text in (*((passage.heading,) if passage.heading.endswith("?") else ()), *passage.questions)
    )
    questions = tuple(dict.fromkeys(found))
    if not questions:
        raise ValueError("the library has no questions to learn from")
    return questions


def _centre(vectors: Matrix, languages: Sequence[Language], language: Language) -> Vector:
    """The mean of a language; of all where the library does not speak it."""
    own = vectors[[each is language for each in languages]]
    return np.asarray((own if len(own) else vectors).mean(axis=0), dtype=np.float32)


def _directions(centred: Matrix, references: Sequence[Reference]) -> Matrix:
    """Columns along which places differ most, beside the spread of the ways to ask for one of them."""
    numbers = {reference: number for number, reference in enumerate(dict.fromkeys(references))}
    places = np.array([numbers[reference] for reference in references])
    means = np.zeros((len(numbers), centred.shape[1]))
    np.add.at(means, places, centred)
    means /= np.bincount(places)[:, None]
    within, between = _covariance(centred - means[places]), _covariance(means - means.mean(axis=0))
    size = centred.shape[1]
    within += (_RIDGE * np.trace(within) / size + np.finfo(np.float32).eps) * np.eye(size)
    whitening = np.linalg.inv(np.linalg.cholesky(within))
    _, axes = np.linalg.eigh(whitening @ between @ whitening.T)
    # So many places differ in one direction fewer at most.
    told = min(_DIMENSIONS, max(1, len(numbers) - 1))
    return np.asarray((whitening.T @ axes)[:, ::-1][:, :told], dtype=np.float32)


def _covariance(rows: Matrix) -> Matrix:
    return np.asarray(rows.T @ rows / len(rows), dtype=np.float64)
