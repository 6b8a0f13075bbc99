"""Finding places for the sentences of an answer: a search whose results can be ticked, with or without scripts."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import BadQuestion
from assistant.proposing import Proposals
from bots.catalogue import Catalogue, Place
from knowledge.language import Language
from knowledge.references import Reference

_WORDS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that was found, and how its text begins."""

    place: Place
    beginning: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and found; `problem` is the code of what is wrong with the words, empty where nothing is."""

    words: str
    found: tuple[Candidate, ...]
    problem: str


NOTHING_SOUGHT = Search("", (), "")


class PlacePicker:
    """Searches as the assistant does, so that what it would find comes first."""

    def __init__(self, proposals: Proposals) -> None:
        self._proposals = proposals

    def search(self, words: str, catalogue: Catalogue, language: Language) -> Search:
        """The places for some words or for a reference, in the words of a language."""
        try:
            found = self._proposals.places(words, language)
        except BadQuestion as error:
            return Search(words, (), error.code)
        return Search(words, tuple(_candidates(found, catalogue, language)), "")


def _candidates(found: Iterable[Reference], catalogue: Catalogue, language: Language) -> Iterable[Candidate]:
    for reference in found:
        place, passage = catalogue.place(reference, language), catalogue.passage(reference, language)
        if place is not None and passage is not None:
            yield Candidate(place, _beginning(passage.text))


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
