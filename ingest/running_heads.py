"""Takes running heads, feet and page numbers off pages: what recurs at a height where nothing else is printed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from statistics import median

from ingest.readers.pdf import Line, Page

_MOST_ROWS = 3  # that a head or a foot takes
_TOLERANCE = 2.0  # points between baselines that count as one height
_MOSTLY = 0.8
_SELDOM = 0.2
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_TEXT = re.compile(r"\(?(?:\d+|[a-z]|[ivx]+)[.)]\s.*|.*[.:;,]")  # an enumerated paragraph, the end of a sentence


def without_running_heads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with their text only.

    A heading that opens several pages is kept: at its height, or further out, other pages have text of their own.
    """
    heights = _heights_of_heads(pages)
    return tuple(replace(page, lines=tuple(_body(page, heights))) for page in pages)


def _body(page: Page, heights: frozenset[int]) -> Iterator[Line]:
    """The lines without the heads, which end where the first other row is met from the edge inwards."""
    rows = sorted({_height(line) for line in page.lines if not _TEXT.fullmatch(line.text)} & heights)
    printed = _rows(page)
    head = set(takewhile(rows.__contains__, reversed(printed)))
    foot = set(takewhile(rows.__contains__, printed))
    return (line for line in page.lines if _height(line) not in head | foot)


def _heights_of_heads(pages: Sequence[Page]) -> frozenset[int]:
    """The heights near an edge at which nearly every line recurs, unless text stands further out on other pages."""
    recurring = _recurring(pages)
    texts = [[row for row in _rows(page) if row not in recurring] for page in pages]
    return frozenset(height for height in recurring if _share_beyond(height, texts) <= _SELDOM)


def _recurring(pages: Sequence[Page]) -> frozenset[int]:
    """The heights at which nearly every outer line recurs: word for word, or with a number that counts the pages."""
    edges = [(page.number, _height(line), line.text) for page in pages for line in _edge_lines(page)]
    seen = Counter((height, form) for number, height, text in edges for form in _forms(text, number))
    lines = Counter(height for _, height, _ in edges)
    again = Counter(height for number, height, text in edges if _recurs(height, _forms(text, number), seen))
    return frozenset(height for height, count in again.items() if count >= _MOSTLY * lines[height])


def _recurs(height: int, forms: Iterable[str], seen: Mapping[tuple[int, str], int]) -> bool:
    return any(seen[height, form] > 1 for form in forms)


def _forms(text: str, page: int) -> set[str]:
    """The text, and the text with each of its numbers in turn told from its page; none where it is prose."""
    if _TEXT.fullmatch(text):
        return set()
    numbered = {
        f"{text[: match.start()]}#{_value(match[0]) - page}{text[match.end() :]}" for match in _NUMBER.finditer(text)
    }
    return {text, *numbered}


def _value(number: str) -> int:
    """The value of a number in figures or in Roman numerals."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _share_beyond(height: int, texts: Sequence[Sequence[int]]) -> float:
    """On how many of the pages with text, as a share, some stands nearer to the edge than this height."""
    printed = [rows for rows in texts if rows]
    if not printed:
        return 0
    is_upper = height > median(row for rows in printed for row in rows)
    beyond = sum(rows[-1] > height if is_upper else rows[0] < height for rows in printed)
    return beyond / len(printed)


def _edge_lines(page: Page) -> Iterator[Line]:
    rows = _rows(page)
    edge = {*islice(rows, _MOST_ROWS), *islice(reversed(rows), _MOST_ROWS)}
    return (line for line in page.lines if _height(line) in edge)


def _rows(page: Page) -> list[int]:
    """The heights at which something is printed, from the foot up."""
    return sorted({_height(line) for line in page.lines})


def _height(line: Line) -> int:
    return round(line.baseline / _TOLERANCE)
