"""How likely it is that a question asks the same as one that has an approved answer.

Wrong is worse than missed: an approved answer to a neighbouring question misleads, while without one the sources
answer. A network tells how near two questions are in what they ask (`question_matching.py`); beside it count the signs
by which questions in much the same words differ: a source, a number or a party that only one of them names, another
sort of answer that is wanted. `ketenwijzer evaluate same-question` measures it, and `--learn` weighs
the signs anew, with `--base` the network too.
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from statistics import fmean
from typing import Self

from assistant.logistic import Logistic
from assistant.question_matching import MODEL
from assistant.question_reading import Concept, Kind, Reading
from assistant.word_pairs import WordPairs

# Forms of question that may want the same: "which obligations are there", "what are the obligations".
_NEAR = (
    frozenset({"which", "what"}),
    frozenset({"which", "definition"}),
    frozenset({"which", "who"}),
    frozenset({"which", "how-much"}),
)
_YES_OR_NO = "yes-or-no"
# What counts of the sentences in which people tell who they are; the rest of these only helps to understand.
_TELLING = frozenset({Kind.SOURCE, Kind.PLACE, Kind.NUMBER})
_TELLING_KEYS = frozenset({"not", "outside", "inside"})
_NAMES = frozenset({Kind.SOURCE, Kind.PLACE, Kind.NUMBER, Kind.PARTY})

KINDS = 3
"""From so many ways to ask on, the same chance is enough."""
JUDGE_FILE = MODEL / "judge.toml"


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether two questions ask the same.

    `network` is what the network finds, as a logit. `missing` is how much the approved question names and the asked one
    does not, `added` the other way round; of both `..._names` is the part of sources, places, numbers and parties. The
    rest are 1 or 0: that another sort of answer is wanted, that one asks what must be and the other what may be, that
    the asked one goes on to a second question, opens as if something went before, or has no subject.
    """

    network: float
    missing: float
    added: float
    missing_names: float
    added_names: float
    other_focus: float
    other_modality: float
    asks_more: float
    leans: float
    no_subject: float


def signs_of(pairs: WordPairs, approved: Reading, asked: Reading, network: float) -> Signs:
    """The signs of a pair of questions; `network` is the logit that a `QuestionMatcher` gives it."""
    missing, added = _unsaid(pairs, approved, asked), _unsaid(pairs, asked, approved)
    return Signs(
        network=network,
        missing=sum(missing.values()),
        added=sum(added.values()),
        missing_names=sum(amount for concept, amount in missing.items() if concept.kind in _NAMES),
        added_names=sum(amount for concept, amount in added.items() if concept.kind in _NAMES),
        other_focus=float(_other_focus(approved, asked)),
        other_modality=float(_other_modality(approved, asked)),
        asks_more=float(asked.asks_more and not approved.asks_more),
        leans=float(asked.leans and not approved.leans),
        no_subject=float(not asked.concepts),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a question asks what an answer answers, 0 to 1, and whether that is likely enough to give it."""

    chance: float
    is_same: bool


@dataclass(frozen=True, slots=True)
class Together(Signs):
    """What the signs beside all known ways to ask one thing tell together: the mean of each, and of the network more.

    `most` and `least` are what the network finds at most and at least, `ways` how many ways there are, as a logarithm.
    One near way is no proof, and what one leaves open another tells.
    """

    most: float
    least: float
    ways: float


def together(ways: Sequence[Signs]) -> Together:
    """What the signs beside some ways tell together; there must be one way at least."""
    means = map(fmean, zip(*map(astuple, ways), strict=True))
    network = [signs.network for signs in ways]
    return Together(*(*means, max(network), min(network), math.log(len(ways))))


@dataclass(frozen=True, slots=True)
class SameQuestion(Logistic):
    """Tells whether a question asks the same.

    `least` are the chances from which it does, where one way to ask is known, two, or more.
    """

    least: tuple[float, ...]

    @classmethod
    def read(cls, file: Path = JUDGE_FILE) -> Self:
        """What was fitted and is shipped."""
        record = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(record["intercept"], record["weights"], tuple(record["least"]))

    def verdict(self, ways: Sequence[Signs]) -> Verdict:
        """What the known ways to ask tell; what must be is never the same as what may be, whatever else is."""
        if all(signs.other_modality for signs in ways):
            return Verdict(0.0, is_same=False)
        chance = self.chance(asdict(together(ways)))
        return Verdict(chance, chance >= self.least[kind_of(ways)])


def kind_of(ways: Sequence[Signs]) -> int:
    """Which of the least chances holds: the first for one way, the second for two, the third for more."""
    return min(len(ways), KINDS) - 1


def _unsaid(pairs: WordPairs, one: Reading, other: Reading) -> dict[Concept, float]:
    """How much of each concept that counts in a question the other does not say, by its weight."""
    said = list(_all((*other.concepts, *other.introduction)))
    return {concept: concept.weight * (1 - _said(pairs, concept, said)) for concept in _counting(one)}


def _said(pairs: WordPairs, concept: Concept, others: Sequence[Concept]) -> float:
    """How far others say the same as a concept, 0 to 1: as a whole, or each word of it."""
    if any(concept.key == other.key for other in others):
        return 1.0
    if concept.kind is Kind.SOURCE:
        return float(any(_one_source(concept, other) for other in others))
    alike = (
        pairs.likeness(concept.key, concept.language, other.key, other.language)
        for other in others
        if concept.kind is other.kind is Kind.WORD
    )
    in_parts = min((_said(pairs, part, others) for part in concept.within), default=0.0)
    return max(in_parts, max(alike, default=0.0))


def _other_focus(approved: Reading, asked: Reading) -> bool:
    """Whether another sort of answer is wanted; what leaves it open wants any, but has no answer for any."""
    if asked.focus is None or approved.focus == asked.focus:
        return False
    return not any({approved.focus, asked.focus} <= near for near in _NEAR)


def _other_modality(approved: Reading, asked: Reading) -> bool:
    """Whether one asks what must be and the other what may be; to a yes or no it matters that only one does."""
    if approved.modalities == asked.modalities or approved.modalities & asked.modalities:
        return False
    return bool(approved.modalities and asked.modalities) or approved.focus == asked.focus == _YES_OR_NO


def _counting(reading: Reading) -> list[Concept]:
    """The concepts that the other question has to name too."""
    told = (concept for concept in reading.introduction if concept.kind in _TELLING or concept.key in _TELLING_KEYS)
    return [*reading.concepts, *(concept for concept in told if concept not in reading.concepts)]


def _all(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The concepts and those within them."""
    for concept in concepts:
        yield concept
        yield from _all(concept.within)


def _one_source(concept: Concept, other: Concept) -> bool:
    """Whether two names may mean one source: "the covenant" names those of both terms."""
    return other.kind is Kind.SOURCE and not set(concept.key.split()).isdisjoint(other.key.split())
