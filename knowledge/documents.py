"""Documents and the passages in them: frozen, complete, free of any library."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from knowledge.language import Language
from knowledge.records import dump, load
from knowledge.references import Reference
from knowledge.sentences import Span

RECORD_FORMAT = 3
"""Goes up when the fields below change; stored passages of another format are read again from their originals."""


class TextKind(StrEnum):
    """What sort of words a passage holds; always shown beside a quote."""

    SUMMARY = "summary"  # ours, about a source
    OFFICIAL = "official"  # the source's own words
    GUIDANCE = "guidance"  # our practical cards
    APPROVED = "approved"  # answers that the secretariat approved


class Status(StrEnum):
    """Whether a source or a provision holds today."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    REPEALED = "repealed"
    ADOPTED = "adopted"  # passed and published, but not in force
    BILL = "bill"
    DRAFT = "draft"


class NormKind(StrEnum):
    """How a source binds."""

    AGREEMENT = "agreement"
    RECOMMENDATION = "recommendation"
    GUIDANCE = "guidance"
    LAW = "law"
    TREATY = "treaty"  # between states: it binds companies through national law
    ADVICE = "advice"


class Unit(StrEnum):
    """What a bare number in a source's locators counts."""

    ARTICLE = "article"
    CHAPTER = "chapter"
    CONVENTION = "convention"
    PRINCIPLE = "principle"
    STEP = "step"
    TOPIC = "topic"


class Role(StrEnum):
    """What a sentence does in its passage; provisions hold statements only, cards hold all of them."""

    STATEMENT = "statement"
    STEP = "step"
    INVOLVE = "involve"
    RECORD = "record"
    PITFALL = "pitfall"


@dataclass(frozen=True)
class Document:
    """One source in one language and one kind of text.

    `short` is the name used in labels ("UNGP"); `aliases` are other names that people use for the source;
    `unit` says what its numbers count;
    `term` names the term and period of an agreement, empty for everything else; `applies_from` is the day from which
    a law binds companies, None where it does so already or binds nobody; `checked` is the day on which our text was
    last compared with the source.
    """

    source: str
    language: Language
    text_kind: TextKind
    title: str
    short: str
    aliases: tuple[str, ...]
    unit: Unit
    issuer: str
    edition: str
    issued: date
    status: Status
    norm: NormKind
    term: str
    applies_from: date | None
    checked: date
    official_url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item of a passage, and for cards the references that it rests on."""

    span: Span
    role: Role
    rests_on: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a passage: the sentence of row n is sentence `first + n` of the passage."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int


@dataclass(frozen=True)
class Passage:
    """One provision, or one part of a long one, with its place.

    `headings` are those above the provision, outermost first; `heading` is its own. `part` counts from 1 where a
    provision is split. `page` is that of the original, None where there are no pages; `span` is where it stands in the
    text that was extracted from the original, None for our own texts. `questions` are ways in which people ask for
    this passage. `topics` are what a card is about, such as `step-3`, `actor-buyer` or
    `issue-child-labour`. `unknown` marks a text that says what the sources do not tell. `status`, `applies_from` and
    `checked` are those of the document unless the provision has its own; `evidence` are the ids of what our text was
    checked against.
    """

    document: Document
    reference: Reference
    part: int
    heading: str
    headings: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...]
    page: int | None
    span: Span | None
    questions: tuple[str, ...]
    see_also: tuple[Reference, ...]
    topics: tuple[str, ...]
    unknown: bool
    status: Status
    applies_from: date | None
    checked: date
    evidence: tuple[str, ...]
    tables: tuple[Table, ...]

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.document.language

    @property
    def text_kind(self) -> TextKind:
        """The kind of text."""
        return self.document.text_kind

    @property
    def is_term(self) -> bool:
        """Whether this is an entry of the glossary: looked up by its names, never found by nearness."""
        return self.reference.is_term

    @property
    def rests_on(self) -> tuple[Reference, ...]:
        """The places that its sentences rest on, in their order; one as often as sentences name it."""
        return tuple(reference for sentence in self.sentences for reference in sentence.rests_on)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources that the passage speaks for: its own, and for a card those it rests on."""
        return frozenset((self.reference.source, *(reference.source for reference in self.rests_on)))

    @property
    def searchable_text(self) -> str:
        """What is embedded and indexed: the text under its name and headings."""
        named = " - ".join(filter(None, (*self.headings[-1:], self.heading)))
        return f"{self.document.short}: {named}. {self.text}" if named else self.text

    def sentence_text(self, sentence: Sentence) -> str:
        """The words of one of this passage's sentences, byte for byte."""
        return sentence.span.of(self.text)

    @cached_property
    def digest(self) -> str:
        """A name for everything that is embedded or shown, 32 hexadecimal digits; any change gives another.

        Where in an original it stands is not part of it: a line above would change all that follow.
        """
        return hashlib.sha256(dump_passage(replace(self, span=None)).encode()).hexdigest()[:32]


def dump_passage(passage: Passage) -> str:
    """A passage as JSON text; `load_passage` reads it back."""
    return dump(passage)


def load_passage(text: str) -> Passage:
    """A passage from the JSON that `dump_passage` wrote."""
    return load(Passage, text)
