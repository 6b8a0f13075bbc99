"""An answer that the secretariat writes once and everybody gets from then on, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assistant.foundations import Foundation
from knowledge.documents import TextKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

SOURCE = TextKind.APPROVED.value
"""The source in a reference to an approved answer: `approved/<id>`."""
MOST_PLACES = 7
"""How many places an approved answer may rest on: an answer has eight citations, and one is the approved answer."""


class State(StrEnum):
    """What a version of an approved answer is."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApprovedSentence:
    """A sentence or step and the places that carry it."""

    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ApprovedText:
    """An approved answer in one language, with the question that it answers and other ways to ask the same."""

    question: str
    other_questions: tuple[str, ...]
    sentences: tuple[ApprovedSentence, ...]
    next_steps: tuple[ApprovedSentence, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """All ways to ask it, the usual one first."""
        return (self.question, *self.other_questions)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The places that it rests on, each once, in order of first use."""
        texts = (*self.sentences, *self.next_steps)
        return tuple(dict.fromkeys(reference for text in texts for reference in text.references))


@dataclass(frozen=True, slots=True)
class ApprovedDraft:
    """What an editor writes. `cluster` is the group of questions that it was written for, None without one."""

    nl: ApprovedText
    en: ApprovedText
    valid_until: date
    cluster: str | None

    @property
    def references(self) -> tuple[Reference, ...]:
        """The places that it rests on in either language, each once."""
        return tuple(dict.fromkeys((*self.nl.references, *self.en.references)))


@dataclass(frozen=True, slots=True)
class ApprovedAnswer:
    """A version of an answer. Versions count from 1 within an `id`.

    `changed_at` and `changed_by` tell when this version came about and by whom; `approved_at` and `approved_by` are
    None until an answer was approved first, and `rests_on` are the places as they then read. The answer holds up to
    and including `valid_until`. `reason` tells why a version withdrew the answer, and is empty for every other.
    """

    id: str
    version: int
    state: State
    nl: ApprovedText
    en: ApprovedText
    valid_until: date
    cluster: str | None
    changed_at: datetime
    changed_by: str
    approved_at: datetime | None
    approved_by: str | None
    rests_on: tuple[Foundation, ...]
    # Versions that were kept before reasons were have none.
    reason: str = ""

    def text(self, language: Language) -> ApprovedText:
        """The answer in a language."""
        return {Language.NL: self.nl, Language.EN: self.en}[language]

    @property
    def reference(self) -> Reference:
        """How it is cited."""
        return Reference(SOURCE, self.id)

    @property
    def draft(self) -> ApprovedDraft:
        """What an editor starts from."""
        return ApprovedDraft(self.nl, self.en, self.valid_until, self.cluster)


def problems_of(draft: ApprovedDraft, index: PassageIndex) -> Iterator[str]:
    """Why a draft cannot be approved, as keys `approval.<key>` of the wording files; none where it can."""
    if draft.valid_until < date.today():
        yield "lapsed"
    if len(draft.references) > MOST_PLACES:
        yield "too_many_places"
    if any(not index.at(reference) for reference in draft.references):
        yield "unknown_place"
    for text in (draft.nl, draft.en):
        if not text.question.strip():
            yield "no_question"
        if not text.sentences:
            yield "no_sentence"
        if any(not part.text.strip() or not part.references for part in (*text.sentences, *text.next_steps)):
            yield "no_place"
