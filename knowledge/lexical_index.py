"""Keyword search over words and stems, one index a language. The only door to bm25s and PyStemmer."""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN_PLUS
from numpy.typing import NDArray

from knowledge.errors import IndexDamaged
from knowledge.language import Language

# Measured on regulations and on questions to a ministry: better than the usual 1.5 and 0.75 (see the evaluation).
_K1, _B = 0.6, 0.75
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
"""A word, a number or a code such as 2.3."""
_STEM_MARK = "~"
# Words of questions that say nothing of what is asked and that the usual lists leave out.
_QUESTION_WORDS = {
    Language.NL: frozenset(
        [
            "gaat",
            "gaan",
            "ga",
            "komt",
            "komen",
            "zegt",
            "zeggen",
            "staat",
            "staan",
            "wanneer",
            "welke",
            "hoeveel",
            "geldt",
            "gelden",
        ]
    ),
    Language.EN: frozenset(["go", "goes", "going", "come", "comes", "say", "says", "tell", "tells"]),
}


class LexicalIndex:
    """BM25 scores of a fixed list of texts in one language. Immutable; safe to use from many threads."""

    def __init__(self, language: Language, model: bm25s.BM25, frequencies: dict[str, int], size: int) -> None:
        self._language = language
        self._model = model
        self._frequencies = frequencies
        self._size = size

    @classmethod
    def build(cls, language: Language, texts: Sequence[str]) -> Self:
        """Index the texts; their order gives the positions in every score array."""
        corpus = [analyse(text, language) for text in texts]
        model = bm25s.BM25(k1=_K1, b=_B)
        frequencies: dict[str, int] = {}
        for tokens in corpus:
            for token in set(tokens):
                frequencies[token] = frequencies.get(token, 0) + 1
        if frequencies:
            model.index(corpus, show_progress=False)
        return cls(language, model, frequencies, len(texts))

    @classmethod
    def load(cls, language: Language, folder: Path) -> Self:
        """Open an index that `save` wrote; raises IndexDamaged."""
        try:
            record = json.loads((folder / "frequencies.json").read_text(encoding="utf-8"))
            model = bm25s.BM25.load(folder) if record["frequencies"] else bm25s.BM25(k1=_K1, b=_B)
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"the keyword index in {folder.name} cannot be read: {error}") from error
        return cls(language, model, record["frequencies"], record["size"])

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        folder.mkdir(parents=True)
        if self._frequencies:
            self._model.save(folder)
        record = {"size": self._size, "frequencies": self._frequencies}
        (folder / "frequencies.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")

    def scores(self, question: str) -> NDArray[np.float32]:
        """The BM25 score of every text for the question's words, each counted once."""
        tokens = sorted(set(analyse(question, self._language)) & self._frequencies.keys())
        if not tokens:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._model.get_scores(tokens), dtype=np.float32)

    def ceiling(self, question: str) -> float:
        """The score of a short text that holds every word of the question; the yardstick for `scores`."""
        return sum(self.weight(token) for token in set(analyse(question, self._language))) * (_K1 + 1)

    def knows(self, word: str) -> bool:
        """Whether any text holds a word, as `words` gives it."""
        return word in self._frequencies

    def weight(self, token: str) -> float:
        """How telling a token is: its inverse document frequency (Robertson's, never below 0)."""
        frequency = self._frequencies.get(token, 0)
        return float(np.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5)))


def analyse(text: str, language: Language) -> list[str]:
    """The words of a text, folded to lower case without accents and without stop words, and their stems."""
    found = content_words(text, language)
    return [*found, *(stem_token(stem) for stem in _stemmer(language).stemWords(found))]


def stem_token(stem: str) -> str:
    """The token that stands for a stem among those of `analyse`."""
    return _STEM_MARK + stem


def stems(found: Sequence[str], language: Language) -> list[str]:
    """The stem of each word, folded to lower case without accents."""
    return list(_stemmer(language).stemWords([folded(word) for word in found]))


def content_words(text: str, language: Language) -> list[str]:
    """The words of a text that say what it is about."""
    return [word for word in words(text) if word not in _stop_words(language)]


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents, numbers and codes such as 2.3 included."""
    return WORD.findall(folded(text))


def folded(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({Language.NL: "dutch", Language.EN: "english"}[language])


@cache
def _stop_words(language: Language) -> frozenset[str]:
    usual = {Language.NL: STOPWORDS_DUTCH, Language.EN: STOPWORDS_EN_PLUS}[language]
    return frozenset(usual) | _QUESTION_WORDS[language]
