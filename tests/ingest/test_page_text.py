from collections.abc import Sequence

from ingest.page_text import paragraphs_of
from ingest.paragraphs import PageStart
from ingest.readers.pdf import read_pdf
from tests.ingest.pdf_writer import Text, set_lines, write_pdf


def texts(*pages: Sequence[Text], known_words: frozenset[str] = frozenset()) -> list[str]:
    found = paragraphs_of(read_pdf("text.pdf", write_pdf(pages)), known_words)
    return [paragraph.text for paragraph in found]


def test_lines_close_together_are_one_paragraph() -> None:
    page = set_lines(["Buyers ask where", "their ore is from.", "", "Sellers answer", "them."])
    assert texts(page) == ["Buyers ask where their ore is from.", "Sellers answer them."]


def test_a_cut_word_is_mended_by_the_words_of_the_text_and_those_given() -> None:
    page = set_lines(["The buyer is respon-", "sible, also for high-", "risk ore. High hopes bear risk."])
    assert texts(page, known_words=frozenset({"responsible"})) == [
        "The buyer is responsible, also for high-risk ore. High hopes bear risk."
    ]


def test_bold_print_and_large_letters_stand_apart() -> None:
    page = [Text("Large", 712, size=14), Text("Bold", 698, bold=True), Text("Plain text.", 686)]
    assert texts(page) == ["Large", "Bold", "Plain text."]


def test_a_heading_of_two_lines_is_one() -> None:
    page = [
        Text("A long heading", 720, size=16),
        Text("on two lines", 700, size=16),
        *set_lines(["Text on", "three lines", "of print."], top=670),
    ]
    assert texts(page) == ["A long heading on two lines", "Text on three lines of print."]


def test_items_of_a_list_stand_apart_without_space_between() -> None:
    page = set_lines(["Buyers:", "(a) ask;", "(b) listen, as", "(c) says;", "• act."])
    assert texts(page) == ["Buyers:", "(a) ask;", "(b) listen, as (c) says;", "• act."]


def test_a_sentence_goes_on_across_a_page_and_its_running_head() -> None:
    first = [Text("Guidance 1", 800), *set_lines(["One sentence.", "", "Another goes"])]
    second = [Text("Guidance 2", 800), *set_lines(["on here.", "", "The end."])]
    found = paragraphs_of(read_pdf("text.pdf", write_pdf([first, second])), frozenset())
    assert [paragraph.text for paragraph in found] == ["One sentence.", "Another goes on here.", "The end."]
    assert [paragraph.page for paragraph in found] == [1, 1, 2]
    assert found[1].page_starts == (PageStart(0, 1), PageStart(13, 2))


def test_a_page_after_a_full_stop_begins_a_paragraph() -> None:
    assert texts(set_lines(["The end."]), set_lines(["A new start."])) == ["The end.", "A new start."]


def test_rows_of_a_table_are_paragraphs_that_name_their_columns() -> None:
    header = [Text("Ore", 700, size=8), Text("Kilos a year", 700, size=8, left=300)]
    rows = [
        [Text(ore, height), Text(kilos, height, left=300)]
        for ore, kilos, height in (("Tin", "5", 680), ("Gold", "1", 660))
    ]
    page = [*set_lines(["The ores."], top=740), *header, *rows[0], *rows[1]]
    assert texts(page) == ["The ores.", "Ore: Tin; Kilos a year: 5", "Ore: Gold; Kilos a year: 1"]


def test_cells_of_a_table_without_a_header_stand_beside_each_other() -> None:
    page = [Text("Term:", 700), Text("five years", 700, left=300), Text("Fee", 680), Text("one euro", 680, left=300)]
    assert texts(page) == ["Term: five years", "Fee; one euro"]


def test_what_points_to_a_note_is_left_out_with_its_brackets() -> None:
    page = [Text("Ore (", 700), Text("1", 704, size=6, left=100), Text(") is ore.", 700, left=104)]
    assert texts(page) == ["Ore is ore."]


def test_a_hyphen_with_a_blank_behind_it_is_mended_where_the_compound_is_known() -> None:
    page = set_lines(["A high- risk area and a small- and a large one, high-risk."])
    assert texts(page) == ["A high-risk area and a small- and a large one, high-risk."]


def test_numbered_paragraphs_without_space_between_stand_apart() -> None:
    page = set_lines(
        ["Duties of buyers and of sellers, in short", "1. Buyers ask where their ore was mined.", "2. Sellers answer."]
    )
    heading = set_lines(["Article 16", "1. Buyers ask where their ore was mined."], top=500)
    assert texts([*page, *heading]) == [
        *("Duties of buyers and of sellers, in short 1. Buyers ask where their ore was mined.", "2. Sellers answer."),
        "Article 16",
        "1. Buyers ask where their ore was mined.",
    ]


def test_a_heading_in_bold_runs_in_to_its_paragraph() -> None:
    page = [
        Text("Ask first of all,", 712, bold=True),
        Text("and keep it.", 700, bold=True),
        Text("Buyers ask", 700, left=134),
        Text("all they buy from.", 688),
    ]
    assert texts(page) == ["Ask first of all, and keep it. Buyers ask all they buy from."]


def test_a_sentence_that_a_box_on_the_next_page_interrupts_is_whole() -> None:
    start = "Buyers who wish to know where all of their ore is from, who mined it, who carried it and who smelted it"
    box = [Text("A box", 700, bold=True), *set_lines(["Ore is ore", "and stays it."], top=680)]
    second = [*box, *set_lines(["ask the smelter", "and the trader.", "", "The end."], top=640)]
    found = paragraphs_of(read_pdf("text.pdf", write_pdf([set_lines([start]), second])), frozenset())
    assert [paragraph.text for paragraph in found] == [
        f"{start} ask the smelter and the trader.",
        *("A box", "Ore is ore and stays it.", "The end."),
    ]
    assert found[0].page_starts == (PageStart(0, 1), PageStart(len(start) + 1, 2))


def test_no_pages_have_no_paragraphs() -> None:
    assert paragraphs_of([], frozenset()) == []
