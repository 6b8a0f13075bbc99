"""The reading order of a page: columns one after the other, what stands on one height together, tables as rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.page_tables import Table, tables_of
from ingest.readers.pdf import Line

_SAME_ROW = 0.3  # in letter sizes: baselines that count as one
_GAP = 1.0  # in letter sizes: what parts columns and cells
_FEWEST_LINES = 4  # of a column
_FEWEST_LETTERS = 12  # that a column is wide
_FULL = 0.7  # of its width that most lines of a column take
_BAND = 1.5  # of the usual distance: white space that parts paragraphs or rows
_FIRST_MARK = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]+)[.)]{0,2}|[•▪–—-]")
_INNER_MARK = re.compile(r"\((?:\d{1,3}|[a-z]|[ivx]+)\)|(?:\d{1,3}|[a-z]|[ivx]+)[.)]|[•▪]")


def whole_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a page from the top down, put together where the file has them in pieces."""
    return (line for row in _rows(lines) for line in _whole(row))


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines that share a baseline, from the top down and from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.baseline):
        if rows and rows[-1][0].baseline - line.baseline <= _SAME_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _whole(row: Sequence[Line]) -> Iterator[Line]:
    """The pieces of a row, put together where no wide gap parts them or where one is the mark of the next."""
    whole = row[0]
    for piece in row[1:]:
        mark = _FIRST_MARK if whole is row[0] else _INNER_MARK
        counts = mark.fullmatch(whole.text) and not _FIRST_MARK.fullmatch(piece.text)
        if counts or piece.left - whole.right <= _GAP * piece.size:
            whole = _joined(whole, piece)
        else:
            yield whole
            whole = piece
    yield whole


def _joined(one: Line, other: Line) -> Line:
    longer = max(one, other, key=lambda line: len(line.text))
    return Line(
        text=f"{one.text} {other.text}",
        left=one.left,
        right=max(one.right, other.right),
        baseline=longer.baseline,
        size=longer.size,
        bold=one.bold and other.bold,
        mixed=one.mixed or other.mixed or one.bold is not other.bold,
    )


def in_reading_order(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """The whole lines of a page, given from the top down, as people read them, and its tables."""
    columns = _columns(lines)
    if columns is None:
        yield from tables_of(_rows(lines))
        return
    for part in columns:
        yield from in_reading_order(part)


def _columns(lines: Sequence[Line]) -> tuple[list[Line], ...] | None:
    """What stands above two columns, left, right and below; None where all stands in one."""
    best: list[Line] = []
    place = 0.0
    for edge in sorted({round(line.right) for line in lines}):
        gutter = edge + _GAP / 2
        for stretch in _stretches(lines, gutter):
            if len(stretch) > len(best) and _are_columns(*_sides(stretch, gutter)):
                best, place = stretch, gutter
    if not best:
        return None
    top, foot = best[0].baseline, best[-1].baseline
    above = [line for line in lines if line.baseline > top]
    below = [line for line in lines if line.baseline < foot]
    return above, *_sides(best, place), below


def _stretches(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """The lines between those that cross a gutter, from the top down."""
    stretch: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            yield stretch
            stretch = []
        else:
            stretch.append(line)
    yield stretch


def _sides(lines: Iterable[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        (left if line.right <= gutter else right).append(line)
    return left, right


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether both sides are full of running text, not the cells of a table; the right one may be two."""
    if not _is_full(left):
        return False
    if _is_full(right):
        return not _are_rows(left, right)
    parts = _columns(right)
    return parts is not None and not _are_rows(left, parts[1])


def _is_full(column: Sequence[Line]) -> bool:
    if len(column) < _FEWEST_LINES:
        return False
    width = max(line.right for line in column) - min(line.left for line in column)
    usual = median(line.right - line.left for line in column)
    return width >= _FEWEST_LETTERS * column[0].size and usual >= _FULL * width


def _are_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether what white space sets apart begins at one height on both sides, again and again, as table rows do."""
    starts, others = _starts(left), _starts(right)
    shared = sum(any(abs(one.baseline - other.baseline) <= _SAME_ROW * one.size for other in others) for one in starts)
    return shared > 1 and shared >= _FULL * min(len(starts), len(others))


def _starts(column: Sequence[Line]) -> list[Line]:
    """The lines of a column that stand below more white space than usual."""
    pairs = list(pairwise(column))
    usual = median(above.baseline - below.baseline for above, below in pairs)
    return [below for above, below in pairs if above.baseline - below.baseline > _BAND * usual]
