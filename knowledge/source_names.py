"""Which sources a text names, and which places in them: "UNGP 17", "artikel 8 CSDDD", "OESO hoofdstuk VI"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.agreement_terms import AgreementTerms
from knowledge.documents import Document, Unit
from knowledge.lexical_index import words
from knowledge.references import Reference
from knowledge.sentences import Span

# What precedes a number, the unit that it then counts, and the form of a locator in sources that count otherwise.
_MARKERS: dict[str, tuple[Unit | None, str]] = {
    "article": (Unit.ARTICLE, "art-{}"),
    "artikel": (Unit.ARTICLE, "art-{}"),
    "art": (Unit.ARTICLE, "art-{}"),
    "principle": (Unit.PRINCIPLE, ""),
    "principe": (Unit.PRINCIPLE, ""),
    "beginsel": (Unit.PRINCIPLE, ""),
    "chapter": (Unit.CHAPTER, ""),
    "hoofdstuk": (Unit.CHAPTER, ""),
    "hfst": (Unit.CHAPTER, ""),
    "step": (Unit.STEP, "step-{}"),
    "stap": (Unit.STEP, "step-{}"),
    "convention": (Unit.CONVENTION, ""),
    "verdrag": (Unit.CONVENTION, ""),
    "paragraph": (Unit.CHAPTER, ""),
    "paragraaf": (Unit.CHAPTER, ""),
    "section": (Unit.CHAPTER, ""),
    "par": (Unit.CHAPTER, ""),
    "annex": (None, "annex-{}"),
    "bijlage": (None, "annex-{}"),
    "recital": (None, "recital-{}"),
    "overweging": (None, "recital-{}"),
    "question": (None, "q{}"),
    "vraag": (None, "q{}"),
}
_NAME = "\x00"  # stands where the name of a source stood
_UNIT_FORMS = {Unit.ARTICLE: "art-{}", Unit.CONVENTION: "c{:0>3}"}
_ROMAN = r"(?:(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3}))"
_NUMBER = rf"(?:\d+(?:\.\d+)*(?:\.[a-z])?|{_ROMAN}(?:\.[a-z0-9]+)+|{_ROMAN}|[pcq]\d+)"
_TELLING = re.compile(rf"{_ROMAN}(?:\.[a-z0-9]+)+")  # a number that says by its form which source it is from
_BESIDE = re.compile(rf"{_NAME}(?:\s*\d+\s*(?:and|en|to|tot|or|of|&))*$")
_BARE = re.compile(r"\d+|[ivx]+")
_LONGEST_NUMBER = 2
_FEW_WORDS = 2
_ROMAN_NUMBERS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
# A compound ends with its marker, as "kernverdrag 138"; but "art" also ends "maart 2026" and "de start 2025".
_MARKER = "|".join(r"(?<!\w)art" if marker == "art" else marker for marker in _MARKERS)
_PLACE = re.compile(
    rf"(?:(?P<marker>{_MARKER})s?\.?\s+|§\s*|\b)(?P<number>{_NUMBER})(?![\w.]*\w)"
    r"(?:\s+(?:(?:lid|paragraph|paragraaf|para|par|punt|point)\s+(?P<part>\d+)|(?:part|deel)\s+(?P<division>[a-z])\b))?"
)
_TYPED = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9.-]*)+", re.IGNORECASE)  # a reference as we write it
# How places are called that have a name where others have a number; a step or paragraph may lie in them.
_CALLED = {
    "supplement-gold": re.compile(
        r"\bgold supplement\b|\bgoudsupplement\b|\bsupplement (?:on |over |voor )?(?:gold|goud)\b"
    ),
    "supplement-3t": re.compile(r"\b3t supplement\b|\bsupplement (?:on |over |voor )?(?:3t|tin\b)"),
}
# What a number with its marker is called inside another place: an article of a convention, a step of a supplement.
_INNER_FORMS = {
    **dict.fromkeys(("article", "artikel", "art"), ("{}", "art-{}")),
    **dict.fromkeys(("step", "stap"), ("step-{}",)),
    **dict.fromkeys(("paragraph", "paragraaf", "par"), ("{}",)),
}


Forms = Callable[[str | None, Unit], list[str]]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text names: source ids in order of appearance, known places in them, and what is said besides.

    `places` are numbers as they are written with a marker ("artikel 7") that could not be told apart; `missing` are
    those that the named sources do not have; `rest` holds the words that name neither a source nor a place.
    """

    sources: tuple[str, ...]
    references: tuple[Reference, ...]
    places: tuple[str, ...]
    missing: tuple[str, ...]
    rest: tuple[str, ...]


