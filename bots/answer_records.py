"""What every door shows of a stored answer: its paragraphs, and where its citations stand, in words and as a link."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answers import Outcome
from assistant.words import spoken_date
from bots.catalogue import Catalogue
from bots.words import say
from knowledge.documents import TextKind
from knowledge.errors import InvalidReference
from knowledge.language import Language
from knowledge.references import Reference

Record = Mapping[str, Any]
"""A stored answer, or a part of one, in the form that `assistant.answers.answer_record` gives it."""

PARAGRAPH = "\n\n"
"""What stands between the paragraphs of a record's text."""
_OURS = (TextKind.GUIDANCE, TextKind.APPROVED)


# Who asked something vague, or said hello, has no answer yet to judge or to pass on.
_ABOUT_SOMETHING = {
    Outcome.ANSWERED,
    Outcome.PARTIAL,
    Outcome.NOT_IN_SOURCES,
    Outcome.LEGAL_ADVICE,
    Outcome.OUT_OF_SCOPE,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom an answer is shown: in which language, with pages at which address (empty: none), on which day."""

    language: Language
    base_url: str
    today: date


def can_be_judged(record: Record) -> bool:
    """Whether a reader can say what they think of an answer."""
    return record["outcome"] in _ABOUT_SOMETHING


def can_be_passed_on(record: Record) -> bool:
    """Whether the question of an answer is one for the secretariat."""
    return can_be_judged(record) and record["outcome"] != Outcome.OUT_OF_SCOPE


def paragraphs(record: Record) -> Iterator[list[Record]]:
    """The sentences in the paragraphs in which the plain text has them."""
    paragraph: list[Record] = []
    end = 0
    for sentence in record["sentences"]:
        start = record["text"].find(sentence["text"], end)
        if paragraph and start >= 0 and PARAGRAPH in record["text"][end:start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
        end = max(start, end) + len(sentence["text"])
    if paragraph:
        yield paragraph


def references(texts: Iterable[str]) -> Iterator[Reference]:
    """The references that these texts are, without texts that are none."""
    for text in texts:
        try:
            yield Reference.parse(text)
        except InvalidReference:
            continue


def own_title(citation: Record) -> str:
    """The title of a citation where its label does not hold it already; else empty."""
    return "" if citation["title"] in citation["label"] else str(citation["title"])


def citation_facts(citation: Record, catalogue: Catalogue, reading: Reading) -> Iterator[str]:
    """Edition, page, term and status in words, and from when it applies where that day is still to come."""
    language = reading.language
    found = (catalogue.passage(reference, language) for reference in references([citation["reference"]]))
    passage = next(found, None)
    term = "" if passage is None else passage.document.term
    if not term or citation["text_kind"] != TextKind.SUMMARY:  # a summary of a term has no other edition
        yield edition_words(citation["edition"], language)
    if citation["page"] is not None:
        yield say("source.page", language, page=citation["page"])
    if term:
        yield term
    if citation["text_kind"] in _OURS:
        return
    yield say(f"status.{citation['status'] if passage is None else passage.status}", language)
    if passage is not None and passage.applies_from is not None and passage.applies_from > reading.today:
        yield say("source.applies_from", language, date=spoken_date(passage.applies_from, language))


def edition_words(edition: str, language: Language) -> str:
    """An edition as it is called; one that begins as a sentence has words of its own."""
    return edition if edition[:1].isupper() else say("source.edition", language, edition=edition)


def official_address(citation: Record) -> str:
    """Where the official text is published; empty for our own cards and approved answers, which have none."""
    return "" if citation["text_kind"] in _OURS else str(citation["official_url"])


def mode_words(record: Record, language: Language) -> str:
    """Who chose the words of an answer with citations: the secretariat, a model, or nobody but the sources."""
    is_approved = any(citation["text_kind"] == TextKind.APPROVED for citation in record["citations"])
    return say("mode.approved" if is_approved else f"mode.{record['mode']}", language)


def reader_path(citation: Record, language: Language) -> str:
    """The reader page in the reader's language, with the quote marked whatever its own language is."""
    path = citation["url"].split("?")[0]
    return f"{path}?lang={language}&cited={quote_mark(citation['quote'])}#quote"


def quote_mark(quote: str) -> str:
    """A short name for a quote, 16 hexadecimal digits, by which a link can ask for it to be marked."""
    return hashlib.sha256(quote.encode()).hexdigest()[:16]
