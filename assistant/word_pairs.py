"""Which words of the two languages mean the same, and how telling each word is.

`word_pairs.json.gz` is made from the library, which says everything in both languages, sentence by sentence: how often
a word of one stands where a word of the other does (`assistant/evaluation/word_alignment.py`). Words of one language that
are translated by the same word are near each other too.
"""

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Self, TypeAlias

from knowledge.language import Language
from knowledge.lexical_index import stems

PAIRS_FILE = Path(__file__).parent / "word_pairs.json.gz"
_UNKNOWN = 0.75  # the weight of a word that the library does not use
_SURE = 0.2  # the chance of a translation, both ways round, from which it counts as the same word
_SPELT_ALIKE = 0.75
_SAME_NAME = 0.85
_LONG = 4  # letters from which words may be the same though they are spelt otherwise
_WITHIN = 0.6  # how near a word is to a compound that it is part of
_PART = 5  # letters that it then has
_SHORT_PART = 3  # letters that the stem of a part of a compound has at least
_IN_USE = 3  # sentences that a part of a compound stands in by itself

Chances: TypeAlias = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class WordPairs:
    """`sentences` is how many there are in each language, `frequencies` in how many of them a stem stands.

    `chances[nl]` gives for a Dutch stem the English ones that may stand for it, and `chances[en]` the other way round.
    """

    sentences: int
    frequencies: Mapping[Language, Mapping[str, int]]
    chances: Mapping[Language, Chances]

    @classmethod
    def read(cls, file: Path = PAIRS_FILE) -> Self:
        """The pairs that are shipped."""
        record = json.loads(gzip.decompress(file.read_bytes()))
        frequencies = {language: record["frequencies"][language] for language in Language}
        return cls(record["sentences"], frequencies, {language: record["chances"][language] for language in Language})

    def dump(self) -> bytes:
        """The content of the file; equal pairs give equal bytes."""
        record = {"sentences": self.sentences, "frequencies": self.frequencies, "chances": self.chances}
        return gzip.compress(json.dumps(record, ensure_ascii=False, sort_keys=True).encode(), mtime=0)

    def knows(self, stem: str, language: Language) -> bool:
        """Whether the library uses a word."""
        return stem in self.frequencies[language]

    def weight(self, stem: str, language: Language) -> float:
        """How telling a word is, 0 to 1: its inverse document frequency as a share of the greatest there is."""
        frequency = self.frequencies[language].get(stem)
        if frequency is None:
            return _UNKNOWN
        return math.log(1 + (self.sentences - frequency + 0.5) / (frequency + 0.5)) / math.log(1 + 2 * self.sentences)

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the two words that a Dutch compound is made of; none where it does not fall apart in known ones."""
        frequencies = self.frequencies[Language.NL]
        found: tuple[int, tuple[str, ...]] = (0, ())
        for cut in range(_LONG, len(word) - _LONG + 1):
            for head in {word[:cut], word[: cut - 1] if word[cut - 1] in "se" else word[:cut]}:
                pair = tuple(stems([head, word[cut:]], Language.NL))
                seen = min(frequencies.get(part, 0) for part in pair)
                if seen >= _IN_USE and min(map(len, pair)) >= _SHORT_PART:
                    found = max(found, (seen, pair))
        return found[1]

    def likeness(self, one: str, its: Language, other: str, others: Language) -> float:
        """How near two stems are in meaning, 0 to 1."""
        if one == other:
            return 1.0
        meant = self._translated(one, its, other) if its is not others else self._synonyms(one, other, its)
        return max(min(1.0, meant / _SURE), self._spelt_alike(one, its, other, others))

    # Both ways round: "labour" often stands for "kinderarbeid", but seldom the other way round.
    def _translated(self, one: str, its: Language, other: str) -> float:
        forth = self.chances[its].get(one, {}).get(other, 0.0)
        return math.sqrt(forth * self.chances[its.other].get(other, {}).get(one, 0.0))

    def _synonyms(self, one: str, other: str, language: Language) -> float:
        """The chance that one is said for the other by way of the other language."""
        return math.sqrt(self._by_way(one, other, language) * self._by_way(other, one, language))

    def _by_way(self, one: str, other: str, language: Language) -> float:
        back = self.chances[language.other]
        return sum(
            chance * back.get(between, {}).get(other, 0.0)
            for between, chance in self.chances[language].get(one, {}).items()
        )

    def _spelt_alike(self, one: str, its: Language, other: str, others: Language) -> float:
        if min(len(one), len(other)) < _LONG:
            return 0.0
        within = _WITHIN if its is others and min(len(one), len(other)) >= _PART and (one in other or other in one) else 0
        # Two words that are both in use are two words: import and export, binnen and buiten.
        if self.knows(one, its) and self.knows(other, others):
            return within if its is others or _ratio(one, other) < _SAME_NAME else _ratio(one, other)
        ratio = _ratio(one, other)
        return max(within, ratio if ratio >= _SPELT_ALIKE else 0.0)


@lru_cache(maxsize=50_000)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
