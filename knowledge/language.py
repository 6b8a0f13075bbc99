"""The two languages, and which of them a text is in. The only door to lingua."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN_PLUS
from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder

_NEIGHBOURS = (
    LinguaLanguage.FRENCH,
    LinguaLanguage.GERMAN,
    LinguaLanguage.SPANISH,
    LinguaLanguage.ITALIAN,
    LinguaLanguage.PORTUGUESE,
    LinguaLanguage.POLISH,
)
_FOREIGN_CONFIDENCE = 0.95
_FOREIGN_WORDS = 3


_WORD = re.compile(r"[^\W\d_]+")


class Language(StrEnum):
    """A language that the assistant speaks, by its ISO 639-1 code."""

    NL = "nl"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The language that is not this one."""
        return Language.EN if self is Language.NL else Language.NL


MONTHS = {
    Language.NL: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    Language.EN: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
"""The names of the twelve months in each language."""


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """What a text seems to be written in.

    `language` is the nearer of the two, with a `confidence` from 0.5 (a guess) to 1.
    `foreign` says that the text is most likely in neither.
    """

    language: Language
    confidence: float
    foreign: bool


# Little words that one language has and the other has not: more telling for short questions than letter patterns.
_LITTLE_WORDS = {
    Language.NL: (
        *STOPWORDS_DUTCH,
        *("welke", "waar", "wanneer", "hoeveel", "wij", "jullie", "onze", "je", "jij", "hun"),
        *("hoi", "hallo", "dag", "doei", "dank", "bedankt", "goedemorgen", "goedemiddag", "goedenavond"),
    ),
    Language.EN: (*STOPWORDS_EN_PLUS, *("does", "should", "must", "our", "hello", "hi", "hey", "thanks", "bye")),
}
_TELLING = {
    language: frozenset(little) - frozenset(_LITTLE_WORDS[language.other]) - {"we"}
    for language, little in _LITTLE_WORDS.items()
}


def detect_language(text: str) -> DetectedLanguage:
    """Which of the two languages a text is closer to; a guess of Dutch where there are no words."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return DetectedLanguage(Language.NL, 0.5, foreign=False)
    function_words = _function_words(text)
    if function_words[Language.NL] != function_words[Language.EN]:
        return _by_function_words(text, letters, function_words)
    dutch = _dutch_or_english().compute_language_confidence(text, LinguaLanguage.DUTCH)
    english = _dutch_or_english().compute_language_confidence(text, LinguaLanguage.ENGLISH)
    language, confidence = (Language.NL, dutch) if dutch >= english else (Language.EN, english)
    return DetectedLanguage(language, max(confidence, 0.5), foreign=_is_foreign(text, letters))


def _function_words(text: str) -> dict[Language, int]:
    """How many words of a text are little words of one language and not of the other."""
    found = _WORD.findall(text.lower())
    return {language: sum(word in telling for word in found) for language, telling in _TELLING.items()}


def _by_function_words(text: str, letters: list[str], counts: dict[Language, int]) -> DetectedLanguage:
    language = max(counts, key=lambda each: counts[each])
    return DetectedLanguage(language, counts[language] / sum(counts.values()), foreign=_is_foreign(text, letters))


def _is_foreign(text: str, letters: list[str]) -> bool:
    if sum(letter > "ɏ" for letter in letters) > len(letters) / 2:  # past Latin Extended-B: another script
        return True
    words = _WORD.findall(text.lower())
    known = sum(any(word in little for little in _LITTLE_WORDS.values()) for word in words)
    if len(words) < _FOREIGN_WORDS or known >= len(words) / 3:
        return False
    best = _with_neighbours().compute_language_confidence_values(text)[0]
    return best.language in _NEIGHBOURS and best.value >= _FOREIGN_CONFIDENCE


# Restricted sets and low accuracy: 12 MB instead of 1 GB, and better on short questions.
@cache
def _dutch_or_english() -> LanguageDetector:
    return _detector(LinguaLanguage.DUTCH, LinguaLanguage.ENGLISH)


@cache
def _with_neighbours() -> LanguageDetector:
    return _detector(LinguaLanguage.DUTCH, LinguaLanguage.ENGLISH, *_NEIGHBOURS)


def _detector(*languages: LinguaLanguage) -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
