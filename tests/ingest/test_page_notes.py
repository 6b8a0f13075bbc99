from ingest.page_notes import usual_size, without_notes
from ingest.readers.pdf import NOTE_MARK, Line, Page


def line(text: str, height: float, size: float = 10, left: float = 72) -> Line:
    return Line(text, left, left + 5 * len(text), height, size, bold=False, mixed=False)


TEXT = [line("Buyers ask where their ore was mined and who traded it.", 700), line("They keep the answers.", 688)]


def texts(*pages: list[Line]) -> list[list[str]]:
    found = without_notes([Page(number, tuple(lines)) for number, lines in enumerate(pages, start=1)])
    return [[line.text for line in page.lines] for page in found]


BODY = [line.text for line in TEXT]


def test_small_lines_at_the_foot_that_open_with_a_number_go() -> None:
    notes = [line("1. See the law on ore.", 70, 8), line("It is old.", 60, 8), line("2 See there.", 50, 8)]
    assert texts([*TEXT, *notes]) == [BODY]


def test_a_note_that_opens_with_a_raised_number_goes_also_in_brackets() -> None:
    notes = [line(f"{NOTE_MARK} See the law.", 60, 8), line(f"( {NOTE_MARK}) See there.", 50, 8)]
    assert texts([*TEXT, *notes]) == [BODY]


def test_small_lines_without_a_number_stay() -> None:
    assert texts([*TEXT, line("Small print matters.", 60, 8)]) == [[*BODY, "Small print matters."]]


def test_small_lines_with_text_below_them_stay() -> None:
    table = [line("1 Tin", 660, 8), line("2 Gold", 650, 8)]
    assert texts([*TEXT, *table, line("That is all.", 630)]) == [[*BODY, "1 Tin", "2 Gold", "That is all."]]


def test_a_note_that_goes_on_in_the_next_foot_goes_there_too() -> None:
    first, second = [line("1. See the law on", 60, 8)], [line("ore and metals.", 60, 8)]
    assert texts([*TEXT, *first], [*TEXT, *second]) == [BODY, BODY]


def test_the_last_line_of_a_note_goes_also_where_it_is_set_too_large() -> None:
    notes = [line("1. See the law of 1 May", 60, 8), line("2008, point 3.", 50, 10)]
    assert texts([*TEXT, *notes]) == [BODY]


def test_notes_below_each_of_two_columns_go() -> None:
    right = [line("Smelters answer what they are asked.", 700, left=400)]
    notes = [line("1. See there.", 60, 8), line("2. See here.", 60, 8, left=400)]
    assert texts([*TEXT, *right, *notes]) == [[*BODY, "Smelters answer what they are asked."]]


def test_the_usual_size_is_that_of_most_letters() -> None:
    assert usual_size([Page(1, (*TEXT, line("1. A note.", 60, 8)))]) == 10
    assert usual_size([]) == 0
