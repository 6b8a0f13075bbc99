"""What a cluster is called in each language: in the library's words where these fit, else in those of its askers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.question_space import QuestionSpace
from knowledge.embedding import Matrix, Vector, unit
from knowledge.language import Language
from knowledge.references import Reference

# Nearer than this, a question of the library asks what the cluster asks. Looked at on the measuring set: 19 of its 25
# groups are then called in the library's words.
_FITS = 0.6
_SHARE = 0.2  # of the questions that a place was found for first, from which its questions are considered


@dataclass(frozen=True, slots=True)
class Labels:
    """A label in each language, and the line whose own words are to be shown instead for as long as it is kept.

    `central` is None for a language in which the library's words fit, or nobody asked.
    """

    texts: dict[Language, str]
    central: dict[Language, str | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question of a cluster, as far as labels go."""

    answer_id: str
    language: Language
    best: Reference | None


def labels_for(space: QuestionSpace, spoken: Sequence[Spoken], placed: Matrix) -> Labels:
    """The labels of a cluster; `placed` has a row for each question."""
    centre = unit(placed.mean(axis=0))
    nearest = _nearest_place(space, _places(spoken), centre)
    texts = {language: near.text[:1].upper() + near.text[1:] for language, near in nearest.items()}
    central = {
        language: None if _fits(nearest.get(language)) else _central(spoken, placed @ centre, language)
        for language in Language
    }
    return Labels({language: texts.get(language) or texts[language.other] for language in Language}, central)


@dataclass(frozen=True, slots=True)
class _Near:
    """A question of the library, and how near it comes."""

    text: str
    nearness: float


def _fits(near: _Near | None) -> bool:
    return near is not None and near.nearness >= _FITS


def _places(spoken: Sequence[Spoken]) -> set[Reference]:
    """The places that were found first for a fair part of the questions."""
    counts = Counter(question.best for question in spoken if question.best is not None)
    return {place for place, count in counts.items() if count >= _SHARE * len(spoken)}


def _nearest_place(space: QuestionSpace, places: set[Reference], centre: Vector) -> dict[Language, _Near]:
    """In each language the library's question that comes nearest, all of the place that does so in both together.

    Where none of the places has a question, it is the place of the nearest question of all.
    """
    asked = places & space.rows.keys() or {space.questions[int(np.argmax(space.placed @ centre))].reference}
    found = (_nearest(space, place, centre) for place in sorted(asked))
    return max(found, key=lambda near: sum(max(0.0, each.nearness) for each in near.values()))


def _nearest(space: QuestionSpace, place: Reference, centre: Vector) -> dict[Language, _Near]:
    """The nearest question of a place in each language that has one."""
    rows = space.rows[place]
    near = zip(rows, space.placed[list(rows)] @ centre, strict=True)
    return {
        space.questions[row].language: _Near(space.questions[row].text, float(nearness))
        for row, nearness in sorted(near, key=lambda each: float(each[1]))
    }


def _central(spoken: Sequence[Spoken], nearness: Matrix, language: Language) -> str | None:
    """The question in a language that lies most in the middle."""
    own = [row for row, question in enumerate(spoken) if question.language is language]
    row = max(own, key=lambda row: float(nearness[row]), default=None)
    return None if row is None else spoken[row].answer_id
