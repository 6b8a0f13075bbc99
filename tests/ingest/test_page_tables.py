from ingest.page_tables import Table, tables_of
from ingest.readers.pdf import Line


def line(text: str, left: float, height: float, size: float = 10) -> Line:
    return Line(text, left, left + 5 * len(text), height, size, bold=False, mixed=False)


def row(height: float, *cells: str, size: float = 10) -> list[Line]:
    return [line(cell, 72 + 150 * place, height, size) for place, cell in enumerate(cells) if cell]


def table(*rows: list[Line]) -> Table:
    (found,) = tables_of(rows)
    assert isinstance(found, Table)
    return found


def cells(found: Table) -> list[list[str]]:
    return [[" ".join(cell) for cell in row] for row in found.rows]


def test_rows_of_cells_are_a_table() -> None:
    assert cells(table(row(700, "Tin", "5"), row(680, "Gold", "1"))) == [["Tin", "5"], ["Gold", "1"]]


def test_a_first_row_in_other_letters_is_the_header() -> None:
    found = table(row(700, "Ore", "Name", size=8), row(680, "Tin", "Sn"), row(660, "Gold", "Au"))
    assert found.header == (("Ore",), ("Name",))
    assert cells(found) == [["Tin", "Sn"], ["Gold", "Au"]]


def test_a_first_row_that_alone_lacks_a_figure_is_the_header() -> None:
    assert table(row(700, "Ore", "Kilos"), row(680, "Tin", "5"), row(660, "Gold", "1")).header == (("Ore",), ("Kilos",))


def test_lines_close_together_are_of_one_cell_where_white_space_parts_the_rows() -> None:
    found = table(
        row(700, "Tin,", "5"), row(688, "unwrought"), row(660, "Gold,", "1"), row(648, "in bars"), row(620, "Zinc", "9")
    )
    assert cells(found) == [["Tin, unwrought", "5"], ["Gold, in bars", "1"], ["Zinc", "9"]]


def test_close_lines_are_rows_of_their_own_without_white_space_unless_they_lack_the_first_cell() -> None:
    found = table(row(700, "Tin", "a cell of"), row(688, "", "two lines"), row(676, "Gold", "one line"))
    assert cells(found) == [["Tin", "a cell of two lines"], ["Gold", "one line"]]


def test_a_cell_at_the_middle_of_a_higher_one_is_of_the_same_row() -> None:
    found = table(
        [line("TARIC", 372, 705)], row(700, "Ore", "Code"), [line("number", 372, 695)], row(670, "Tin", "5", "7")
    )
    assert found.header == (("Ore",), ("Code",), ("TARIC", "number"))
    assert cells(found) == [["Tin", "5", "7"]]


def test_an_empty_cell_stays_empty() -> None:
    found = table(row(700, "Tin", "5", "10"), row(680, "Gold", "", "20"), row(660, "Zinc", "9"))
    assert cells(found) == [["Tin", "5", "10"], ["Gold", "", "20"], ["Zinc", "9", ""]]


def test_text_before_and_after_a_table_is_no_part_of_it() -> None:
    heading, after = (
        [line("A heading of a table that is as wide as all of it", 72, 720)],
        [line("Text below it.", 72, 640)],
    )
    found = list(tables_of([heading, row(700, "Tin", "5"), row(680, "Gold", "1"), after]))
    assert [block if isinstance(block, Table) else block.text for block in found] == [
        heading[0].text,
        Table((), ((("Tin",), ("5",)), (("Gold",), ("1",)))),
        "Text below it.",
    ]


def test_a_single_row_of_cells_is_no_table() -> None:
    assert tables_of([row(700, "Tin", "5")])
    assert [block.text for block in tables_of([row(700, "Tin", "5")]) if isinstance(block, Line)] == ["Tin", "5"]
