"""Which shape a text has: the one made for its source, that of laws where it counts in articles, else as recognised."""

from collections.abc import Iterable, Sequence

from ingest.errors import UnsupportedOriginal
from ingest.paragraphs import Paragraph
from ingest.shapes import Shape
from ingest.shapes.articles import ARTICLE_NUMBER, Articles
from ingest.shapes.headings import Headings
from ingest.shapes.metals_covenant import METALS_COVENANT
from ingest.shapes.oecd_guidelines import OECD_GUIDELINES
from ingest.shapes.oecd_minerals import OECD_MINERALS
from ingest.shapes.principles import Principles
from ingest.shapes.recognition import recognised
from ingest.shapes.treaties import Treaties
from ingest.shapes.within import Within
from knowledge.documents import Passage, Status, Unit
from knowledge.language import Language
from knowledge.references import Reference

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
_TREATIES = {
    Language.EN: Treaties(preamble="Preamble", closing="Closing formula", paragraph="paragraph"),
    Language.NL: Treaties(preamble="Preambule", closing="Slotformule", paragraph="paragraaf"),
}


def named_shapes(language: Language) -> dict[str, Shape]:
    """The shapes that can be chosen by name for a text in a language, those with a stricter form first."""
    return {
        "articles": Articles(),
        "treaty": _TREATIES[language],
        "agreement": METALS_COVENANT,
        "guidelines": OECD_GUIDELINES,
        "steps": OECD_MINERALS,
        "headings": Headings(),
    }


def shape_named(name: str, source: str, place: str, language: Language, library: Iterable[Passage]) -> Shape:
    """The shape of this name for the text of a source, or of a place in it; raises UnsupportedOriginal."""
    shapes = named_shapes(language)
    if name not in shapes:
        raise UnsupportedOriginal("shape", shape=name, shapes=", ".join(shapes))
    shape = Headings(_root(place)) if name == "headings" else shapes[name]
    return Within(place, _place_name(source, place, library), shape) if place else shape


def shape_of(
    source: str, place: str, language: Language, library: Iterable[Passage], paragraphs: Sequence[Paragraph]
) -> Shape:
    """The shape of a text of a source in a language, or of the text of one place in it.

    `library` are our passages in that language. Raises UnsupportedOriginal where the text of this source is one of
    several, or has a shape in other languages only.
    """
    own = [passage for passage in library if passage.reference.source == source]
    unit = own[0].document.unit if own else None
    if unit is Unit.CONVENTION:
        if not place:
            raise UnsupportedOriginal("which_place", source=source, places=", ".join(_outermost(own)))
        return Within(place, _place_name(source, place, own), _TREATIES[language])
    if place:
        shape = recognised(paragraphs, [_TREATIES[language]], Headings(_root(place)))
        return Within(place, _place_name(source, place, own), shape)
    if unit is Unit.ARTICLE:
        return _articles_of(own)
    return _declared(source, language) or recognised(paragraphs, [Articles()], Headings())


def _articles_of(own: Sequence[Passage]) -> Articles:
    """The shape of a law with the articles that our own text names: one that breaks off, or another law, lacks them."""
    repealed = frozenset(passage.reference.locator for passage in own if passage.status is Status.REPEALED)
    numbers = (ARTICLE_NUMBER.fullmatch(passage.reference.locator.partition("/")[0]) for passage in own)
    return Articles(repealed, max((int(match[1]) for match in numbers if match), default=0))


def _declared(source: str, language: Language) -> Shape | None:
    languages = {spoken: shape for (name, spoken), shape in _SHAPES.items() if name == source}
    if languages and language not in languages:
        raise UnsupportedOriginal("language", source=source, language=language, languages=", ".join(languages))
    return languages.get(language)


def _place_name(source: str, place: str, library: Iterable[Passage]) -> str:
    """What our own text about a place calls it: "Convention 138" of "Convention 138: Minimum Age (1973)"."""
    reference = Reference(source, place)
    headings = (passage.heading for passage in library if passage.reference == reference)
    return next(headings, "").partition(":")[0]


def _root(place: str) -> str:
    return place.rpartition("/")[2]


def _outermost(passages: Iterable[Passage]) -> list[str]:
    """The numbered places of a source that hold others."""
    locators = (passage.reference.locator for passage in passages)
    return list(dict.fromkeys(locator for locator in locators if "/" not in locator and locator[-1].isdigit()))
