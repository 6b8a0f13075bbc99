"""Which shape a source has: its own where one was made for it, that of laws where it counts in articles."""

from collections.abc import Iterable

from ingest.errors import UnsupportedOriginal
from ingest.shapes import Shape
from ingest.shapes.articles import Articles
from ingest.shapes.metals_covenant import METALS_COVENANT
from ingest.shapes.oecd_guidelines import OECD_GUIDELINES
from ingest.shapes.oecd_minerals import OECD_MINERALS
from ingest.shapes.principles import Principles
from knowledge.documents import Passage, Status, Unit
from knowledge.language import Language

_SHAPES: dict[tuple[str, Language], Shape] = {
    ("ungp-2011", Language.EN): Principles(
        count=31, principle="Principle", commentary="Commentary", general="General principles"
    ),
    ("metals-covenant-2019", Language.EN): METALS_COVENANT,
    ("metals-covenant-2019", Language.NL): METALS_COVENANT,
    ("oecd-guidelines-2023", Language.EN): OECD_GUIDELINES,
    ("oecd-guidelines-2023", Language.NL): OECD_GUIDELINES,
    ("oecd-minerals-2016", Language.EN): OECD_MINERALS,
}


def shape_of(source: str, language: Language, library: Iterable[Passage]) -> Shape:
    """The shape of a source's text in a language, `library` being our passages in it; raises UnsupportedOriginal."""
    places = [passage for passage in library if passage.reference.source == source]
    if any(place.document.unit is Unit.ARTICLE for place in places):
        return Articles(frozenset(p.reference.locator for p in places if p.status is Status.REPEALED))
    languages = {spoken: shape for (name, spoken), shape in _SHAPES.items() if name == source}
    if not languages:
        sources = ", ".join(sorted({name for name, _ in _SHAPES}))
        raise UnsupportedOriginal("source", source=source, sources=sources)
    if language not in languages:
        raise UnsupportedOriginal("language", source=source, language=language, languages=", ".join(languages))
    return languages[language]
