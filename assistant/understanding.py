"""Makes a question stand alone: its language, the sources it names, and what it takes from earlier turns."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.questions import Question
from knowledge.finding_aids import Term
from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.lexical_index import content_words, words
from knowledge.source_names import Mentions, SourceNames

_CONFIDENT = 0.75
_FEW = 3  # content words with which a question that points back says too little to stand alone
_KNOWN = 0.75  # the share of words that the sources use, from which a text is in one of their languages
_MANY = 8  # content words with which a question stands alone even if it points back

# Words that point back at something said before, and words that often do no such thing ("is there", "the plant that").
_POINTERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"\b(hij|hem|hen|ze|zij|deze|dit|daar|daar(van|voor|bij|mee|na|over|in|op)|er(van|voor|mee|in)"
        r"|hier(van|voor|bij|mee)|zoiets)\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(r"\b(he|him|she|her|they|them|it|its|this|those|these)\b", re.IGNORECASE),
}
_WEAK_POINTERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(r"\b(die|dat|er|dan)\b", re.IGNORECASE),
    Language.EN: re.compile(r"\b(that|there|then|ones?|too)\b", re.IGNORECASE),
}
_OPENERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"(en|maar|of|dus|ook|hoe zit|wat als|geldt dat|waarom niet|hoezo|oke?|ja|nee)\b", re.IGNORECASE
    ),
    Language.EN: re.compile(
        r"(and|but|or|so|also|what about|how about|what if|why not|ok(ay)?|yes|no)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is searched for.

    `own` is the question itself with known misspellings mended; `text` stands alone; `keywords` is the same without
    the names of sources and with the usual names of terms; `interpreted` is `text`, or None where the question already
    stood alone. `mentions` are those of the question itself and, where it leans on an earlier turn and names none, of
    that turn. `defines` is the term whose meaning is asked for and nothing besides.
    """

    own: str
    text: str
    keywords: str
    language: Language
    foreign: bool
    interpreted: str | None
    mentions: Mentions
    defines: Term | None


def understand(question: Question, names: SourceNames, glossary: Glossary, knows: Callable[[str], bool]) -> Understood:
    """Settle the language and lean on earlier turns where the question cannot stand alone.

    `knows` tells whether the sources use a word: a few of those in a row are a question, whatever they look like.
    """
    own = glossary.mend(question.text)
    language, foreign = _language(question)
    foreign = foreign and not _is_known(own, knows)
    mentions = names.mentions(own)
    subject = _subject(question, names)
    usual = glossary.usual_names(own, language)
    if subject is None or not _leans(own, language, mentions):
        defines = None if mentions.references else glossary.defined(own, language)
        keywords = " ".join((_keywords(mentions, own), *usual))
        return Understood(own, own, keywords, language, foreign, None, mentions, defines)
    before = names.mentions(subject)
    mentions = names.mentions(own, before.sources)
    text = f"{subject} {own}"
    keywords = " ".join((_keywords(before, subject), _keywords(mentions, own), *usual))
    return Understood(own, text, keywords, language, foreign, text, _carried(before, mentions), None)


def _keywords(mentions: Mentions, text: str) -> str:
    return " ".join(mentions.rest) if mentions.sources and mentions.rest else text


def _carried(before: Mentions, mentions: Mentions) -> Mentions:
    """The sources of the subject where the question names none; its places are what the question moves on from."""
    sources = mentions.sources or before.sources
    rest = (*before.rest, *mentions.rest)
    return Mentions(sources, mentions.references, mentions.places, mentions.missing, rest)


def _is_known(text: str, knows: Callable[[str], bool]) -> bool:
    found = words(text)
    return sum(map(knows, found)) >= _KNOWN * len(found)


def _language(question: Question) -> tuple[Language, bool]:
    detected = detect_language(question.text)
    if question.language is not None:
        return question.language, detected.foreign
    if detected.confidence >= _CONFIDENT or not question.turns:
        return detected.language, detected.foreign
    return detect_language(" ".join(question.turns)).language, detected.foreign


def _subject(question: Question, names: SourceNames) -> str | None:
    """The latest earlier question that stands alone; None where there is no earlier one."""
    for turn in reversed(question.turns):
        if not _leans(turn, detect_language(turn).language, names.mentions(turn)):
            return turn
    return question.turns[0] if question.turns else None


def _leans(text: str, language: Language, mentions: Mentions) -> bool:
    """Whether a question takes its subject from an earlier one: it points back, opens with "and", or is too short."""
    content = [word for word in content_words(text, language) if not word.isdigit()]
    if mentions.references and len(mentions.rest) <= 1:
        return False
    if _OPENERS[language].match(text):
        return len(content) < _MANY
    if _POINTERS[language].search(text):
        return len(content) < _MANY and not (mentions.sources and len(content) > _FEW)
    if _WEAK_POINTERS[language].search(text):
        return len(content) < _FEW
    return len(content) < 2 and len(words(text)) < 2 * _FEW