class SourceNames:
    """Knows the names of all sources and all their locators."""

    def __init__(self, documents: Iterable[Document], references: Iterable[Reference]) -> None:
        names: dict[str, dict[str, None]] = {}
        documents = list(documents)
        self._units: dict[str, Unit] = {}
        for document in documents:
            if document.source == "guidance":
                continue
            self._units[document.source] = document.unit
            for name in (document.source, document.title, document.short, *document.aliases):
                names.setdefault(_folded(name), {})[document.source] = None
        self._terms = AgreementTerms(documents)
        longest_first = sorted(filter(None, names), key=len, reverse=True)
        self._sources = names
        self._longer: dict[str, list[str]] = {}
        for name in filter(lambda name: " " in name, names):
            for source in names[name]:
                self._longer.setdefault(source, []).append(name)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")
        spoken = (r"\W+".join(map(re.escape, name.split())) for name in longest_first)
        self._spoken = re.compile(rf"(?<!\w)(?:{'|'.join(spoken) or '(?!)'})(?!\w)", re.IGNORECASE)
        self._references = {reference.folded: reference for reference in references}

    def mentions(self, text: str, context: Iterable[str] = ()) -> Mentions:
        """The sources and places that a text names; `context` are sources that are spoken of already."""
        typed, text = self._typed(text)
        folded = _folded(text)
        sources: dict[str, None] = dict.fromkeys(reference.source for reference in typed)
        sources |= self._meant([match.group() for match in self._pattern.finditer(folded)], folded)
        sources = sources or dict.fromkeys(context)
        remainder = self._pattern.sub(_NAME, folded)
        references: dict[Reference, None] = dict.fromkeys(typed)
        places: list[str] = []
        missing: list[str] = []
        found = {match: self._found(match, remainder, sources) for match in _PLACE.finditer(remainder)}
        inner = self._inner(found, remainder, sources)
        outer = {place for place, _ in inner.values()}
        for match, candidates in found.items():
            if match in inner:
                references[inner[match][1]] = None
            elif len(candidates) == 1:
                references |= {} if candidates[0] in outer else {candidates[0]: None}
            elif match["marker"] and not sources:
                places.append(match.group().strip())
            elif sources and not candidates and _is_asked_for(match, remainder):
                missing.append(match.group().strip())
        rest = _PLACE.sub(" ", remainder) if references or places else remainder
        for called in _CALLED.values() if outer else ():
            rest = called.sub(" ", rest)
        rest = rest.replace(_NAME, " ")
        return Mentions(tuple(sources), tuple(references), tuple(places), tuple(missing), tuple(words(rest)))

    def spans(self, text: str) -> list[Span]:
        """Where a text names a source, in its order."""
        return [Span(*match.span()) for match in self._spoken.finditer(text)]

    def having(self, place: str) -> list[Reference]:
        """All known references that a place without a source may mean: "artikel 7" in each law with an article 7."""
        match = _PLACE.search(_folded(place))
        return [] if match is None else self._resolve(match, {})

    def _meant(self, names: Sequence[str], text: str) -> dict[str, None]:
        """The sources that names mean: beside "the second term", "the covenant" means that term's alone.

        A name does not count where it is part of a longer name of a source that is named beside it; one of several
        sources means those of them that another name means, or else the term that the text is about.
        """
        kept = [self._sources[name] for name in names if not any(self._is_part(name, other) for other in names)]
        meant: dict[str, None] = {}
        for sources in kept:
            closer = next((other for other in kept if other.keys() < sources.keys()), None)
            meant |= self._terms.meant(sources, text) if closer is None else closer
        return meant

    def _is_part(self, name: str, other: str) -> bool:
        """Whether a name is part of a longer name of a source that another name means and it does not."""
        sources = self._sources[other].keys() - self._sources[name].keys()
        return any(f" {name} " in f" {longer} " for source in sources for longer in self._longer.get(source, ()))

    def _typed(self, text: str) -> tuple[list[Reference], str]:
        """The known references that are written out in a text, as "ilo/c138/3", and the text without them."""
        typed = [match.group() for match in _TYPED.finditer(text) if match.group().lower() in self._references]
        for written in typed:
            text = text.replace(written, " ")
        return [self._references[written.lower()] for written in typed], text

    def _found(self, match: re.Match[str], text: str, sources: Iterable[str]) -> list[Reference]:
        return self._resolve(match, sources) if _is_place(match, text) else []

    def _inner(
        self, found: dict[re.Match[str], list[Reference]], text: str, sources: Iterable[str]
    ) -> dict[re.Match[str], tuple[Reference, Reference]]:
        """The numbers that name a place inside another place of the text, with that place and the one they name."""
        outer = {match: places[0] for match, places in found.items() if len(places) == 1}
        called = self._called(text, sources)
        inner: dict[re.Match[str], tuple[Reference, Reference]] = {}
        for match in found:
            around = [*called, *(place for other, place in outer.items() if other is not match)]
            pairs = ((place, self._inside(place, match)) for place in around)
            named = next(((place, within) for place, within in pairs if within is not None), None)
            if named is not None:
                inner[match] = named
        return inner

    def _called(self, text: str, sources: Iterable[str]) -> list[Reference]:
        """The places that a text calls by their name, in the named sources or else in any."""
        locators = [locator for locator, name in _CALLED.items() if name.search(text)]
        named = [f"{source}/{locator}" for source in tuple(sources) or self._units for locator in locators]
        return [self._references[place] for place in named if place in self._references]

    def _inside(self, outer: Reference, match: re.Match[str]) -> Reference | None:
        """The place inside another that a number with its marker names; an article lies in conventions only."""
        marker = match["marker"] or ""
        if marker.startswith("art") and self._units.get(outer.source) is not Unit.CONVENTION:
            return None
        forms = _INNER_FORMS.get(marker, ())
        names = (f"{outer.folded}/{form.format(match['number'])}{part}" for form in forms for part in _parts(match))
        return next((self._references[name] for name in names if name in self._references), None)

    def _resolve(self, match: re.Match[str], named: Iterable[str]) -> list[Reference]:
        """The places that a number may mean: in the named sources, or, with a marker, in any that counts in its unit.

        Where several named sources have the number, those that count in the marker's unit go first.
        """
        named = list(named)
        if not named and not match["marker"]:
            return self._places(match, self._units, _own_forms) if _TELLING.fullmatch(match["number"]) else []
        unit = _MARKERS[match["marker"]][0] if match["marker"] else None
        counting = [source for source, its in sorted(self._units.items()) if its is unit]
        wanted = [source for source in named if source in counting] if named else counting
        return (
            self._places(match, wanted, _own_forms)
            or self._places(match, wanted, _marked_forms)
            or self._places(match, named, _marked_forms if match["marker"] else _own_forms)
        )

    def _places(self, match: re.Match[str], sources: Iterable[str], forms: Forms) -> list[Reference]:
        found = (self._place(source, match, forms) for source in sources)
        return [reference for reference in found if reference is not None]

    def _place(self, source: str, match: re.Match[str], forms: Forms) -> Reference | None:
        numbers = [match["number"], *_roman(match["number"])]
        names = [form.format(n) for form in forms(match["marker"], self._units[source]) for n in numbers]
        candidates = (f"{source}/{name}{part}" for name in names for part in _parts(match))
        return next((self._references[name] for name in candidates if name in self._references), None)


