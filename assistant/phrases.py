"""Finds fixed phrases in a text.

In a phrase "*" stands for the ending of a word, or at its start for the first part of a compound, and "~" for up to
four words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.sentences import Span

_WORD_START = re.compile(r"(?<![\w'-])[\w']")
_INITIALS = 2
_FREE = r"(?:[\w'-]+\W+){0,4}?"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that a text holds: under which name it is listed, and where its words stand, those for "~" left out."""

    name: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1].end


class Phrases:
    """Phrases under names. Of several that begin at one word the longest counts; no word counts twice."""

    def __init__(self, named: Mapping[str, Sequence[str]]) -> None:
        listed = ((phrase, name) for name, phrases in named.items() for phrase in phrases)
        self._by_initials: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for phrase, name in sorted(listed, key=lambda each: -len(each[0])):
            self._by_initials.setdefault(_initials(phrase), []).append((_pattern(phrase), name))

    def find(self, text: str) -> Iterator[Found]:
        """The phrases of a text in lower case, in its order."""
        taken: set[int] = set()
        for word in _WORD_START.finditer(text):
            if word.start() in taken:
                continue
            found = max(self._at(text, word.start()), key=lambda each: each.end, default=None)
            if found is not None:
                taken.update(place for span in found.spans for place in range(span.start, span.end))
                yield found

    def _at(self, text: str, start: int) -> Iterable[Found]:
        for initials in (text[start : start + _INITIALS], ""):
            for pattern, name in self._by_initials.get(initials, ()):
                match = pattern.match(text, start)
                if match is not None:
                    yield Found(name, tuple(Span(*match.span(group)) for group in range(1, pattern.groups + 1)))


def _initials(phrase: str) -> str:
    """The letters that a text must go on with where the phrase begins; none where the phrase leaves them open."""
    initials = phrase[:_INITIALS]
    return initials if re.fullmatch(r"[^\s*~]{2}", initials) else ""


def _pattern(phrase: str) -> re.Pattern[str]:
    """A pattern with a group for each run of words."""
    runs = (r"\W+".join(map(_word, run.split())) for run in phrase.split("~"))
    return re.compile(rf"\W+{_FREE}".join(f"({run})" for run in runs) + r"(?![\w'])")


def _word(word: str) -> str:
    """An ending has four letters at most, so that no compound goes for its first part."""
    first = r"[\w'-]*" if word.startswith("*") else ""
    return first + re.escape(word.removeprefix("*")).replace(r"\*", r"[\w'-]{0,4}")
