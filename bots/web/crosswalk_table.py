"""The cross-walk as a table: a row for each theme, a column for each source."""

from dataclasses import dataclass

from bots.web.catalogue import Catalogue, Place
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """A theme and its places, a cell for each source of the table."""

    theme: str
    cells: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class CrosswalkTable:
    """The sources by their display names, and the rows."""

    sources: tuple[str, ...]
    rows: tuple[CrosswalkRow, ...]


def crosswalk_table(catalogue: Catalogue, language: Language) -> CrosswalkTable:
    """All themes with links to the places that belong to them."""
    themes = catalogue.crosswalk.themes
    sources = list(dict.fromkeys(reference.source for theme in themes for reference in theme.references))
    known = [source for source in catalogue.sources if source in sources]
    rows = tuple(
        CrosswalkRow(
            theme.name(language),
            tuple(
                catalogue.places([found for found in theme.references if found.source == source], language)
                for source in known
            ),
        )
        for theme in themes
    )
    return CrosswalkTable(tuple(catalogue.document(source, language).short for source in known), rows)