def _parts(match: re.Match[str]) -> list[str]:
    """How a locator goes on for what is named behind a number, the place itself last."""
    if match["division"]:
        return [f"/part-{match['division']}", ""]
    return [f"/{match['part']}", f".{match['part']}", ""] if match["part"] else [""]


def _own_forms(_marker: str | None, counted: Unit) -> list[str]:
    """The forms of a locator in a source that counts in this unit."""
    return [_UNIT_FORMS.get(counted, "{}"), "{}"]


def _marked_forms(marker: str | None, _counted: Unit) -> list[str]:
    """The forms of a locator that names its marker itself, such as step-2."""
    form = _MARKERS[marker][1] if marker else ""
    return [form] if form else []


def _is_place(match: re.Match[str], text: str) -> bool:
    """Whether a number is meant as a place: with a marker, with dots, or right beside a source's name.

    A bare "I" or "v" is a word or a year's letter as often as a chapter.
    """
    if match["marker"] or match.group().startswith("§") or not _BARE.fullmatch(match["number"]):
        return True
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return bool(_BESIDE.search(before)) or after.startswith(_NAME)


def _is_asked_for(match: re.Match[str], text: str) -> bool:
    """Whether a number that no source has was meant as a place: years and amounts beside a name are not."""
    if match["marker"]:
        return True
    bare = _PLACE.sub(" ", text).replace(_NAME, " ").split()
    return _is_place(match, text) and len(match["number"]) <= _LONGEST_NUMBER and len(bare) <= _FEW_WORDS


def _roman(number: str) -> list[str]:
    """The Roman form of a chapter number; nothing for other numbers."""
    return [_ROMAN_NUMBERS[int(number) - 1]] if number.isdigit() and 0 < int(number) <= len(_ROMAN_NUMBERS) else []


def _folded(text: str) -> str:
    """Lower case, with runs of white space, hyphens and quotation marks made one space, dots kept."""
    return " ".join(re.sub(r"[-–—‑/'’\"“”:(),;?!\[\]]+", " ", text.lower()).split())
