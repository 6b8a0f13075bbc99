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


def test_no_pages_have_no_paragraphs() -> None:
    assert paragraphs_of([], frozenset()) == []
