"""Which sort of company asks, by what a question says of "us", and of which others it speaks.

A text for smelters is no answer to a buyer who asks which smelter the tin comes from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Trade(StrEnum):
    """What a company does in the chain, as cards name it among those that they are for."""

    SMELTER = "smelter"
    TRADER = "trader"
    RECYCLER = "recycler"
    MANUFACTURER = "manufacturer"
    IMPORTER = "importer"


_NOUNS = {
    Trade.SMELTER: r"\w*smelterij(?:en)?|smelt(?:ers?|ery|eries)|raffina(?:derij(?:en)?|deurs?)|refiner(?:y|ies|s)?",
    Trade.TRADER: (
        r"(?:metaal)?hand(?:el|elaars?|elaren)|(?:metal )?trad(?:ers?|ing (?:company|firm|house))|stockists?"
        r"|groothandel\w*|wholesalers?|distribut(?:eurs?|ors?)"
    ),
    Trade.RECYCLER: (
        r"recyclers?|recycling ?(?:bedrijf|company|firm|yard)|schroot(?:handel\w*|verwerkers?|bedrijf|boer\w*)"
        r"|scrap(?: metal)? ?(?:dealers?|yards?|merchants?|traders?|business)|oud-?ijzer\w*"
    ),
    Trade.MANUFACTURER: (
        r"fabrikant(?:en)?|producent(?:en)?|maakbedrij(?:f|ven)|machinebouwers?|manufacturers?|machine builders?"
        r"|producers?"
    ),
    Trade.IMPORTER: r"importeurs?|importers?",
}
_SORT = (
    r"(?:(?:maar|only|just|zelf|klein|kleine|middelgrote|small|medium[- ]sized|dutch|nederlandse|family|metal) ){0,3}"
)
_FIRST_PERSON = (
    rf"\b(?:(?:wij|we|ik|i) {_SORT}(?:zijn|ben|are|am|run|own)|(?:we|i)['’](?:re|m)"
    rf"|(?:ik werk|wij werken|i work|we work) (?:bij|voor|at|for|in)) (?:(?:een|het|de|a|an|the) )?{_SORT}"
)
_IN_THE_ROLE_OF = rf"\b(?:als|as) (?:(?:een|a|an) )?{_SORT}"  # "als de smelterij" would be "if the smelter"
_OWN = {
    trade: re.compile(rf"(?:{_FIRST_PERSON}|{_IN_THE_ROLE_OF})(?:{noun})\b", re.IGNORECASE)
    for trade, noun in _NOUNS.items()
}
_NAMED = {trade: re.compile(rf"\b(?:{noun})\b", re.IGNORECASE) for trade, noun in _NOUNS.items()}
# Who says nothing of "us" and asks how a scrap dealer begins may well be one.
_US = re.compile(r"\b(wij|we|ons|onze|ik|mijn|us|our|i|my)\b", re.IGNORECASE)
_TOPIC = "actor-"  # what a topic begins with that says whom a card is for


@dataclass(frozen=True, slots=True)
class Asker:
    """The trades that the asker is in, as far as the question tells, and those of which it speaks as of others."""

    own: frozenset[Trade]
    others: frozenset[Trade]

    @classmethod
    def of(cls, question: str) -> Self:
        """What a question tells of who asks it."""
        own = frozenset(trade for trade, pattern in _OWN.items() if pattern.search(question))
        named = frozenset(trade for trade, pattern in _NAMED.items() if pattern.search(question))
        return cls(own, named - own if _US.search(question) else frozenset())

    def is_another_than(self, topics: Sequence[str]) -> bool:
        """Whether a text with these topics is only for trades that the asker is not in.

        A text that is for buyers or for a board as well, or for nobody in particular, is for every trade.
        """
        actors = {topic.removeprefix(_TOPIC) for topic in topics if topic.startswith(_TOPIC)}
        if not actors or not actors <= {*Trade}:
            return False
        return actors.isdisjoint(self.own) if self.own else actors <= self.others
