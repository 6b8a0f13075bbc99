"""Makes a question stand alone: its language, the sources it names, and what it takes from earlier turns."""

import re
from dataclasses import dataclass

from assistant.questions import Question
from knowledge.language import Language, detect_language
from knowledge.lexical_index import content_words, words
from knowledge.source_names import Mentions, SourceNames

_CONFIDENT = 0.75
_SELF_CONTAINED = 5

# Words that point back at something said before.
_POINTERS: dict[Language, frozenset[str]] = {
    Language.NL: frozenset(
        [
            "hij",
            "hem",
            "hen",
            "ze",
            "zij",
            "die",
            "dat",
            "deze",
            "dit",
            "daar",
            "daarvan",
            "daarvoor",
            "daarbij",
            "daarmee",
            "daarna",
            "daarover",
            "er",
            "ervan",
            "ervoor",
            "hiervan",
            "hiervoor",
            "hierbij",
            "zoiets",
            "dan",
            "ook",
        ]
    ),
    Language.EN: frozenset(
        [
            "he",
            "him",
            "she",
            "her",
            "they",
            "them",
            "it",
            "its",
            "that",
            "this",
            "those",
            "these",
            "there",
            "then",
            "one",
            "ones",
            "too",
        ]
    ),
}
_OPENERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"^(en|maar|of|dus|ook|hoe zit|wat als|geldt dat|waarom niet|hoezo|oke?|ja|nee)\b", re.IGNORECASE
    ),
    Language.EN: re.compile(
        r"^(and|but|or|so|also|what about|how about|what if|why not|ok(ay)?|yes|no)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is searched for.

    `text` stands alone; `interpreted` is the same, or None where the question already stood alone. `mentions` are
    those of the question itself and, where it leans on an earlier turn and names none, of that turn.
    """

    text: str
    language: Language
    foreign: bool
    interpreted: str | None
    mentions: Mentions


def understand(question: Question, names: SourceNames) -> Understood:
    """Settle the language and lean on earlier turns where the question cannot stand alone."""
    language, foreign = _language(question)
    mentions = names.mentions(question.text)
    earlier = _subject(question, names)
    if earlier is None or not _leans(question.text, language, mentions):
        return Understood(question.text, language, foreign, None, mentions)
    text = f"{earlier} {question.text}"
    if not mentions.sources:
        before = names.mentions(earlier)
        mentions = Mentions(before.sources, mentions.references or before.references, mentions.places, mentions.rest)
    return Understood(text, language, foreign, text, mentions)


def _language(question: Question) -> tuple[Language, bool]:
    detected = detect_language(question.text)
    if question.language is not None:
        return question.language, detected.foreign
    if detected.confidence >= _CONFIDENT or not question.turns:
        return detected.language, detected.foreign
    before = detect_language(" ".join(question.turns))
    return before.language, detected.foreign


def _subject(question: Question, names: SourceNames) -> str | None:
    """The latest earlier question that stands alone; None where there is none."""
    for turn in reversed(question.turns):
        language = detect_language(turn).language
        if not _leans(turn, language, names.mentions(turn)):
            return turn
    return question.turns[0] if question.turns else None


def _leans(text: str, language: Language, mentions: Mentions) -> bool:
    """Whether a question takes its subject from an earlier one: it points back, opens with "and", or is too short."""
    if mentions.references:
        return False
    if _OPENERS[language].match(text):
        return True
    content = content_words(text, language)
    if mentions.sources and len(content) > 1:
        return False
    if _POINTERS[language].intersection(words(text)):
        return len(content) < 2 * _SELF_CONTAINED
    return len(content) < 2
