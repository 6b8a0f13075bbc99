"""Leaves out pages that hold a figure: labels in small letters, strewn about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page_notes import usual_size
from ingest.readers.pdf import Line, Page

_SMALL = 0.8  # of the usual letters of the text
_EDGE = 3.0  # points between left edges that count as one
_FEWEST = 3  # lines that begin at one edge, so that they belong to running text or a table
_SHARE = 0.75


def without_figures(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages, those that are a figure without any line."""
    usual = usual_size(pages)
    return (replace(page, lines=()) if _is_figure(page.lines, _SMALL * usual) else page for page in pages)


def _is_figure(lines: Sequence[Line], small: float) -> bool:
    letters = sum(len(line.text) for line in lines)
    if 2 * sum(len(line.text) for line in lines if line.size < small) <= letters:
        return False
    edges = Counter(round(line.left / _EDGE) for line in lines)
    return sum(count for count in edges.values() if count >= _FEWEST) < _SHARE * len(lines)
