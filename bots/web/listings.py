"""What the lists of sources and of their places show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bots.answer_records import edition_words
from bots.catalogue import Catalogue
from bots.web.words import count, say
from bots.words import say as say_shared
from knowledge.documents import Document, NormKind, Passage
from knowledge.labels import label, reader_url
from knowledge.language import Language
from knowledge.references import Reference

GUIDANCE = "guidance"
_NORM_ORDER = [
    NormKind.AGREEMENT,
    NormKind.RECOMMENDATION,
    NormKind.GUIDANCE,
    NormKind.LAW,
    NormKind.TREATY,
    NormKind.ADVICE,
]
_STEP = "step-"
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of all."""

    name: str
    title: str
    url: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list of its source, by number where it has one; `depth` counts the places that it lies in."""

    number: str
    heading: str
    url: str
    language: Language
    depth: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Sources that bind in the same way."""

    heading: str
    sources: tuple[SourceEntry, ...]


def source_groups(catalogue: Catalogue, language: Language) -> tuple[SourceGroup, ...]:
    """All sources by how they bind, agreements first and our own cards last."""
    documents = [catalogue.document(source, language) for source in catalogue.sources]
    ordered = sorted(documents, key=lambda document: (by_norm(document), document.short))
    return tuple(
        SourceGroup(_norm_words(rank, language), tuple(source_entry(catalogue, found, language) for found in group))
        for rank, group in groupby(ordered, key=by_norm)
    )


def by_norm(document: Document) -> int:
    """The place of a source among others: agreements first, our own cards last."""
    return len(_NORM_ORDER) if document.source == GUIDANCE else _NORM_ORDER.index(document.norm)


def _norm_words(rank: int, language: Language) -> str:
    return say("sources.cards" if rank == len(_NORM_ORDER) else f"sources.{_NORM_ORDER[rank]}", language)


def source_entry(catalogue: Catalogue, document: Document, language: Language) -> SourceEntry:
    """A source with what is known of it in a few words."""
    url, number = f"/bron/{document.source}", len(catalogue.order(document.source))
    if document.source == GUIDANCE:
        cards = count("sources.number_of_cards", language, len(_cards(catalogue)))
        return SourceEntry(document.title, "", url, (cards,))
    term = document.term[:1].upper() + document.term[1:]
    edition = term or edition_words(document.edition, language)
    status = say_shared(f"status.{document.status}", language)
    facts = (edition, status, count("sources.number_of_places", language, number))
    return SourceEntry(document.short, document.title, url, facts)


def groups(catalogue: Catalogue, source: str, language: Language) -> tuple[Group, ...]:
    """All places of a source under the headings of the source; cards under the steps of due diligence."""
    if source == GUIDANCE:
        return _cards_by_step(catalogue, _cards(catalogue), language)
    references = catalogue.order(source)
    grouped = groupby(references, key=lambda reference: _outermost_heading(catalogue, reference, language))
    return tuple(Group(heading, tuple(_entries(catalogue, list(found), language))) for heading, found in grouped)


def _outermost_heading(catalogue: Catalogue, reference: Reference, language: Language) -> str:
    passage = catalogue.passage(reference, language)
    return passage.headings[0] if passage is not None and passage.headings else ""


def _entries(catalogue: Catalogue, references: list[Reference], language: Language) -> Iterator[Entry]:
    for reference in references:
        passage = catalogue.passage(reference, language)
        if passage is not None:
            depth = min(len(catalogue.above(reference)), _DEEPEST)
            yield Entry(_number(passage), passage.heading, reader_url(reference, language), passage.language, depth)


def _number(passage: Passage) -> str:
    """What a label says besides the names of the source and the place; an explanation shares that of its provision."""
    name = label(passage.document, passage.reference, passage.heading)
    if passage.reference.provision != passage.reference or passage.heading in name:
        return ""
    return name.removeprefix(passage.document.short).strip()


def _cards(catalogue: Catalogue) -> tuple[Reference, ...]:
    """The cards, without the entries of the glossary."""
    return tuple(found for found in catalogue.order(GUIDANCE) if not found.is_term)


def _cards_by_step(catalogue: Catalogue, references: tuple[Reference, ...], language: Language) -> tuple[Group, ...]:
    by_step: dict[str, list[Reference]] = {}
    for reference in references:
        by_step.setdefault(_first_step(catalogue, reference), []).append(reference)
    return tuple(
        Group(say(f"steps.{step}", language), tuple(_entries(catalogue, found, language)))
        for step, found in sorted(by_step.items())
    )


def _first_step(catalogue: Catalogue, reference: Reference) -> str:
    topics = (topic for passage in catalogue.passages(reference) for topic in passage.topics)
    return next((topic.removeprefix(_STEP) for topic in topics if topic.startswith(_STEP)), "0")
