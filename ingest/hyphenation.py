"""Puts words together that a line end cut in two."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# "small- and medium-sized": the hyphen stands for a word that is still to come
_SUSPENDING = frozenset({"and", "or", "to", "en", "of", "tot"})
_BLANK = re.compile(r"([^\W\d_]+)- ([^\W\d_]+)")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole in lines that follow each other: in lower case, compounds and their parts too."""
    found: set[str] = set()
    for word in _WORD.findall(" ".join(_whole_words(lines)).lower()):
        found.add(word)
        found.update(word.split("-"))
    return frozenset(found)


def _whole_words(lines: Iterable[str]) -> Iterator[str]:
    """The words of the lines without the halves on either side of a cut."""
    is_cut = False
    for line in lines:
        words = line.split()
        first, is_cut = int(is_cut), line.endswith("-")
        yield from words[first : len(words) - is_cut]


def join_lines(before: str, after: str, known_words: frozenset[str]) -> str:
    """Two lines as one; `after` stands at its end unchanged.

    A hyphen at the end of the first goes where the word without it is known, or where neither half is a word.
    """
    if before.endswith("/") and not before.endswith(" /"):  # "and/" + "or"
        return before + after
    first, second = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if first is None or second is None or second.group().lower() in _SUSPENDING:
        return f"{before} {after}"
    return (before if _keeps_hyphen(first[1], second.group(), known_words) else before[:-1]) + after


def mend_blanks(text: str, known_words: frozenset[str]) -> str:
    """A text without the blank that a hyphen has behind it by mistake ("high- risk"), where the compound is known."""

    def mended(match: re.Match[str]) -> str:
        compound = f"{match[1]}-{match[2]}"
        return compound if compound.lower() in known_words else match[0]

    return _BLANK.sub(mended, text)


def _keeps_hyphen(first: str, second: str, known_words: frozenset[str]) -> bool:
    if f"{first}-{second}".lower() in known_words or not second[0].islower():
        return True
    left, right = first.rpartition("-")[2].lower(), second.partition("-")[0].lower()
    if left + right in known_words:
        return False
    return left in known_words or right in known_words or not left.isalpha()
