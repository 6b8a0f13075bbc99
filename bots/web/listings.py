"""What the lists of sources and of their places show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bots.web.catalogue import Catalogue, Place
from bots.web.words import count, say
from knowledge.documents import Document, NormKind
from knowledge.language import Language
from knowledge.references import Reference

GUIDANCE = "guidance"
_NORM_ORDER = [NormKind.AGREEMENT, NormKind.RECOMMENDATION, NormKind.GUIDANCE, NormKind.LAW, NormKind.ADVICE]
_STEP = "step-"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of all."""

    document: Document
    url: str
    status: str
    places: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list of its source; `depth` counts the places that it lies in."""

    place: Place
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
    ordered = sorted(documents, key=lambda document: (_rank(document), document.short))
    return tuple(
        SourceGroup(_norm_words(rank, language), tuple(_source_entry(catalogue, found, language) for found in group))
        for rank, group in groupby(ordered, key=_rank)
    )


def _rank(document: Document) -> int:
    return len(_NORM_ORDER) if document.source == GUIDANCE else _NORM_ORDER.index(document.norm)


def _norm_words(rank: int, language: Language) -> str:
    return say("sources.cards" if rank == len(_NORM_ORDER) else f"sources.{_NORM_ORDER[rank]}", language)


def _source_entry(catalogue: Catalogue, document: Document, language: Language) -> SourceEntry:
    return SourceEntry(
        document=document,
        url=source_url(document.source, language),
        status=say(f"status.{document.status}", language),
        places=count("sources.places", language, len(catalogue.order(document.source))),
    )


def source_url(source: str, language: Language) -> str:
    """The path of the page that lists a source."""
    return f"/bron/{source}?lang={language}"


def groups(catalogue: Catalogue, source: str, language: Language) -> tuple[Group, ...]:
    """All places of a source under the headings of the source; cards under the steps of due diligence."""
    references = catalogue.order(source)
    if source == GUIDANCE:
        return _cards_by_step(catalogue, references, language)
    grouped = groupby(references, key=lambda reference: _outermost_heading(catalogue, reference, language))
    return tuple(Group(heading, tuple(_entries(catalogue, list(found), language))) for heading, found in grouped)


def _outermost_heading(catalogue: Catalogue, reference: Reference, language: Language) -> str:
    passage = catalogue.passage(reference, language)
    return passage.headings[0] if passage is not None and passage.headings else ""


def _entries(catalogue: Catalogue, references: list[Reference], language: Language) -> Iterator[Entry]:
    for reference in references:
        place = catalogue.place(reference, language)
        if place is not None:
            yield Entry(place, min(len(catalogue.above(reference)), 2))


def _cards_by_step(
    catalogue: Catalogue, references: tuple[Reference, ...], language: Language
) -> tuple[Group, ...]:
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
