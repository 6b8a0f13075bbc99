"""What words are known: the library's, places, organisations, first names; and cues beside which names stand."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.lexical_index import folded

# A word with its hyphens and apostrophes; 't, 'd and 's are words of Dutch names.
WORD = re.compile(r"(?:['’](?=[tds]\b))?[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")
# Words with a capital in a row, such as the name of an initiative.
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[- ](?:(?:of|for|van|voor|de|the|en|and) )?[^\W\d_a-z][^\W\d_]*)+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LIBRARY = "library"
_FOLDER = Path(__file__).parent
_SUFFIX_LENGTH = 5
# A longer word is a compound: vennootschapsbelasting.
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class WordCues:
    """Single words of `cues.toml`, folded."""

    titles: frozenset[str]
    people: frozenset[str]
    companies: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    verbs: frozenset[str]
    function_words: frozenset[str]
    greetings: frozenset[str]
    no_postcode: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseCues:
    """Words in a row of `cues.toml`, each list as one expression."""

    weak_introductions: re.Pattern[str]
    introductions: re.Pattern[str]
    called: re.Pattern[str]
    speakers: re.Pattern[str]
    strong_speakers: re.Pattern[str]
    closings: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, folded: `common` are of the language; `proper` are places, organisations and the library's with a capital.

    `phrases` are rows of capitalised words that are known as they are, `addresses` the e-mail addresses of the library.
    """

    common: frozenset[str]
    proper: frozenset[str]
    phrases: frozenset[str]
    addresses: frozenset[str]
    first_names: frozenset[str]
    cues: WordCues
    phrase_cues: PhraseCues

    def is_word(self, word: str) -> bool:
        """Whether a folded word is one of the language, a place or an organisation."""
        return word in self.common or word in self.proper

    def knows(self, word: str) -> bool:
        """Whether a folded word, as it is or in parts, is no name for all we know; long words are compounds."""
        if self.is_word(word) or len(word) > _LONGEST_NAME:
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(map(self.is_word, parts))


def is_role(word: str, roles: frozenset[str]) -> bool:
    """Whether a folded word is a role or a compound that ends with one (inkoopmanager)."""
    if word in roles:
        return True
    return any(word[start:] in roles for start in range(1, len(word) - _SUFFIX_LENGTH + 1))


@cache
def lexicon() -> Lexicon:
    """The words, read once: the library's are those that are shipped, whichever library is served."""
    cues = tomllib.loads((_FOLDER / "cues.toml").read_text(encoding="utf-8"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in _markdown(resources.files("knowledge") / _LIBRARY))
    words = set(WORD.findall(text))
    lower = {folded(word) for word in words if word.islower()}
    organisations = _lines("organisations.txt")
    first_names = frozenset(_words("first_names.txt"))
    # Authors and founders that the library names do not make a word of a first name.
    proper = {folded(word) for word in words if not word.islower()} - lower - first_names
    proper |= {folded(name) for name in organisations if " " not in name} | set(_words("places.txt"))
    sets = {
        name: frozenset(folded(word) for word in value.split())
        for name, value in cues.items()
        if isinstance(value, str)
    }
    patterns = {name: _phrases(value) for name, value in cues.items() if isinstance(value, list)}
    return Lexicon(
        common=frozenset(lower | set(_words("common_words.txt")) | sets["function_words"]),
        proper=frozenset(proper),
        phrases=frozenset(map(folded, (*_CAPITALISED.findall(text), *organisations))),
        addresses=frozenset(map(str.lower, _EMAIL.findall(text))),
        first_names=first_names,
        cues=WordCues(**sets),
        phrase_cues=PhraseCues(**patterns),
    )


def _markdown(folder: Traversable) -> Iterable[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _markdown(entry)
        elif entry.name.endswith(".md"):
            yield entry


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _words(name: str) -> Iterable[str]:
    return (folded(word) for line in _lines(name) for word in line.split())


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    """One expression for all, longest first, at the edges of words."""
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{listed})(?![\w'’-])", re.IGNORECASE)
