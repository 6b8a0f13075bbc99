"""The passages of one index as a reader walks through them: by source, in order, with what lies around each place."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.crosswalk import Crosswalk
from knowledge.documents import Document, Passage, TextKind
from knowledge.editions import holds
from knowledge.finding_aids import Evidence
from knowledge.glossary import Glossary
from knowledge.labels import label, reader_url
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

_NEAREST = 6
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Place:
    """A reference as a link: its label, and its heading where the label does not hold it already."""

    reference: Reference
    label: str
    heading: str
    url: str
    language: Language


class Catalogue:
    """Answers where a reference stands; made once for an index."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._order = _orders(index.passages)
        self._folded = {reference.folded: reference for reference in index.positions}
        self._citing = _citing(index.passages)

    @property
    def glossary(self) -> Glossary:
        """The terms that texts use."""
        return self._index.glossary

    @property
    def crosswalk(self) -> Crosswalk:
        """The themes that run through the sources."""
        return self._index.crosswalk

    def evidence(self, ids: Sequence[str]) -> tuple[Evidence, ...]:
        """What texts were checked against, without ids that nothing is known of."""
        return tuple(self._index.evidence[name] for name in ids if name in self._index.evidence)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources."""
        return tuple(self._order)

    def order(self, source: str) -> tuple[Reference, ...]:
        """All places of a source in its own order; none for a source that is not known."""
        return self._order.get(source, ())

    def find(self, source: str, locator: str) -> Reference | None:
        """The reference written this way, whatever the case of its letters."""
        return self._folded.get(f"{source}/{locator}".lower())

    def passages(self, reference: Reference) -> list[Passage]:
        """The passages of a place in all languages and kinds of text."""
        return self._index.at(reference)

    def passage(self, reference: Reference, language: Language) -> Passage | None:
        """What a place is named after: our own text in the language where there is one, else the edition that holds."""

        def rank(passage: Passage) -> tuple[bool, bool, bool]:
            is_official = passage.text_kind is TextKind.OFFICIAL
            return passage.language is not language, is_official, is_official and not holds(passage.document)

        return min(self.passages(reference), key=rank, default=None)

    def document(self, source: str, language: Language) -> Document:
        """How we describe a source, or its official text where we wrote nothing; KeyError where it is not known."""
        found = (self.passage(reference, language) for reference in self._order[source])
        documents = [passage.document for passage in found if passage is not None]
        return next((document for document in documents if document.text_kind is not TextKind.OFFICIAL), documents[0])

    def place(self, reference: Reference, language: Language) -> Place | None:
        """A place as a link; None where it is not known."""
        passage = self.passage(reference, language)
        if passage is None:
            return None
        name = label(passage.document, reference, passage.heading)
        heading = "" if passage.heading in name else passage.heading
        url = reader_url(reference, language)
        return Place(reference, name, heading, url, passage.language)

    def places(self, references: Sequence[Reference], language: Language) -> tuple[Place, ...]:
        """Places as links, without those that are not known."""
        found = (self.place(reference, language) for reference in references)
        return tuple(place for place in found if place is not None)

    def above(self, reference: Reference) -> tuple[Reference, ...]:
        """The places that this one lies in, outermost first."""
        found: list[Reference] = []
        outer = reference.above
        while outer is not None:
            known = self.find(outer.source, outer.locator)
            found += [] if known is None else [known]
            outer = outer.above
        return tuple(reversed(found))

    def below(self, reference: Reference) -> tuple[Reference, ...]:
        """The places that lie directly in this one."""
        inside = (other for other in self.order(reference.source) if other.is_below(reference))
        return tuple(other for other in inside if self.above(other)[-1:] == (reference,))

    def neighbours(self, reference: Reference) -> tuple[Reference | None, Reference | None]:
        """The places before and after this one."""
        order = self.order(reference.source)
        position = order.index(reference)
        before = order[position - 1] if position else None
        return before, order[position + 1] if position + 1 < len(order) else None

    def citing(self, reference: Reference) -> tuple[Reference, ...]:
        """The places that rest on this one or point to it, cards first."""
        return self._citing.get(reference, ())

    def nearest(self, source: str, locator: str) -> tuple[Reference, ...]:
        """Places that may have been meant: what lies in this one, what it lies in, what is spelled alike."""
        wanted = Reference(source.lower(), locator)
        order = self.order(wanted.source)
        if not order:
            return self._in_sources_alike(wanted)
        folded = {reference.locator.lower(): reference for reference in order}
        stems = (f"{wanted.folded}/", f"{wanted.folded}.")
        inside = [reference for reference in order if reference.folded.startswith(stems)]
        alike = [folded[name] for name in difflib.get_close_matches(locator.lower(), folded, _NEAREST, _ALIKE)]
        return tuple(dict.fromkeys([*inside[:_NEAREST], *reversed(self.above(wanted)), *alike]))[:_NEAREST]

    def _in_sources_alike(self, wanted: Reference) -> tuple[Reference, ...]:
        """The same place, or the first, in sources whose names are spelled alike."""
        sources = difflib.get_close_matches(wanted.source, self._order, _NEAREST, _ALIKE)
        return tuple(self.find(source, wanted.locator) or self._order[source][0] for source in sources)


class Catalogues:
    """Keeps the catalogue of the index that is served now."""

    def __init__(self, index: Callable[[], PassageIndex]) -> None:
        self._index = index
        self._made: tuple[PassageIndex, Catalogue] | None = None

    def current(self) -> Catalogue:
        """The catalogue of the index that is served now."""
        index = self._index()
        made = self._made
        if made is None or made[0] is not index:
            made = self._made = (index, Catalogue(index))
        return made[1]


def _orders(passages: Sequence[Passage]) -> dict[str, tuple[Reference, ...]]:
    """The order of each source: that of our own text, and in it what only the official text has."""
    orders: dict[str, dict[Reference, None]] = defaultdict(dict)
    official: dict[str, dict[Reference, None]] = defaultdict(dict)
    for passage in passages:
        by_source = official if passage.text_kind is TextKind.OFFICIAL else orders
        by_source[passage.reference.source][passage.reference] = None
    sources = dict.fromkeys([*orders, *official])
    return {source: _merged(list(orders[source]), list(official[source])) for source in sources}


def _merged(ours: list[Reference], theirs: list[Reference]) -> tuple[Reference, ...]:
    position = 0
    for reference in theirs:
        if reference in ours:
            position = ours.index(reference) + 1
        else:
            ours.insert(position, reference)
            position += 1
    return tuple(ours)


def _citing(passages: Sequence[Passage]) -> dict[Reference, tuple[Reference, ...]]:
    citing: dict[Reference, dict[Reference, None]] = defaultdict(dict)
    citing_passages = (passage for passage in passages if not passage.is_term)
    for passage in sorted(citing_passages, key=lambda passage: passage.text_kind is not TextKind.GUIDANCE):
        for reference in (*passage.rests_on, *passage.see_also):
            if reference != passage.reference:
                citing[reference][passage.reference] = None
    return {reference: tuple(found) for reference, found in citing.items()}
