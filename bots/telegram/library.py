"""The sources and their places, to read in the chat."""

import hashlib
from collections.abc import Sequence

from bots.catalogue import Catalogue
from bots.telegram.callback_data import OpenPlace
from bots.telegram.cutting import shorten_words
from bots.telegram.keyboards import Rows, keyboard, link, press
from bots.telegram.parts import House, Parts
from bots.telegram.place_messages import place_message, source_documents, source_line
from bots.telegram.reception import tell
from bots.telegram.texts import items, paragraphs, titled
from bots.telegram.visits import Visit
from bots.telegram.words import say
from bots.words import say as say_shared
from knowledge.documents import TextKind
from knowledge.labels import reader_url
from knowledge.language import Language
from knowledge.references import Reference

_MOST_PLACES = 6
_LONGEST_BUTTON = 64


async def show_sources(parts: Parts, visit: Visit) -> None:
    """All sources; or the place, or the places of the source, that is named behind the command."""
    if visit.arguments:
        await _look_up(parts, visit, visit.arguments)
        return
    language, house = visit.language, parts.house
    documents = source_documents(parts.catalogues.current(), language)
    listed = items(source_line(found, house.page(f"/bron/{found.source}", language)) for found in documents)
    text = (*titled(say("sources.title", language)), *listed, *paragraphs(say("sources.place", language)))
    await parts.sender.send(visit.place, text, language, keyboard(_page_rows(house, "/bron", "sources.all", language)))


async def _look_up(parts: Parts, visit: Visit, name: str) -> None:
    """The place that a text names; where it may be several, those to choose from."""
    names = parts.index().names
    mentioned = names.mentions(name)
    meant = [*mentioned.references, *(found for place in mentioned.places for found in names.having(place))]
    if len(meant) == 1:
        await show_place(parts, visit, meant[0])
    elif meant:
        await tell(parts, visit, "sources.nearest", _place_rows(parts.catalogues.current(), meant, visit.language))
    elif mentioned.sources:
        missing = ", ".join(mentioned.missing)
        await _show_source(parts, visit, mentioned.sources[0], missing)
    else:
        await tell(parts, visit, "sources.unknown", name=shorten_words(name, _LONGEST_BUTTON))


async def _show_source(parts: Parts, visit: Visit, source: str, missing: str) -> None:
    """What a source is, and its first places to open; `missing` is a place that it does not have, or empty."""
    catalogue, language = parts.catalogues.current(), visit.language
    document = catalogue.document(source, language)
    page = parts.house.page(f"/bron/{source}", language)
    told = [say("sources.unknown", language, name=missing)] if missing else []
    text = (
        *titled(document.title),
        *items([source_line(document, page)]),
        *paragraphs(*told, say("sources.open", language)),
    )
    rows = _place_rows(catalogue, catalogue.order(source), language)
    more = _page_rows(parts.house, f"/bron/{source}", "sources.all_places", language)
    await parts.sender.send(visit.place, text, language, keyboard([*rows, *more]))


def _place_rows(catalogue: Catalogue, references: Sequence[Reference], language: Language) -> Rows:
    places = catalogue.places(references[:_MOST_PLACES], language)
    named = ((place, f"{place.label}: {place.heading}" if place.heading else place.label) for place in places)
    return [[press(shorten_words(name, _LONGEST_BUTTON), OpenPlace(mark(place.reference)))] for place, name in named]


def _page_rows(house: House, path: str, key: str, language: Language) -> Rows:
    address = house.page(path, language)
    return [[link(say(key, language), address)]] if address else []


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
    """The words of a place in the language of the chat, with links to where they stand."""
    catalogue, language = parts.catalogues.current(), visit.language
    found = catalogue.find(reference.source, reference.locator)
    if found is None:
        await tell(parts, visit, "sources.none")
        return
    text = place_message(catalogue, found, language)
    await parts.sender.send(visit.place, text, language, keyboard(_links(catalogue, parts.house, found, language)))


def _links(catalogue: Catalogue, house: House, reference: Reference, language: Language) -> Rows:
    main = catalogue.passage(reference, language)
    is_card = main is None or main.text_kind is TextKind.GUIDANCE
    page = house.public_url and house.public_url + reader_url(reference, language)
    official = "" if main is None or is_card else main.document.official_url
    addresses = {"source.open": page, "source.official": official}
    return [[link(say_shared(key, language), address)] for key, address in addresses.items() if address]
