"""What of a passage is embedded: its text, its sentences one by one, and the ways in which people ask for it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.documents import Passage


class ViewKind(StrEnum):
    """How a view is used: TEXT and QUESTION find passages, SENTENCE picks the words of an answer."""

    TEXT = "text"
    QUESTION = "question"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Words:
    """A text to embed, as a question or as a passage: models embed the two differently."""

    text: str
    as_question: bool

    @property
    def key(self) -> str:
        """A name for the vector: equal for equal texts that are embedded in the same way, 32 hexadecimal digits."""
        way = "question" if self.as_question else "passage"
        return hashlib.sha256(f"{way}: {self.text}".encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class View:
    """One text to embed for a passage; `number` is its place among the passage's views of that kind, from 0."""

    passage: int
    kind: ViewKind
    number: int
    text: str

    @property
    def words(self) -> "Words":
        """The text with the way in which it is embedded."""
        return Words(self.text, as_question=self.kind is ViewKind.QUESTION)


def views(passages: Iterable[Passage]) -> Iterator[View]:
    """The views of all passages, passage by passage; `View.passage` is the position in the given order.

    Entries of the glossary are looked up by their names, so that only their sentences have vectors.
    """
    for position, passage in enumerate(passages):
        if not passage.is_term:
            yield View(position, ViewKind.TEXT, 0, passage.searchable_text)
        for number, question in enumerate((*_title_questions(passage), *passage.questions)):
            yield View(position, ViewKind.QUESTION, number, question)
        for number, sentence in enumerate(passage.sentences):
            yield View(position, ViewKind.SENTENCE, number, passage.sentence_text(sentence))


def _title_questions(passage: Passage) -> tuple[str, ...]:
    """A card's title is itself a question."""
    return (passage.heading,) if passage.heading.endswith("?") else ()
