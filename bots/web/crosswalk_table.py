"""The cross-walk as a table: a row for each theme, a column for each source."""

from dataclasses import dataclass

from bots.catalogue import Catalogue, Place
from bots.web.listings import by_norm
from knowledge.documents import Document
from knowledge.finding_aids import Theme
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class CrosswalkLink:
    """A place in a column of its source: its label without the source's name."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """A theme and its places, a cell for each source of the table."""

    theme: str
    cells: tuple[tuple[CrosswalkLink, ...], ...]


@dataclass(frozen=True, slots=True)
class CrosswalkTable:
    """The sources by their display names, and the rows."""

    sources: tuple[str, ...]
    rows: tuple[CrosswalkRow, ...]


def crosswalk_table(catalogue: Catalogue, language: Language) -> CrosswalkTable:
    """All themes with links to the places that belong to them."""
    themes = catalogue.crosswalk.themes
    named = {reference.source for theme in themes for reference in theme.references}
    documents = [catalogue.document(source, language) for source in catalogue.sources if source in named]
    documents = sorted(documents, key=by_norm)
    rows = tuple(
        CrosswalkRow(theme.name(language), tuple(_cell(catalogue, theme, found, language) for found in documents))
        for theme in themes
    )
    return CrosswalkTable(tuple(document.short for document in documents), rows)


def _cell(catalogue: Catalogue, theme: Theme, document: Document, language: Language) -> tuple[CrosswalkLink, ...]:
    places = catalogue.places([found for found in theme.references if found.source == document.source], language)
    return tuple(CrosswalkLink(place.label.removeprefix(document.short).lstrip(": "), place) for place in places)
