"""The sources and their places, to read in the chat."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bots.catalogue import Catalogue
from bots.telegram.callback_data import OpenPlace
from bots.telegram.cutting import shorten_words
from bots.telegram.keyboards import Rows, keyboard, link, press
from bots.telegram.markup import Block, Heading, Item, Line, Paragraph, RichText, bold, italic, plain
from bots.telegram.markup import link as linked
from bots.telegram.parts import House, Parts
from bots.telegram.reception import tell
from bots.telegram.texts import items, paragraphs, titled
from bots.telegram.visits import Visit
from bots.telegram.words import say
from bots.words import say as say_shared
from knowledge.documents import Document, Passage, TextKind
from knowledge.editions import holds
from knowledge.labels import label, reader_url
from knowledge.language import Language
from knowledge.references import Reference

_ITEM = "- "
_MOST_PLACES = 6
_BUTTON_TEXT = 60
_KINDS = [TextKind.OFFICIAL, TextKind.APPROVED, TextKind.SUMMARY, TextKind.GUIDANCE]


async def show_sources(parts: Parts, visit: Visit) -> None:
    """All sources, or the place that was named behind the command."""
    if visit.arguments:
        await _look_up(parts, visit, visit.arguments)
        return
    catalogue, language = parts.catalogues.current(), visit.language
    documents = [catalogue.document(source, language) for source in catalogue.sources]
    listed = items(_source_line(document, parts.house, language) for document in documents)
    text = (*titled(say("sources.title", language)), *listed, *paragraphs(say("sources.place", language)))
    address = parts.house.page("/bron", language)
    rows = [[link(say("sources.all", language), address)]] if address else ()
    await parts.sender.send(visit.place, text, language, keyboard(rows))


def _source_line(document: Document, house: House, language: Language) -> Line:
    edition = document.term or say_shared("source.edition", language, edition=document.edition)
    status = say_shared(f"status.{document.status}", language)
    name = linked(document.title, house.page(f"/bron/{document.source}", language))
    return name, plain(f" – {edition}, {status}")


async def _look_up(parts: Parts, visit: Visit, name: str) -> None:
    names, catalogue = parts.index().names, parts.catalogues.current()
    mentioned = names.mentions(name)
    meant = [*mentioned.references, *(found for place in mentioned.places for found in names.having(place))]
    if len(meant) == 1:
        await show_place(parts, visit, meant[0])
        return
    if not meant:
        meant = [found for source in mentioned.sources for found in catalogue.order(source)]
    rows = _place_buttons(catalogue, meant[:_MOST_PLACES], visit.language)
    if rows:
        await tell(parts, visit, "sources.nearest", rows)
    else:
        await tell(parts, visit, "sources.unknown", name=shorten_words(name, _BUTTON_TEXT))


def _place_buttons(catalogue: Catalogue, references: Sequence[Reference], language: Language) -> Rows:
    places = catalogue.places(references, language)
    return [[press(shorten_words(place.label, _BUTTON_TEXT), OpenPlace(mark(place.reference)))] for place in places]


async def open_place(parts: Parts, visit: Visit, choice: OpenPlace) -> None:
    """Show the place of a pressed button."""
    known = (reference for reference in parts.index().positions if mark(reference) == choice.mark)
    reference = next(known, None)
    if reference is None:
        await tell(parts, visit, "sources.none")
    else:
        await show_place(parts, visit, reference)


def mark(reference: Reference) -> str:
    """A short name for a reference, 16 hexadecimal digits, since a button cannot hold every whole one."""
    return hashlib.sha256(str(reference).encode()).hexdigest()[:16]


async def show_place(parts: Parts, visit: Visit, reference: Reference) -> None:
    """The words of a place in the language of the chat, whose they are, and where they stand."""
    catalogue, language = parts.catalogues.current(), visit.language
    found = catalogue.find(reference.source, reference.locator)
    main = None if found is None else catalogue.passage(found, language)
    if found is None or main is None:
        await tell(parts, visit, "sources.none")
        return
    name = label(main.document, found, main.heading)
    text: list[Block] = [Heading((bold(name if main.heading in name else f"{name}: {main.heading}"),))]
    for passages in _texts(catalogue.passages(found), language):
        text += _words(passages, language)
    await parts.sender.send(visit.place, tuple(text), language, keyboard(_links(parts.house, found, main, language)))


def _links(house: House, reference: Reference, main: Passage, language: Language) -> Rows:
    page = house.public_url and house.public_url + reader_url(reference, language)
    official = "" if main.text_kind is TextKind.GUIDANCE else main.document.official_url
    named = {say("sources.read", language): page, say("sources.official", language): official}
    return [[link(name, address)] for name, address in named.items() if address]


def _texts(passages: Iterable[Passage], language: Language) -> Iterator[list[Passage]]:
    """One text of each kind, in the reader's language where there is one, of the edition that holds."""

    def rank(passage: Passage) -> tuple[int, bool, bool, str, int]:
        kind = _KINDS.index(passage.text_kind)
        document = passage.document
        return kind, passage.language is not language, not holds(document), document.edition, passage.part

    for _, of_kind in groupby(sorted(passages, key=rank), key=lambda passage: passage.text_kind):
        all_of_kind = list(of_kind)
        yield [passage for passage in all_of_kind if passage.document == all_of_kind[0].document]


def _words(passages: Sequence[Passage], language: Language) -> Iterator[Block]:
    first = passages[0]
    kind = say_shared(f"text_kind.{first.text_kind}", language)
    edition = say_shared("source.edition", language, edition=first.document.edition)
    status = say_shared(f"status.{first.status}", language)
    facts = [kind, edition, *filter(None, (first.document.term,)), status]
    if first.text_kind is TextKind.GUIDANCE:
        facts = [kind]
    yield Paragraph((italic(f"{kind[:1].upper()}{', '.join(facts)[1:]}"),))
    for passage in passages:
        yield from _lines(passage.text)


def _lines(text: str) -> RichText:
    lines = (line.strip() for line in text.split("\n"))
    return tuple(
        Item("•", (plain(line.removeprefix(_ITEM)),)) if line.startswith(_ITEM) else Paragraph((plain(line),))
        for line in lines
        if line
    )
