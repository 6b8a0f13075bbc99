"""Whether a question asks the same as one that has an approved answer.

Wrong is worse than missed: an approved answer to a neighbouring question misleads, while without one the sources
answer. So two questions are the same only where both want the same sort of answer and each names what the other names;
a word that only one of them has makes it another question. `ketenwijzer evaluate same-question` measures it, and shows
what other bounds than those below would give.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.question_reading import Concept, Kind, Reading
from assistant.word_pairs import WordPairs

TOLERANCE = 0.49
"""How much two questions may differ and still be the same; a word that only one of them has counts for 0.5 or more."""
# How much of a single concept may be missing or added at most.
_MOST_MISSING, _MOST_ADDED = 0.9, 0.49
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


@dataclass(frozen=True, slots=True)
class SameQuestion:
    """Compares questions; immutable and safe to use from many threads."""

    pairs: WordPairs

    def difference(self, approved: Reading, asked: Reading) -> float | None:
        """How much is named by one question alone, 0 for nothing; None where one sign is enough to tell them apart."""
        if _contradict(approved, asked):
            return None
        added = self._unsaid(_counting(asked), approved, _MOST_ADDED)
        if added is None:
            return None
        missing = self._unsaid(_counting(approved), asked, _MOST_MISSING)
        return None if missing is None else added + missing

    def _unsaid(self, concepts: Iterable[Concept], other: Reading, most: float) -> float | None:
        """How much of the concepts the other question does not say; None where it is too much of any one of them."""
        said = list(_all((*other.concepts, *other.introduction)))
        total = 0.0
        for concept in concepts:
            unsaid = concept.weight * (1 - self._said(concept, said))
            if unsaid > most:
                return None
            total += unsaid
        return total

    def _said(self, concept: Concept, others: Sequence[Concept]) -> float:
        """How far others say the same as a concept, 0 to 1: as a whole, or each word of it."""
        if any(concept.key == other.key for other in others):
            return 1.0
        if concept.kind is Kind.SOURCE:
            return float(any(_one_source(concept, other) for other in others))
        alike = (
            self.pairs.likeness(concept.key, concept.language, other.key, other.language)
            for other in others
            if concept.kind is other.kind is Kind.WORD
        )
        in_parts = min((self._said(part, others) for part in concept.within), default=0.0)
        return max(in_parts, max(alike, default=0.0))


def _contradict(approved: Reading, asked: Reading) -> bool:
    """Whether two questions want different things, whatever they are about; one without a subject wants anything."""
    more = (asked.asks_more and not approved.asks_more) or (asked.leans and not approved.leans)
    return more or not asked.concepts or _other_focus(approved, asked) or _other_modality(approved, asked)


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
