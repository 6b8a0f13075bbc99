"""Makes a question stand alone: its language, the sources it names, and what it takes from earlier turns."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.amounts import without_amounts
from assistant.follow_ups import joined, leans, subject_of
from assistant.questions import Question
from knowledge.finding_aids import Term
from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.lexical_index import words
from knowledge.source_names import Mentions, SourceNames

_CONFIDENT = 0.75
_KNOWN = 0.75  # the share of words that the sources use, from which a text is in one of their languages


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is searched for.

    `own` is the question itself with known misspellings mended; `text` stands alone; `keywords` is the same without
    the names of sources and with the usual names of terms; `interpreted` is `text`, or None where the question already
    stood alone. `mentions` are those of the question itself and, where it leans on an earlier turn and names none, of
    that turn. `defines` is the term whose meaning is asked for and nothing besides, `has_terms` tells whether the
    question itself uses any.
    """

    own: str
    text: str
    keywords: str
    language: Language
    foreign: bool
    interpreted: str | None
    mentions: Mentions
    defines: Term | None
    has_terms: bool

    @property
    def subject(self) -> str:
        """What the question takes from an earlier one besides its own words; empty where it takes nothing."""
        return self.text.removesuffix(self.own).strip()


def understand(
    question: Question,
    names: SourceNames,
    glossary: Glossary,
    knows: Callable[[str], bool],
    is_unclear: Callable[[str], bool],
) -> Understood:
    """Settle the language and lean on earlier turns where the question cannot stand alone.

    `knows` tells whether the sources use a word: a few of those in a row are a question, whatever they look like.
    `is_unclear` tells of a question by itself that nobody could know what it is about.
    """
    own = glossary.mend(question.text)
    language, foreign = _language(question)
    foreign = foreign and not _is_known(own, knows)
    mentions = names.mentions(own)
    leaning = bool(question.turns) and (leans(own, language, mentions) or is_unclear(own))
    subject = subject_of(question.turns, names, glossary) if leaning else None
    usual = glossary.usual_names(own, language)
    has_terms = bool(glossary.mentions(own, language))
    if subject is None:
        defines = None if mentions.references else glossary.defined(own, language)
        keywords = " ".join((_keywords(mentions, own), *usual))
        return Understood(own, own, keywords, language, foreign, None, mentions, defines, has_terms)
    both = joined(subject, own, names, glossary)
    before = names.mentions(both.subject)
    mentions = names.mentions(both.own, before.sources)
    if detect_language(subject).language is not language:
        usual = (*usual, *glossary.names_in(subject, language))
    keywords = " ".join((_keywords(before, both.subject), _keywords(mentions, both.own), *usual))
    carried = _carried(before, mentions)
    return Understood(both.own, both.text, keywords, language, foreign, both.text, carried, None, has_terms)


def _keywords(mentions: Mentions, text: str) -> str:
    return without_amounts(" ".join(mentions.rest) if mentions.sources and mentions.rest else text)


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
