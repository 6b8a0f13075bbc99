"""What an approver should look at in a draft: statements that its places do not seem to carry. None is a refusal.

A wrong deadline or the wrong term in an approved answer reaches everybody who asks, with the secretariat's word for it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from assistant.approved_answer import ApprovedDraft, ApprovedSentence
from assistant.told_figures import held_figures, told_figures
from knowledge.documents import Passage
from knowledge.labels import label
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.records import dump
from knowledge.references import Reference
from knowledge.source_names import Mentions


class DoubtKind(StrEnum):
    """What is doubted of a sentence."""

    FIGURES = "figures"
    PLACES = "places"
    TERM = "term"
    LANGUAGES = "languages"


class Part(StrEnum):
    """Where in an answer a text stands."""

    SENTENCE = "sentence"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text, counted from 1 in its part, and what is to be looked at in it.

    `found` are, by kind: figures that stand in none of its places, places that it names and does not rest on, the
    agreement of whose term it speaks, the figures of the Dutch text alone. `beside` is the agreement that it rests on
    instead, or the figures of the English text alone. Figures are as they are written, places and agreements by their
    names. `language` is None where it is about both.
    """

    kind: DoubtKind
    part: Part
    number: int
    language: Language | None
    text: str
    found: tuple[str, ...]
    beside: tuple[str, ...]


def doubts_about(draft: ApprovedDraft, index: PassageIndex) -> tuple[Doubt, ...]:
    """All doubts in the order of the answer; none about texts that are empty."""
    parts = (
        (Part.SENTENCE, draft.nl.sentences, draft.en.sentences),
        (Part.STEP, draft.nl.next_steps, draft.en.next_steps),
    )
    return tuple(doubt for part, nl, en in parts for doubt in _of_part(part, nl, en, index))


def looked_at(doubts: Sequence[Doubt]) -> str:
    """A name for these doubts, so that who saw them does not wave others through; empty where there are none."""
    return hashlib.sha256(dump(doubts).encode()).hexdigest()[:16] if doubts else ""


def _of_part(
    part: Part, nl: Sequence[ApprovedSentence], en: Sequence[ApprovedSentence], index: PassageIndex
) -> Iterator[Doubt]:
    pairs = zip_longest(nl, en, fillvalue=ApprovedSentence("", ()))
    for number, (dutch, english) in enumerate(pairs, start=1):
        for written, language in ((dutch, Language.NL), (english, Language.EN)):
            if written.text and written.references:
                for kind, found, beside in _Reader(index, language).doubts(written):
                    yield Doubt(kind, part, number, language, written.text, found, beside)
        if dutch.text and english.text:
            ours, theirs = told_figures(dutch.text, Language.NL), told_figures(english.text, Language.EN)
            only = _without(ours, theirs), _without(theirs, ours)
            if any(only):
                yield Doubt(DoubtKind.LANGUAGES, part, number, None, "", *only)


def _without(told: dict[str, str], held: Iterable[str]) -> tuple[str, ...]:
    """The figures that are not held, as they are written."""
    known = frozenset(held)
    return tuple(dict.fromkeys(written for figure, written in told.items() if figure not in known))


_Found = tuple[DoubtKind, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads sentences of a language beside the places that they rest on."""

    index: PassageIndex
    language: Language

    def doubts(self, written: ApprovedSentence) -> Iterator[_Found]:
        passages = [passage for place in written.references for passage in self._passages(place)]
        sources = dict.fromkeys(source for passage in passages for source in sorted(passage.sources))
        named = self.index.names.mentions(written.text, sources)
        places = self._unsupported(named, passages)
        missing = self._nowhere(written.text, passages)
        if places or missing:
            yield DoubtKind.PLACES, (*map(self._label, places), *missing), ()
        numbers = [_locator_text(place) for place in named.references]
        held = _held(passages).union(*(held_figures(text, self.language) for text in (*numbers, *missing)))
        figures = _without(told_figures(written.text, self.language), held)
        if figures:
            yield DoubtKind.FIGURES, figures, ()
        yield from self._terms(written.text, sources)

    def _passages(self, place: Reference) -> Iterator[Passage]:
        """What stands at a place and in its parts."""
        yield from self.index.at(place)
        for part in self.index.parts.get(place, ()):
            yield from self._passages(part)

    def _nowhere(self, text: str, passages: Sequence[Passage]) -> list[str]:
        """The places that a text names by a number which the source beside it does not have, nor theirs."""
        known = _known(passages)
        names = self.index.names
        return [
            place
            for place in names.mentions(text).missing
            if not any(_is_about(meant, other) for meant in names.having(place) for other in known)
        ]

    def _unsupported(self, named: Mentions, passages: Sequence[Passage]) -> list[Reference]:
        """The places that are named, and that the passages neither lie at nor name themselves."""
        known = _known(passages)
        wanting = [place for place in named.references if not any(_is_about(place, other) for other in known)]
        if not wanting:
            return []
        told = {
            place
            for passage in passages
            for place in self.index.names.mentions(passage.text, (passage.document.source,)).references
        }
        return [place for place in wanting if place not in told]

    def _terms(self, text: str, sources: Iterable[str]) -> Iterator[_Found]:
        """Whether a text speaks of the term of one agreement only, and rests on that of another only."""
        agreements = {source for (source, _), document in self.index.documents.items() if document.term}
        spoken = agreements.intersection(self.index.names.mentions(text).sources)
        resting = agreements.intersection(sources)
        if spoken and resting and spoken.isdisjoint(resting):
            yield DoubtKind.TERM, self._shorts(spoken), self._shorts(resting)

    def _shorts(self, sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.index.documents[source, self.language].short for source in sorted(sources))

    def _label(self, place: Reference) -> str:
        passages = self.index.at(place)
        passage = next((each for each in passages if each.language is self.language), passages[0])
        return label(passage.document, place, passage.heading)


def _known(passages: Iterable[Passage]) -> frozenset[Reference]:
    """The places that passages lie at or rest on."""
    return frozenset(place for passage in passages for place in (passage.reference, *passage.rests_on))


def _held(passages: Iterable[Passage]) -> frozenset[str]:
    """The figures that passages tell, with those in the names, days and numbers that readers see with them."""
    held: set[str] = set()
    for passage in passages:
        document = passage.document
        days = (str(day) for day in (document.issued, passage.applies_from) if day is not None)
        named = (document.title, document.short, *document.aliases, document.edition, document.term)
        above = (*passage.headings, passage.heading, _locator_text(passage.reference), *days)
        for text in (passage.text, *named, *above):
            held |= held_figures(text, passage.language)
    return frozenset(held)


def _locator_text(place: Reference) -> str:
    """The numbers of a place as words of their own."""
    return " ".join(
        [place.locator, *filter(str.isdecimal, place.locator.replace("-", "/").replace(".", "/").split("/"))]
    )


def _is_about(place: Reference, other: Reference) -> bool:
    """Whether of two places one lies in the other."""
    return place == other or place.is_below(other) or other.is_below(place)
