"""A turn of a conversation as the page shows it, made from what is stored; live and after a reload it is the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.words import spoken_date
from bots.web.catalogue import Catalogue, Place
from bots.web.text_blocks import Block, quote_mark, text_blocks
from bots.web.words import say
from bots.words import say as say_shared
from knowledge.documents import TextKind
from knowledge.errors import InvalidReference
from knowledge.language import Language
from knowledge.references import Reference

Record = Mapping[str, Any]
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as a card: where it stands, in words, and the quote; our own cards have no official address."""

    number: int
    anchor: str
    label: str
    title: str
    kind: str
    kind_words: str
    quote: tuple[Block, ...]
    language: Language
    facts: tuple[str, ...]
    ended: bool
    verified: bool
    verified_words: str
    url: str
    official_url: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence or step with its sources; `language` is that of its words, which official ones have of their own."""

    text: str
    language: Language
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """A question and its answer, ready for the template."""

    answer_id: str
    question: str
    language: Language
    outcome: str
    outcome_words: str
    mode_words: str
    failed: bool
    interpreted: str
    paragraphs: tuple[tuple[Marked, ...], ...]
    steps: tuple[Marked, ...]
    sources: tuple[Source, ...]
    also_read: tuple[Place, ...]
    suggestions: tuple[str, ...]
    copy_text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom an answer is shown: in which language, from which address, on which day."""

    language: Language
    base_url: str
    today: date


def present_turn(question: str, record: Record, catalogue: Catalogue, reading: Reading) -> TurnView:
    """A stored answer, in the words of the reader's language around those of the answer's own."""
    language = reading.language
    sources = {citation["number"]: _source(citation, record, catalogue, language) for citation in record["citations"]}
    return TurnView(
        answer_id=record["answer_id"],
        question=question,
        language=Language(record["language"]),
        outcome=record["outcome"],
        outcome_words=say(f"outcome.{record['outcome']}", language),
        mode_words=say(f"mode.{record['mode']}", language) if sources else "",
        failed=record["outcome"] == "failed",
        interpreted=record["interpreted_question"] or "",
        paragraphs=tuple(
            tuple(_marked(text, record, sources) for text in paragraph) for paragraph in _paragraphs(record)
        ),
        steps=tuple(_marked(step, record, sources) for step in record["next_steps"]),
        sources=tuple(sources.values()),
        also_read=catalogue.places(list(_references(record["also_read"])), language),
        suggestions=tuple(record["suggestions"]),
        copy_text=_copy_text(question, record, list(sources.values()), reading),
    )


def _marked(text: Record, record: Record, sources: Mapping[int, Source]) -> Marked:
    quoted = (citation for citation in record["citations"] if citation["number"] in text["citations"])
    spoken = (citation["quote_language"] for citation in quoted if text["text"] in citation["quote"])
    language = Language(next(spoken, record["language"]))
    return Marked(text["text"], language, tuple(sources[number] for number in text["citations"] if number in sources))


def _paragraphs(record: Record) -> Iterator[list[Record]]:
    """The sentences in the paragraphs in which the plain text has them."""
    paragraph: list[Record] = []
    end = 0
    for sentence in record["sentences"]:
        start = record["text"].find(sentence["text"], end)
        if paragraph and start >= 0 and _PARAGRAPH in record["text"][end:start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
        end = max(start, end) + len(sentence["text"])
    if paragraph:
        yield paragraph


def _source(citation: Record, record: Record, catalogue: Catalogue, language: Language) -> Source:
    label, title = citation["label"], citation["title"]
    return Source(
        number=citation["number"],
        anchor=f"source-{record['answer_id']}-{citation['number']}",
        label=label,
        title="" if title in label else title,
        kind=citation["text_kind"],
        kind_words=say_shared(f"text_kind.{citation['text_kind']}", language),
        quote=text_blocks(citation["quote"]),
        language=Language(citation["quote_language"]),
        facts=tuple(_facts(citation, catalogue, language)),
        ended=citation["status"] == "ended",
        verified=citation["verified"] != "not_verified",
        verified_words=say(f"verified.{citation['verified']}", language),
        url=_reader_url(citation, language),
        official_url="" if citation["text_kind"] == TextKind.GUIDANCE else citation["official_url"],
    )


def _facts(citation: Record, catalogue: Catalogue, language: Language) -> Iterator[str]:
    """Edition, page, term and status in words."""
    yield say("source.edition", language, edition=citation["edition"])
    if citation["page"] is not None:
        yield say("source.page", language, page=citation["page"])
    found = (catalogue.passage(reference, language) for reference in _references([citation["reference"]]))
    passage = next(found, None)
    if passage is not None and passage.document.term:
        yield passage.document.term
    if citation["text_kind"] == TextKind.GUIDANCE:
        return
    yield say(f"status.{citation['status'] if passage is None else passage.status}", language)
    if passage is not None and passage.applies_from is not None and passage.applies_from > date.today():
        yield say("source.applies_from", language, date=spoken_date(passage.applies_from, language))


def _reader_url(citation: Record, language: Language) -> str:
    """The reader page in the reader's language, with the quote marked whatever its own language is."""
    path = citation["url"].split("?")[0]
    return f"{path}?lang={language}&cited={quote_mark(citation['quote'])}#quote"


def _references(texts: Sequence[str]) -> Iterator[Reference]:
    for text in texts:
        try:
            yield Reference.parse(text)
        except InvalidReference:
            continue


def _copy_text(question: str, record: Record, sources: Sequence[Source], reading: Reading) -> str:
    """The answer as plain text with its references, to paste elsewhere."""
    language = reading.language
    lines = [say("copy.question", language, question=question), ""]
    lines += [_plain_answer(record), ""]
    if record["next_steps"]:
        lines += [say("turn.next_steps", language)]
        lines += [f"{number}. {_plain(step)}" for number, step in enumerate(record["next_steps"], start=1)] + [""]
    if sources:
        lines += [say("turn.sources", language), *(_plain_source(source, reading) for source in sources), ""]
    lines.append(say("copy.origin", language, date=spoken_date(reading.today, language)))
    return "\n".join(lines)


def _plain(text: Record) -> str:
    return str(text["text"]) + "".join(f" [{number}]" for number in text["citations"])


def _plain_answer(record: Record) -> str:
    return _PARAGRAPH.join(" ".join(map(_plain, paragraph)) for paragraph in _paragraphs(record))


def _plain_source(source: Source, reading: Reading) -> str:
    name = f"{source.label}: {source.title}" if source.title else source.label
    address = reading.base_url.rstrip("/") + source.url.split("&cited=")[0]
    return f"[{source.number}] {name} ({'; '.join((source.kind_words, *source.facts))}). {address}"
