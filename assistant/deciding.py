"""Decides how a question ends before anything is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers import Outcome
from assistant.follow_ups import telling_words
from assistant.intents import Intent
from assistant.question_kinds import QuestionKind
from assistant.understanding import Understood
from knowledge.retrieval import Hit

LIKELY = 0.5
"""From which an intent is taken for what a message wants, unless more is known."""
_LONGEST_GREETING = 9  # words; a longer message that opens with a greeting is a question
_ABOUT = 0.115  # centred cosine above which a passage is about the question's subject, whatever the rest says
_CLOSE = 0.15  # and which it must reach where the message seems to be about something else for certain
_CERTAIN = 0.9  # of an intent that holds whatever else is seen
_FAR = 0.075  # below this a slight sign that a question is out of scope is enough
_UNLIKELY = 0.3  # probability that the sources hold the answer, below which they do not
_HELD = 0.8  # and from which they do; between the two an answer says what is missing
_SLIGHT = 0.4
_LIKELY_BESIDE_TERMS = 0.7  # of another subject, where the message uses terms of ours
_VERDICT = 0.75  # of asking for a verdict: general questions in the words of "we" come near that
_FITS = 0.6  # of the best sentence: no question is outside the subject which a sentence fits as well
_FITS_SOMEWHAT = 0.3  # and this is enough where the message does not seem to be about something else for certain
# A verdict is asked on somebody: the asker, a supplier, a name. The law as such may be told.
_CONCRETE = re.compile(
    r"\b(wij|we|ons|onze|mij|mijn|ik|jullie|u|uw|us|our|ours|my|me|i|your?|(deze|die|this|that) \w+|leverancier\w*"
    r"|supplier\w*|vendor\w*|trader\w*|handelaar|klant\w*|customer\w*|concurrent\w*|competitor\w*)\b"
    r"|(?-i:(?<=[a-z] )[A-Z][a-z]+)",
    re.IGNORECASE,
)
# The forms in which somebody asks to be judged, whatever they tell of themselves besides.
_OPENS = r"(?:^|[.!?,;:]\s*|\b(?:en|maar|dus|and|but|so) )"
_JUDGED = re.compile(
    rf"{_OPENS}voldo(?:en|et|e) (?:wij|we|ik|ons|onze|mijn|dit|deze|die)\b"
    r"|\b(?:verklaren?|verklaart|bevestig\w*|certificer\w+) (?:\w+ ){0,3}dat (?:wij|we|ons|onze|mijn)\b"
    r"|\b(?:declare|confirm|certify|state) (?:\w+ ){0,3}that (?:we|our|my)\b"
    r"|\bis (?:ons|onze|mijn|dit|deze|die|our|my|this|that|it)\b[^?.!]{0,60}"
    r"\b(?:goed genoeg|waterdicht|rechtsgeldig|good enough|watertight|legally valid)\b"
    rf"|{_OPENS}(?:do|does|are|is) (?:we|i|our|my|this) (?:\w+ ){{0,4}}(?:comply|compliant|in compliance)\b"
    r"|\b[Ii]s (?-i:[A-Z])\w+(?: \w+){0,3} (?:a |an |een )"
    r"(?:responsible|ethical|clean|decent|verantwoord|ethisch|schoon|net|fatsoenlijk)\w* "
    r"(?:company|firm|supplier|business|bedrijf|onderneming|leverancier)",
    re.IGNORECASE,
)
_BESIDE_A_PLACE = 4  # telling words with which a place without a source is still all that is asked about
_UNKNOWN_LEAD = 0.15  # how far a passage that answers must be ahead of one that says what is not known


class Opening(StrEnum):
    """Why an answer says first that it may not be all that was asked for."""

    OTHER = "other"
    UNSURE = "unsure"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome to aim for and how sure that is, 0 to 1; `opening` is for an answer in part."""

    outcome: Outcome
    confidence: float
    opening: Opening = Opening.OTHER


