"""Figures leave as text that spreadsheets read and do not compute."""

import csv
import io
import zipfile
from datetime import date

import pytest

from bots.tables import Table, as_csv, as_workbook

TABLES = [
    Table("Narrow", ("a",), (("één",),)),
    Table("Wide", ("a", "b", "c"), ((date(2026, 11, 1), 3, 0.25), ('say "so"', -4, None))),
]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_text_by_comma_begins_with_a_mark_and_ends_lines_as_the_rfc_says() -> None:
    content = as_csv(TABLES)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5


def test_all_rows_are_as_long_and_begin_with_the_name_of_their_table() -> None:
    found = rows(as_csv(TABLES))
    assert {len(row) for row in found} == {4}
    assert [row[0] for row in found] == ["Narrow", "Narrow", "Wide", "Wide", "Wide"]
    assert found[1][1] == "één"
    assert found[3][1:] == ["2026-11-01", "3", "0.25"]
    assert found[4][1:] == ['say "so"', "-4", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_looks_like_a_formula_is_defused(text: str) -> None:
    [_, [_, cell]] = rows(as_csv([Table("T", ("a",), ((text,),))]))
    assert cell == f"'{text}"


def test_a_workbook_has_a_sheet_for_each_table_and_no_formulas_or_links() -> None:
    made = as_workbook([*TABLES, Table("Nasty", ("a",), (("=1+1",), ("https://example.org",)))])
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = [book.read(name).decode() for name in sheets]
        names = book.read("xl/workbook.xml").decode()
    assert len(sheets) == 3
    assert all(f'name="{table.name}"' in names for table in TABLES)
    assert not any("<f>" in text or "<hyperlink" in text for text in texts)
