"""Tables on a page: lines in columns that nothing crosses, put together to rows of cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf import Line

_TIGHT = 1.35  # in letter sizes: the most between two lines of one cell
_FAR = 6.0  # in letter sizes: the most between two rows of one table
_OVERLAP = 0.8  # in letter sizes: lines this near stand beside each other, at the middle of cells of unlike height
_SIZE_DIFFERS = 0.05
_DIGIT = re.compile(r"\d")

Span = tuple[float, float]
Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell the lines of its text and none where it is empty; `header` names the columns, if any."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(rows: Sequence[Sequence[Line]]) -> Iterator[Line | Table]:
    """The lines of the rows in order, with those that make up a table as one."""
    start = 0
    while start < len(rows):
        end, columns = _extent(rows, start)
        if sum(len(row) > 1 for row in rows[start:end]) > 1:
            yield _table(rows[start:end], columns)
        else:
            yield from (line for row in rows[start:end] for line in row)
        start = end


def _extent(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, list[Span]]:
    """Where a table that begins in a row ends, and its columns; one row alone where none begins."""
    columns, end = _merged(rows[start]), start + 1
    while end < len(rows) and _goes_on(rows[end - 1], rows[end], len(columns)):
        wider = _merged(rows[end], columns)
        if len(wider) < 2 or not all(_keeps_apart(row, wider) for row in rows[start : end + 1]):
            break
        columns, end = wider, end + 1
    return end, columns


def _keeps_apart(row: Sequence[Line], columns: Sequence[Span]) -> bool:
    """Whether each line of a row has a column of its own."""
    return all(sum(left <= line.left <= right for line in row) < 2 for left, right in columns)


def _merged(row: Sequence[Line], columns: Sequence[Span] = ()) -> list[Span]:
    """The stretches of the width that lines and columns take."""
    merged: list[Span] = []
    for left, right in sorted([*columns, *((line.left, line.right) for line in row)]):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _goes_on(above: Sequence[Line], row: Sequence[Line], columns: int) -> bool:
    """Whether a row is of the same table: a line alone only close below the others, or beside them."""
    if columns < 2:
        return _distance(above, row) <= _OVERLAP
    return _distance(above, row) <= (_TIGHT if len(row) == 1 else _FAR)


def _distance(above: Sequence[Line], row: Sequence[Line]) -> float:
    return (above[0].baseline - row[0].baseline) / row[0].size


def _table(lines: Sequence[Sequence[Line]], columns: Sequence[Span]) -> Table:
    rows = list(_table_rows(lines, columns))
    cells = [tuple(_cells(row, columns)) for row in rows]
    return Table(cells[0], tuple(cells[1:])) if _is_header(rows) else Table((), tuple(cells))


def _table_rows(lines: Sequence[Sequence[Line]], columns: Sequence[Span]) -> Iterator[list[Line]]:
    """The rows of a table, from the top down, which may take several lines each."""
    distances = [_distance(above, row) for above, row in pairwise(lines)]
    is_loose = sum(distance > _TIGHT for distance in distances) > 1  # white space parts the rows
    row = list(lines[0])
    for line, distance in zip(lines[1:], distances, strict=True):
        lacks_first = line[0].left > columns[0][1]
        if distance <= _OVERLAP or (distance <= _TIGHT and (is_loose or lacks_first)):
            row += line
        else:
            yield row
            row = list(line)
    yield row


def _cells(row: Sequence[Line], columns: Sequence[Span]) -> Iterator[Cell]:
    for left, right in columns:
        yield tuple(line.text for line in row if left <= line.left <= right)


def _is_header(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether the first row is set otherwise than the second, or is the only one without a figure."""
    if len(rows) < 2:
        return False
    first, second = rows[0][0], rows[1][0]
    if first.bold is not second.bold or abs(first.size - second.size) > _SIZE_DIFFERS * second.size:
        return True
    return not _has_figure(rows[0]) and all(map(_has_figure, rows[1:]))


def _has_figure(row: Sequence[Line]) -> bool:
    return any(_DIGIT.search(line.text) for line in row)
