"""A turn of a conversation as the page shows it, made from what is stored; live and after a reload it is the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.words import spoken_date
from bots.answer_records import (
    PARAGRAPH,
    Reading,
    Record,
    citation_facts,
    mode_words,
    official_address,
    own_title,
    paragraphs,
    reader_path,
    references,
)
from bots.catalogue import Catalogue, Place
from bots.web.text_blocks import Block, text_blocks
from bots.web.words import say
from bots.words import say as say_shared
from knowledge.language import Language


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


def present_turn(question: str, record: Record, catalogue: Catalogue, reading: Reading) -> TurnView:
    """A stored answer, in the words of the reader's language around those of the answer's own."""
    language = reading.language
    sources = {citation["number"]: _source(citation, record, catalogue, reading) for citation in record["citations"]}
    return TurnView(
        answer_id=record["answer_id"],
        question=question,
        language=Language(record["language"]),
        outcome=record["outcome"],
        outcome_words=say_shared(f"outcome.{record['outcome']}", language),
        mode_words=mode_words(record, language) if sources else "",
        failed=record["outcome"] == "failed",
        interpreted=record["interpreted_question"] or "",
        paragraphs=tuple(
            tuple(_marked(text, record, sources) for text in paragraph) for paragraph in paragraphs(record)
        ),
        steps=tuple(_marked(step, record, sources) for step in record["next_steps"]),
        sources=tuple(sources.values()),
        also_read=catalogue.places(list(references(record["also_read"])), language),
        suggestions=tuple(record["suggestions"]),
        copy_text=_copy_text(question, record, list(sources.values()), reading),
    )


def _marked(text: Record, record: Record, sources: Mapping[int, Source]) -> Marked:
    quoted = (citation for citation in record["citations"] if citation["number"] in text["citations"])
    spoken = (citation["quote_language"] for citation in quoted if text["text"] in citation["quote"])
    language = Language(next(spoken, record["language"]))
    return Marked(text["text"], language, tuple(sources[number] for number in text["citations"] if number in sources))


def _source(citation: Record, record: Record, catalogue: Catalogue, reading: Reading) -> Source:
    language = reading.language
    return Source(
        number=citation["number"],
        anchor=f"source-{record['answer_id']}-{citation['number']}",
        label=citation["label"],
        title=own_title(citation),
        kind=citation["text_kind"],
        kind_words=say_shared(f"text_kind.{citation['text_kind']}", language),
        quote=text_blocks(citation["quote"]),
        language=Language(citation["quote_language"]),
        facts=tuple(citation_facts(citation, catalogue, reading)),
        ended=citation["status"] == "ended",
        verified=citation["verified"] != "not_verified",
        verified_words=say_shared(f"verified.{citation['verified']}", language),
        url=reader_path(citation, language),
        official_url=official_address(citation),
    )


def _copy_text(question: str, record: Record, sources: Sequence[Source], reading: Reading) -> str:
    """The answer as plain text with its references, to paste elsewhere."""
    language = reading.language
    lines = [say("copy.question", language, question=question), ""]
    lines += [_plain_answer(record), ""]
    if record["next_steps"]:
        lines += [say_shared("turn.next_steps", language)]
        lines += [f"{number}. {_plain(step)}" for number, step in enumerate(record["next_steps"], start=1)] + [""]
    if sources:
        lines += [say_shared("turn.sources", language), *(_plain_source(source, reading) for source in sources), ""]
    lines.append(say("copy.origin", language, date=spoken_date(reading.today, language)))
    return "\n".join(lines)


def _plain(text: Record) -> str:
    return str(text["text"]) + "".join(f" [{number}]" for number in text["citations"])


def _plain_answer(record: Record) -> str:
    return PARAGRAPH.join(" ".join(map(_plain, paragraph)) for paragraph in paragraphs(record))


def _plain_source(source: Source, reading: Reading) -> str:
    name = f"{source.label}: {source.title}" if source.title else source.label
    address = reading.base_url.rstrip("/") + source.url.split("&cited=")[0]
    return f"[{source.number}] {name} ({'; '.join((source.kind_words, *source.facts))}). {address}"
