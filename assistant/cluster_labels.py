"""What a cluster is called in each language: in the library's words where these fit, else in those of its askers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question_space import QuestionSpace, unit
from knowledge.embedding import Matrix
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
    centre = placed.mean(axis=0)
    nearness = space.placed @ unit(centre)
    texts: dict[Language, str] = {}
    central: dict[Language, str | None] = {}
    for language in Language:
        row = _nearest(space, _places(spoken), language, nearness)
        texts[language] = "" if row is None else space.questions[row].text
        fits = row is not None and nearness[row] >= _FITS
        central[language] = None if fits else _central(spoken, placed @ centre, language)
    return Labels({language: texts[language] or texts[language.other] for language in Language}, central)


def _places(spoken: Sequence[Spoken]) -> set[Reference]:
    """The places that were found first for a fair part of the questions."""
    counts = Counter(question.best for question in spoken if question.best is not None)
    return {place for place, count in counts.items() if count >= _SHARE * len(spoken)}


def _nearest(space: QuestionSpace, places: set[Reference], language: Language, nearness: Matrix) -> int | None:
    """The row of the library's question that comes nearest, among those of the places; of all without such."""
    own = [row for row, question in enumerate(space.questions) if question.language is language]
    chosen = [row for row in own if space.questions[row].reference in places] or own
    return max(chosen, key=lambda row: float(nearness[row]), default=None)


def _central(spoken: Sequence[Spoken], nearness: Matrix, language: Language) -> str | None:
    """The question in a language that lies most in the middle."""
    own = [row for row, question in enumerate(spoken) if question.language is language]
    row = max(own, key=lambda row: float(nearness[row]), default=None)
    return None if row is None else spoken[row].answer_id
