from ingest.page_layout import in_reading_order, whole_lines
from ingest.page_tables import Table
from ingest.readers.pdf import Line


def line(text: str, left: float, height: float, *, width: float | None = None, bold: bool = False) -> Line:
    return Line(text, left, left + (width or 5 * len(text)), height, 10, bold=bold, mixed=False)


def column(name: str, left: float, top: float, lines: int = 6, leading: float = 12) -> list[Line]:
    return [line(f"{name} {row}", left, top - leading * row, width=200) for row in range(lines)]


def read(*lines: Line) -> list[str]:
    blocks = in_reading_order(list(whole_lines(lines)))
    return ["table" if isinstance(block, Table) else block.text for block in blocks]


def named(name: str, lines: int = 6) -> list[str]:
    return [f"{name} {row}" for row in range(lines)]


def test_lines_are_read_from_the_top_down_wherever_they_stand_in_the_file() -> None:
    assert read(line("Second.", 72, 680), line("First.", 72, 700)) == ["First.", "Second."]


def test_pieces_on_one_height_are_one_line() -> None:
    (whole,) = whole_lines([line("of ore", 104, 700), line("A law", 72, 700.4, bold=True)])
    assert (whole.text, whole.left, whole.right) == ("A law of ore", 72, 134)
    assert whole.mixed


def test_a_mark_is_put_before_the_text_that_it_counts() -> None:
    lines = [line(mark, 72, 700 - 30 * row) for row, mark in enumerate(("3.5", "(a)", "•", "iv)"))]
    texts = [line("Buyers ask.", 110, 700 - 30 * row) for row in range(4)]
    assert read(*lines, *texts) == ["3.5 Buyers ask.", "(a) Buyers ask.", "• Buyers ask.", "iv) Buyers ask."]


def test_two_columns_are_read_one_after_the_other_between_what_runs_across() -> None:
    across = [line("A heading across both", 72, 720, width=440), line("A foot across both", 72, 600, width=440)]
    lines = [*across, *column("right", 310, 700), *column("left", 72, 700)]
    assert read(*lines) == ["A heading across both", *named("left"), *named("right"), "A foot across both"]


def test_columns_need_not_stand_on_the_same_heights() -> None:
    assert read(*column("left", 72, 700), *column("right", 310, 696, leading=13)) == [*named("left"), *named("right")]


def test_three_columns_are_read_in_turn() -> None:
    lines = [text for name, left in (("a", 40), ("b", 260), ("c", 480)) for text in column(name, left, 700)]
    assert read(*lines) == [*named("a"), *named("b"), *named("c")]


def test_cells_of_running_text_whose_rows_share_their_white_space_are_a_table() -> None:
    rows = [column(name, left, 700 - 50 * row, lines=2) for row in range(4) for name, left in (("a", 72), ("b", 310))]
    assert read(*(text for row in rows for text in row)) == ["table"]


def test_a_blank_page_has_nothing() -> None:
    assert read() == []
