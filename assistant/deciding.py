"""Decides how a question ends before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Outcome
from assistant.intents import Intent
from assistant.understanding import Understood
from knowledge.retrieval import Hit

_GREETING, _BLOCKED, _OUT_OF_SCOPE, _LEGAL, _UNCLEAR = 0.5, 0.5, 0.5, 0.5, 0.5
_LONGEST_GREETING = 8  # words; a longer message that opens with a greeting is a question
_NEAR = 0.10  # centred cosine of a passage that is about the question's subject
_FAR = 0.06


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome to aim for and how sure that is, 0 to 1."""

    outcome: Outcome
    confidence: float


def decide(understood: Understood, intents: Mapping[Intent, float], hits: Sequence[Hit], leaning: bool) -> Decision:
    """The outcome of a question from what it seems to want and from how near the sources come."""
    if understood.foreign:
        return Decision(Outcome.OUT_OF_SCOPE, 1.0)
    if understood.mentions.references:
        return Decision(Outcome.ANSWERED, 1.0)
    similarity = hits[0].similarity if hits else 0.0
    if intents[Intent.GREETING] > _GREETING and len(understood.text.split()) <= _LONGEST_GREETING:
        return Decision(Outcome.GREETING, intents[Intent.GREETING])
    if intents[Intent.BLOCKED] > _BLOCKED:
        return Decision(Outcome.BLOCKED, intents[Intent.BLOCKED])
    if understood.mentions.places or (intents[Intent.UNCLEAR] > _UNCLEAR and not leaning):
        return Decision(Outcome.NEEDS_DETAIL, max(intents[Intent.UNCLEAR], 0.5))
    if intents[Intent.OUT_OF_SCOPE] > _OUT_OF_SCOPE and similarity < _NEAR:
        return Decision(Outcome.OUT_OF_SCOPE, intents[Intent.OUT_OF_SCOPE])
    if intents[Intent.LEGAL_ADVICE] > _LEGAL:
        return Decision(Outcome.LEGAL_ADVICE, intents[Intent.LEGAL_ADVICE])
    if similarity < _FAR:
        return Decision(Outcome.NOT_IN_SOURCES, 1 - similarity / _FAR / 2)
    if hits[0].passages[0].unknown:
        return Decision(Outcome.NOT_IN_SOURCES, 0.9)
    return Decision(Outcome.ANSWERED, min(1.0, similarity / (2 * _NEAR)))
