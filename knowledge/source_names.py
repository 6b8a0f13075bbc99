"""Which sources a text names, and which places in them: "UNGP 17", "artikel 8 CSDDD", "OESO hoofdstuk VI"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.documents import Document
from knowledge.lexical_index import words
from knowledge.references import Reference

# What precedes a number, and the forms that a locator with that number may take.
_MARKERS: dict[str, tuple[str, ...]] = {
    "article": ("art-{}",),
    "artikel": ("art-{}",),
    "art": ("art-{}",),
    "principle": ("{}",),
    "principe": ("{}",),
    "beginsel": ("{}",),
    "chapter": ("{}",),
    "hoofdstuk": ("{}",),
    "hfst": ("{}",),
    "step": ("{}", "step-{}"),
    "stap": ("{}", "step-{}"),
    "paragraph": ("{}",),
    "paragraaf": ("{}",),
    "par": ("{}",),
    "section": ("{}",),
    "annex": ("annex-{}",),
    "bijlage": ("annex-{}",),
    "recital": ("recital-{}",),
    "overweging": ("recital-{}",),
    "question": ("q{}",),
    "vraag": ("q{}",),
}
_BARE = ("{}", "art-{}", "c{}", "step-{}")
_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{0,3}))"
_NUMBER = rf"(?:\d+(?:\.\d+)*(?:\.[a-z])?|{_ROMAN}(?:\.[a-z0-9]+)*|p\d{{3}}|c\d{{3}}|q\d+)"
_PLACE = re.compile(rf"(?:(?P<marker>{'|'.join(_MARKERS)})\.?\s+|§\s*|\b)(?P<number>{_NUMBER})(?![\w.]*\w)")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text names: source ids in order of appearance, known places in them, and what is said besides.

    `places` are numbers as they are written with a marker ("artikel 7") for which no source was named;
    `rest` holds the words that name neither a source nor a place.
    """

    sources: tuple[str, ...]
    references: tuple[Reference, ...]
    places: tuple[str, ...]
    rest: tuple[str, ...]


class SourceNames:
    """Knows the names of all sources and all their locators."""

    def __init__(self, documents: Iterable[Document], references: Iterable[Reference]) -> None:
        names: dict[str, str] = {}
        for document in documents:
            if document.source == "guidance":
                continue
            for name in (document.source, document.title, document.short, *document.aliases):
                names[_folded(name)] = document.source
        longest_first = sorted(filter(None, names), key=len, reverse=True)
        self._sources = names
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")
        self._references = {reference.folded: reference for reference in references}

    def mentions(self, text: str) -> Mentions:
        """The sources and places that a text names."""
        folded = _folded(text)
        sources: dict[str, None] = {}
        for match in self._pattern.finditer(folded):
            sources.setdefault(self._sources[match.group()])
        remainder = self._pattern.sub(" ", folded)
        references: dict[Reference, None] = {}
        places: list[str] = []
        for match in _PLACE.finditer(remainder):
            found = [self._resolve(source, match) for source in sources]
            references |= dict.fromkeys(reference for reference in found if reference is not None)
            if match["marker"] and not sources:
                places.append(match.group().strip())
        rest = _PLACE.sub(" ", remainder) if references or places else remainder
        return Mentions(tuple(sources), tuple(references), tuple(places), tuple(words(rest)))

    def having(self, place: str) -> list[Reference]:
        """All known references that a place without a source may mean: "artikel 7" in each law with an article 7."""
        match = _PLACE.search(_folded(place))
        if match is None:
            return []
        sources = sorted({reference.source for reference in self._references.values()})
        found = (self._resolve(source, match) for source in sources)
        return [reference for reference in found if reference is not None]

    def _resolve(self, source: str, match: re.Match[str]) -> Reference | None:
        forms = _MARKERS[match["marker"]] if match["marker"] else _BARE
        number = match["number"].rstrip(".")
        candidates = (f"{source}/{form.format(number)}" for form in forms)
        return next((self._references[candidate] for candidate in candidates if candidate in self._references), None)


def _folded(text: str) -> str:
    """Lower case, with runs of white space, hyphens and quotation marks made one space, dots kept."""
    return " ".join(re.sub(r"[-–—‑/'’\"“”:(),;?!\[\]]+", " ", text.lower()).split())
