from ingest.page_figures import without_figures
from ingest.readers.pdf import Line, Page


def line(text: str, left: float, height: float, size: float) -> Line:
    return Line(text, left, left + 5 * len(text), height, size, bold=False, mixed=False)


TEXT = Page(1, tuple(line("Buyers ask where their ore was mined.", 72, 700 - 12 * row, 10) for row in range(9)))


def kept(*lines: Line) -> bool:
    return bool(list(without_figures([TEXT, Page(2, lines)]))[1].lines)


def test_a_page_of_small_labels_strewn_about_is_left_out() -> None:
    assert not kept(*(line("label", 50 + 37 * place, 600 - 61 * place, 6) for place in range(9)))


def test_a_table_in_small_print_stays() -> None:
    assert kept(*(line("cell", left, 600 - 9 * row, 6) for row in range(9) for left in (72, 200, 300)))


def test_labels_in_the_letters_of_the_text_stay() -> None:
    assert kept(*(line("label", 50 + 37 * place, 600 - 61 * place, 10) for place in range(9)))


def test_a_blank_page_stays_as_it_is() -> None:
    assert [page.number for page in without_figures([TEXT, Page(2, ())])] == [1, 2]
