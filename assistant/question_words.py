"""The words of questions in both languages: which say the same, which add nothing, which ask for what."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.phrases import Phrases
from knowledge.language import Language
from knowledge.lexical_index import folded

_SPELT = re.compile(r"(?<![*\w'])[\w']+")  # a word of a phrase, or how it begins
VOCABULARY_FILE = Path(__file__).parent / "same_question.toml"
NUMBERS: Mapping[str, str] = {
    word: number
    for number, words in {
        "1": "one first een eerste i",
        "2": "two second twee tweede ii",
        "3": "three third drie derde iii",
        "4": "four fourth vier vierde iv",
        "5": "five fifth vijf vijfde",
        "6": "six sixth zes zesde vi",
        "7": "seven seventh zeven zevende vii",
        "8": "eight eighth acht achtste viii",
        "9": "nine ninth negen negende ix",
        "10": "ten tenth tien tiende",
    }.items()
    for word in words.split()
}
"""Words for numbers, folded, with the number."""
NUMBERS_BESIDE_A_PLACE = frozenset(
    {"one", "first", "een", "eerste", "second", "third", "derde", "i", "ii", "iii", "iv", "vi"}
)
"""Those that mean a number only beside what is numbered: "one of us" does not, "step one" does."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases of `same_question.toml`, which says what each of its tables is.

    `focus` has the forms of questions under the sort of answer that they want, the most telling first; `words` are all
    that stand in the tables, as they are spelt.
    """

    courtesies: Phrases
    introductions: Phrases
    places: Phrases
    parties: Phrases
    field: Phrases
    meanings: Phrases
    modalities: Phrases
    sources: Phrases
    focus: tuple[tuple[str, Phrases], ...]
    light: Mapping[Language, frozenset[str]]
    words: frozenset[str]

    @classmethod
    def read(cls, file: Path = VOCABULARY_FILE) -> Self:
        """The vocabulary that is shipped."""
        tables: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(file.read_text(encoding="utf-8"))
        light = {language: frozenset(map(folded, " ".join(tables["light"][language]).split())) for language in Language}
        listed = [phrases for table in tables.values() for phrases in table.values()]
        return cls(
            courtesies=Phrases(tables["courtesies"]),
            introductions=Phrases(tables["introductions"]),
            places=Phrases(tables["places"]),
            parties=Phrases(tables["parties"]),
            field=Phrases(tables["field"]),
            meanings=Phrases(tables["meanings"]),
            modalities=Phrases(tables["modalities"]),
            sources=Phrases(tables["sources"]),
            focus=tuple((name, Phrases({name: phrases})) for name, phrases in tables["focus"].items()),
            light=light,
            words=frozenset(word for phrases in listed for phrase in phrases for word in _SPELT.findall(phrase)),
        )
