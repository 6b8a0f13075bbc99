"""Learns from the library's sentences in both languages which words stand for each other.

Expectation maximisation on the first of IBM's translation models (Brown et al. 1993): each word of a sentence was caused
by one word of its counterpart, and which one becomes clearer with every pair of sentences.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.word_pairs import WordPairs
from knowledge.documents import Passage, TextKind
from knowledge.language import Language
from knowledge.lexical_index import stems, words
from knowledge.passage_index import PassageIndex

_ROUNDS = 8
_LONGEST = 60  # words of a sentence; longer ones say little about each word
_LEAST_CHANCE = 0.02
_LEAST_COUNT = 0.2  # expected times that the words stood for each other


def align(index: PassageIndex) -> WordPairs:
    """The word pairs of our own texts in an index."""
    pairs = [_stemmed(*pair) for pair in sentence_pairs(index)]
    pairs = [(dutch, english) for dutch, english in pairs if 0 < len(dutch) < _LONGEST and 0 < len(english) < _LONGEST]
    dutch, english = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return WordPairs(
        sentences=len(pairs),
        frequencies={Language.NL: _frequencies(dutch), Language.EN: _frequencies(english)},
        chances={Language.NL: _chances(dutch, english), Language.EN: _chances(english, dutch)},
    )


def sentence_pairs(index: PassageIndex) -> Iterable[tuple[str, str]]:
    """What our texts say in Dutch and in English: sentences, headings, ways to ask, and names of terms."""
    ours = [passage for passage in index.passages if passage.text_kind is not TextKind.OFFICIAL]
    english = {(p.reference, p.part): p for p in ours if p.language is Language.EN}
    for passage in (passage for passage in ours if passage.language is Language.NL):
        counterpart = english.get((passage.reference, passage.part))
        if counterpart is not None:
            yield passage.heading, counterpart.heading
            yield from _side_by_side(_sentences(passage), _sentences(counterpart))
            yield from _side_by_side(passage.questions, counterpart.questions)
    for term in index.glossary.terms:
        named = index.glossary.term(term.reference, Language.EN)
        if term.language is Language.NL and named is not None:
            yield term.name, named.name


def _sentences(passage: Passage) -> list[str]:
    return [passage.sentence_text(sentence) for sentence in passage.sentences]


def _side_by_side(dutch: Sequence[str], english: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The texts in pairs; all of them as one pair where they do not go by twos."""
    return zip(dutch, english, strict=True) if len(dutch) == len(english) else [(" ".join(dutch), " ".join(english))]


def _stemmed(dutch: str, english: str) -> tuple[list[str], list[str]]:
    return stems(words(dutch), Language.NL), stems(words(english), Language.EN)


def _frequencies(sentences: Iterable[Sequence[str]]) -> dict[str, int]:
    return dict(Counter(word for sentence in sentences for word in dict.fromkeys(sentence)))


@dataclass(frozen=True, slots=True)
class _Beside:
    """Every word of a sentence beside every word of its counterpart, as numbers.

    `pair` numbers the two words, `place` the word of the counterpart where it stands; `source` and `target` are the
    words of each pair.
    """

    pair: NDArray[np.intp]
    place: NDArray[np.intp]
    source: NDArray[np.intp]
    target: NDArray[np.intp]


def _chances(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    """For each source word the target words that stand for it, with how likely."""
    names, others = _numbered(sources), _numbered(targets)
    beside = _beside(sources, targets, names, others)
    chance = expected = np.ones(len(beside.source), dtype=np.float64)
    for _ in range(_ROUNDS):
        seen = chance[beside.pair]
        share = seen / np.bincount(beside.place, seen)[beside.place]
        expected = np.bincount(beside.pair, share, len(chance))
        chance = expected / np.bincount(beside.source, expected)[beside.source]
    kept = np.flatnonzero((chance >= _LEAST_CHANCE) & (expected >= _LEAST_COUNT))
    spoken, told = list(names), list(others)
    found: dict[str, dict[str, float]] = {}
    for number in kept[np.argsort(-chance[kept], kind="stable")]:
        word = told[beside.target[number]]
        found.setdefault(spoken[beside.source[number]], {})[word] = round(float(chance[number]), 3)
    return found


def _numbered(sentences: Iterable[Sequence[str]]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(word for each in sentences for word in each))}


def _beside(
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    names: dict[str, int],
    others: dict[str, int],
) -> _Beside:
    met: list[int] = []
    places: list[int] = []
    place = 0
    for source, target in zip(sources, targets, strict=True):
        numbers = [names[word] * len(others) for word in source]
        for word in target:
            met += [number + others[word] for number in numbers]
            places += [place] * len(numbers)
            place += 1
    unique, pair = np.unique(np.array(met, dtype=np.int64), return_inverse=True)
    return _Beside(pair, np.array(places, dtype=np.intp), unique // len(others), unique % len(others))