def decide(
    understood: Understood,
    intents: Mapping[Intent, float],
    hits: Sequence[Hit],
    kinds: frozenset[QuestionKind],
    held: float,
    fit: float,
    *,
    partly: bool = False,
) -> Decision:
    """The outcome of a question from what it seems to want, and from what was found.

    `held` is how likely the sources hold the answer, `fit` how well their best sentence fits (see `Signs`); `partly`
    says that of several things asked the sources tell one.
    """
    if understood.defines is not None:
        return Decision(Outcome.ANSWERED, 1.0)
    unwanted = _unwanted(understood, intents, hits[0].similarity if hits else 0.0, fit)
    if unwanted is not None:
        return unwanted
    if understood.mentions.references:
        return Decision(Outcome.ANSWERED, 1.0)
    if understood.mentions.missing:
        return Decision(Outcome.NOT_IN_SOURCES, 1.0)
    if _is_bare_place(understood) or (intents[Intent.UNCLEAR] > LIKELY and understood.interpreted is None):
        return Decision(Outcome.NEEDS_DETAIL, max(intents[Intent.UNCLEAR], LIKELY))
    verdict = intents[Intent.LEGAL_ADVICE]
    likely = verdict > (_CERTAIN if QuestionKind.HOW_TO in kinds else _VERDICT)
    if _JUDGED.search(understood.own) or (likely and _CONCRETE.search(understood.own)):
        return Decision(Outcome.LEGAL_ADVICE, max(verdict, LIKELY))
    if intents[Intent.TASK] > LIKELY:
        return Decision(Outcome.PARTIAL, intents[Intent.TASK], Opening.TASK)
    return _by_what_is_held(hits, held, partly)


def _unwanted(
    understood: Understood, intents: Mapping[Intent, float], similarity: float, fit: float
) -> Decision | None:
    """An outcome for messages that want no answer from the sources; None for the rest."""
    if understood.mentions.references:
        return None
    if understood.foreign:
        return Decision(Outcome.OUT_OF_SCOPE, 1.0)
    if intents[Intent.GREETING] > LIKELY and len(understood.text.split()) <= _LONGEST_GREETING:
        return Decision(Outcome.GREETING, intents[Intent.GREETING])
    if intents[Intent.BLOCKED] > LIKELY and similarity < _ABOUT:
        return Decision(Outcome.BLOCKED, intents[Intent.BLOCKED])
    outside = intents[Intent.OUT_OF_SCOPE]
    certain = outside > _CERTAIN
    if fit >= (_FITS if certain else _FITS_SOMEWHAT):
        return None
    near = _CLOSE if certain else _ABOUT
    likely = _LIKELY_BESIDE_TERMS if understood.has_terms else LIKELY
    if not understood.mentions.sources and outside > likely and similarity < near:
        return Decision(Outcome.OUT_OF_SCOPE, outside)
    alone = not (understood.mentions.sources or understood.has_terms) and understood.interpreted is None
    if alone and outside > _SLIGHT and similarity < _FAR:
        return Decision(Outcome.OUT_OF_SCOPE, outside)
    return None


def _is_bare_place(understood: Understood) -> bool:
    """Whether a question names a place without its source and says little else, such as "what is in annex II?"."""
    if not understood.mentions.places:
        return False
    return len(telling_words(understood.own, understood.language)) <= _BESIDE_A_PLACE


def _by_what_is_held(hits: Sequence[Hit], held: float, partly: bool) -> Decision:
    """An answer, one that says what is missing, or none."""
    if held < _UNLIKELY:
        return Decision(Outcome.NOT_IN_SOURCES, 1 - held)
    known = max((hit.score for hit in hits if not hit.passages[0].unknown), default=0.0)
    if hits[0].passages[0].unknown:
        sure = hits[0].score - known > _UNKNOWN_LEAD and not partly
        return Decision(Outcome.NOT_IN_SOURCES if sure else Outcome.PARTIAL, max(held, 1 - held))
    if held < _HELD:
        return Decision(Outcome.PARTIAL, max(held, 1 - held), Opening.UNSURE if held > LIKELY else Opening.OTHER)
    return Decision(Outcome.ANSWERED, held)
