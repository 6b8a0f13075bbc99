"""Mends words that nobody uses but that are nearly spelt as one of a list."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from knowledge.lexical_index import WORD, folded

_SHORTEST = 5  # letters from which a word can be told from another by its spelling
_OTHER_LENGTH = 2  # letters more or less
_ALIKE = 0.82


class Spelling:
    """The right spelling of a list of words; immutable."""

    def __init__(self, words: Iterable[str]) -> None:
        self._right = frozenset(map(folded, words))
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(word for word in self._right if len(word) >= _SHORTEST - 1):
            self._by_initial.setdefault(word[0], []).append(word)

    def mend(self, text: str, knows: Callable[[str], bool]) -> str:
        """The text with the words put right that are not in use; `knows` tells of a folded word whether it is."""
        pieces, end = [], 0
        for match in WORD.finditer(text):
            word = folded(match.group())
            if len(word) < _SHORTEST or not word.isalpha() or word in self._right or knows(word):
                continue
            nearest = self._nearest(word)
            if nearest:
                pieces += [text[end : match.start()], nearest]
                end = match.end()
        return "".join((*pieces, text[end:]))

    def _nearest(self, word: str) -> str:
        near = (w for w in self._by_initial.get(word[0], ()) if abs(len(w) - len(word)) <= _OTHER_LENGTH)
        ratio, nearest = max(((_ratio(word, other), other) for other in near), default=(0.0, ""))
        return nearest if ratio >= _ALIKE else ""


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
