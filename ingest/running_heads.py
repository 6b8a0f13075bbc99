"""Takes running heads, feet and page numbers off pages: what recurs at a height where nothing else is printed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf import Line, Page

_EDGE_LINES = 3  # of each page, counted from its head and from its foot
_TOLERANCE = 2.0  # points
_MOSTLY = 0.8
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)

Place = tuple[int, str]


def without_running_heads(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with their text only.

    A text that opens many pages, such as a heading, is kept: at its height other pages have text of their own.
    """
    edges = [{line for line in page.lines if _is_edge(page, line)} for page in pages]
    places = Counter(place for lines in edges for place in {_place(line) for line in lines})
    heights = _heights_of_heads(places)
    return tuple(
        replace(page, lines=tuple(line for line in page.lines if line not in lines or _height(line) not in heights))
        for page, lines in zip(pages, edges, strict=True)
    )


def _is_edge(page: Page, line: Line) -> bool:
    above = sum(other.baseline > line.baseline + _TOLERANCE for other in page.lines)
    below = sum(other.baseline < line.baseline - _TOLERANCE for other in page.lines)
    return above < _EDGE_LINES or below < _EDGE_LINES


def _place(line: Line) -> Place:
    """Where and what a line is, with numbers alike: page 12 and page xiv differ in nothing else."""
    return _height(line), _NUMBER.sub("#", line.text)


def _height(line: Line) -> int:
    return round(line.baseline / _TOLERANCE)


def _heights_of_heads(places: Counter[Place]) -> set[int]:
    """The heights at which nearly every line recurs on another page."""
    lines: Counter[int] = Counter()
    recurring: Counter[int] = Counter()
    for (height, _), count in places.items():
        lines[height] += count
        recurring[height] += count if count > 1 else 0
    return {height for height, count in recurring.items() if count >= _MOSTLY * lines[height] and count > 1}
