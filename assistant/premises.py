"""Corrects a question that takes a source for law which is none: an agreement, a recommendation, guidance."""

import re

from assistant.drafts import DraftText
from assistant.passage_texts import PassageTexts
from assistant.understanding import Understood
from knowledge.documents import NormKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference

_BINDING = (NormKind.LAW, NormKind.TREATY)
_STATUS = ("legal-status", "status")  # how the library names the place that says how a source binds
_OBLIGES: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"\b(wettelijk\w*|(van|volgens|bij) de wet|wet\b.*\bverplicht\w*|verplicht (ons|mij|u|je|bedrijven|elk\w*)"
        r"|boetes?|straf\w*|juridisch (bindend|verplicht))\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"\b(by law|law\b|legally (bound|binding|required|obliged)|oblig(es|ed) (us|me|you|companies|every)"
        r"|fines?|fined|penalt(y|ies)|punish\w*)\b",
        re.IGNORECASE,
    ),
}


def correction(index: PassageIndex, understood: Understood) -> DraftText | None:
    """The sentence that says how a named source binds, where a question speaks of it as of law; else None."""
    language, named = understood.language, understood.mentions.sources
    if not named or not _OBLIGES[language].search(understood.own):
        return None
    norms = [index.documents[source, language].norm for source in named if (source, language) in index.documents]
    if any(norm in _BINDING for norm in norms):
        return None
    place = next((place for source in named for place in _places(index, source)), None)
    if place is None:
        return None
    texts = PassageTexts(index, language)
    passage = texts.hit_of(place).passages[0]
    return texts.of(passage, passage.sentences[0])


def _places(index: PassageIndex, source: str) -> list[Reference]:
    found = [place for place in index.positions if place.source == source and place.locator.split("/")[-1] in _STATUS]
    return sorted(found, key=lambda place: _STATUS.index(place.locator.split("/")[-1]))
