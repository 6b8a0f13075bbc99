"""Sentences with their marks, and the places behind the marks: for answers, and for whatever cites as they do."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bots.answer_records import Reading, Record, citation_facts, official_address, own_title, reader_path, references
from bots.catalogue import Catalogue
from bots.telegram.cutting import shorten
from bots.telegram.markup import Item, Line, Quote, RichText, Style, italic, link, plain
from bots.words import say
from knowledge.language import Language

DOT = "•"

_FIXED_SPACE = "\u00a0"  # keeps a mark on the line, and in the message, of its sentence
_SHORT_QUOTE = 280
_BETWEEN = " · "


def cited_line(text: Record, citations: Sequence[Record], reading: Reading) -> Line:
    """A sentence or step with its marks, such as [1] [2], each linked to its reader page where there are pages."""
    behind = (citation for citation in citations if citation["number"] in text["citations"])
    marks = (link(f"[{citation['number']}]", _reader_page(citation, reading)) for citation in behind)
    return (plain(text["text"]), *(run for mark in marks for run in (plain(_FIXED_SPACE), mark)))


def cited_lines(texts: Sequence[Record], citations: Sequence[Record], reading: Reading) -> Line:
    """Sentences with their marks, one after the other."""
    return _listed([cited_line(text, citations, reading) for text in texts], " ")


def cited_items(texts: Sequence[Record], citations: Sequence[Record], reading: Reading) -> RichText:
    """Sentences or steps with their marks, as a numbered list."""
    return tuple(Item(f"{number}.", cited_line(text, citations, reading)) for number, text in enumerate(texts, start=1))


def short_quotes(citations: Sequence[Record], catalogue: Catalogue, reading: Reading) -> RichText:
    """Each citation as a quote to expand: where it stands, and the first sentences taken from it."""
    return tuple(_short_quote(citation, catalogue, reading) for citation in citations)


def whole_quotes(citations: Sequence[Record], catalogue: Catalogue, reading: Reading) -> RichText:
    """Each citation with all the words taken from it, whether they were checked, and what it rests on."""
    return tuple(_whole_quote(citation, catalogue, reading) for citation in citations)


def place_items(texts: Sequence[str], catalogue: Catalogue, reading: Reading) -> RichText:
    """References as a list of places, without those that are not known."""
    places = catalogue.places(list(references(texts)), reading.language)
    headings = ((plain(f": {place.heading}"),) if place.heading else () for place in places)
    names = (link(place.label, _page(place.url, reading)) for place in places)
    return tuple(Item(DOT, (name, *heading)) for name, heading in zip(names, headings, strict=True))


def _short_quote(citation: Record, catalogue: Catalogue, reading: Reading) -> Quote:
    """Its name leads to the reader page; the official text is named where there are no pages."""
    words = shorten(citation["quote"], _SHORT_QUOTE, Language(citation["quote_language"]))
    facts = italic(_BETWEEN.join(_facts(citation, catalogue, reading)))
    way = () if reading.base_url else _official(citation, reading)
    body = _listed([(facts,), (plain(words),), way], "\n")
    return Quote(_name(citation, reading), body, expandable=True)


def _whole_quote(citation: Record, catalogue: Catalogue, reading: Reading) -> Quote:
    checked = say(f"verified.{citation['verified']}", reading.language)
    lines = [
        (italic(_BETWEEN.join((*_facts(citation, catalogue, reading), checked))),),
        (plain(citation["quote"]),),
        _official(citation, reading),
        _rests_on(citation, catalogue, reading),
    ]
    return Quote(_name(citation, reading), _listed(lines, "\n"), expandable=False)


def _name(citation: Record, reading: Reading) -> Line:
    title = own_title(citation)
    name = f"[{citation['number']}] {citation['label']}"
    return (link(f"{name} – {title}" if title else name, _reader_page(citation, reading), Style.BOLD),)


def _facts(citation: Record, catalogue: Catalogue, reading: Reading) -> list[str]:
    """What kind of text it is, in which language where that is not the reader's, and what is known of its source."""
    kind = say(f"text_kind.{citation['text_kind']}", reading.language)
    spoken = citation["quote_language"]
    in_language = [] if spoken == reading.language else [say(f"in_language.{spoken}", reading.language)]
    return [kind[:1].upper() + kind[1:], *in_language, *citation_facts(citation, catalogue, reading)]


def _official(citation: Record, reading: Reading) -> Line:
    """The official text under the name of its host, so that a reader sees where a link leads."""
    address = official_address(citation)
    if not address:
        return ()
    return (plain(f"{say('source.official', reading.language)}: "), link(urlsplit(address).netloc or address, address))


def _rests_on(citation: Record, catalogue: Catalogue, reading: Reading) -> Line:
    places = catalogue.places(list(references(citation["rests_on"])), reading.language)
    if not places:
        return ()
    linked: list[Line] = [(link(place.label, _page(place.url, reading)),) for place in places]
    return (plain(f"{say('source.rests_on', reading.language)}: "), *_listed(linked, _BETWEEN))


def _listed(lines: Sequence[Line], between: str) -> Line:
    """Lines as one, without those that say nothing."""
    said = [line for line in lines if line]
    return tuple(run for number, line in enumerate(said) for run in ((plain(between),) if number else ()) + line)


def _reader_page(citation: Record, reading: Reading) -> str:
    return _page(reader_path(citation, reading.language), reading)


def _page(path: str, reading: Reading) -> str:
    """The address of a page; empty where the pages have none."""
    return reading.base_url.rstrip("/") + path if reading.base_url else ""
