"""Tables of figures, and the forms in which they leave: comma-separated text, and workbooks. The door to XlsxWriter."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
"""What a table holds; None is a figure that is unknown or not shown."""

# Excel reads UTF-8 as such with this mark alone.
_MARK = "\ufeff"
# What a spreadsheet may take for a formula, also behind spaces.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `name` is a short title without signs that sheets may not have: at most 31 characters."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(tables: Iterable[Table]) -> bytes:
    """All tables below each other by RFC 4180, each row begun with the name of its table; UTF-8 with a mark.

    All rows are as long as those of the widest table.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    every = tuple(tables)
    width = max((len(table.header) for table in every), default=0)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    for table in every:
        for row in (table.header, *table.rows):
            cells = [_plain(cell) for cell in (table.name, *row)]
            writer.writerow(cells + [""] * (width - len(row)))
    return (_MARK + lines.getvalue()).encode()


def as_workbook(tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet for each table; texts are texts, whatever they begin with."""
    # Imported here: most starts make no workbook.
    import xlsxwriter

    file = io.BytesIO()
    quiet = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(file, quiet)
    bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.header, bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, (number, column), cell, day)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
    book.close()
    return file.getvalue()


def _write(sheet: "Worksheet", place: tuple[int, int], cell: Cell, day: "Format") -> None:
    row, column = place
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _widths(table: Table) -> list[int]:
    """For each column the room of its longest cell, within bounds."""
    columns = zip(table.header, *table.rows, strict=True)
    return [min(max(len(_plain(cell)) for cell in column) + 2, _WIDEST) for column in columns]


def _plain(cell: Cell) -> str:
    """A cell as text that no spreadsheet computes; figures with a point."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    return "" if cell is None else str(cell)
