import sys
import zlib

import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.readers.pdf import NOTE_MARK, Limits, read_pdf
from tests.ingest.pdf_writer import Picture, Text, assemble, set_lines, stream, write_pdf


def reason_of(data: bytes, limits: Limits | None = None) -> UnreadableReason:
    with pytest.raises(UnreadableOriginal) as caught:
        read_pdf("text.pdf", data, limits or Limits())
    assert "text.pdf" in str(caught.value)
    return caught.value.reason


def test_lines_keep_page_height_size_and_weight() -> None:
    pages = read_pdf("text.pdf", write_pdf([[Text("A heading", 700, size=14, bold=True), Text("Words.", 680)], []]))
    assert [page.number for page in pages] == [1, 2]
    heading, words = pages[0].lines
    assert (heading.text, heading.baseline, heading.size, heading.bold) == ("A heading", 700.0, 14.0, True)
    assert (words.text, words.bold) == ("Words.", False)
    assert pages[1].lines == ()


def test_a_hyphen_at_the_end_of_a_line_is_an_ordinary_one() -> None:
    (page,) = read_pdf("text.pdf", write_pdf([set_lines(["Ore is a high-", "risk product."])]))
    assert [line.text for line in page.lines] == ["Ore is a high-", "risk product."]


def test_white_space_of_any_kind_is_one_blank() -> None:
    (page,) = read_pdf("text.pdf", write_pdf([set_lines(["two  blanks\xa0and a hard one"])]))
    assert page.lines[0].text == "two blanks and a hard one"


def test_a_small_raised_number_points_to_a_note_and_leaves_a_mark() -> None:
    data = write_pdf([[Text("Minerals.", 700), Text("12", 704, size=6, left=113), Text("Metals 12", 680)]])
    (page,) = read_pdf("text.pdf", data)
    assert [line.text for line in page.lines] == [f"Minerals.{NOTE_MARK}", "Metals 12"]


def test_a_wide_gap_parts_a_line_and_its_pieces_know_their_edges() -> None:
    (page,) = read_pdf("text.pdf", write_pdf([[Text("Tin", 700), Text("5 000", 700, left=300)]]))
    assert [line.text for line in page.lines] == ["Tin", "5 000"]
    assert page.lines[0].right < 90
    assert 299 < page.lines[1].left < 302


def test_a_line_that_ends_in_another_type_than_it_begins_is_mixed() -> None:
    (page,) = read_pdf("text.pdf", write_pdf([[Text("Ask.", 700, bold=True), Text("Buyers ask.", 700, left=97)]]))
    assert [(line.text, line.bold, line.mixed) for line in page.lines] == [("Ask. Buyers ask.", False, True)]


def test_text_on_its_side_is_left_out() -> None:
    (page,) = read_pdf("text.pdf", write_pdf([[Text("Upright words.", 700), Text("A stamp", 300, on_side=True)]]))
    assert [line.text for line in page.lines] == ["Upright words."]


def test_a_page_that_is_turned_is_read_as_it_is_looked_at() -> None:
    data = write_pdf([[Text("A wide table", 300, on_side=True), Text("A head", 700)]], turn=90)
    (page,) = read_pdf("text.pdf", data)
    (line,) = page.lines
    assert (line.text, line.size) == ("A wide table", 10.0)
    assert (round(line.left), round(line.baseline)) == (300, 595 - 72)


def test_an_empty_file_is_empty() -> None:
    assert reason_of(b"") is UnreadableReason.EMPTY


def test_blank_pages_are_empty() -> None:
    assert reason_of(write_pdf([[], []])) is UnreadableReason.EMPTY


def test_pictures_of_pages_are_scanned() -> None:
    assert reason_of(write_pdf([[Picture()], [Picture()]])) is UnreadableReason.SCANNED


def test_pictures_with_a_page_number_are_scanned_too() -> None:
    pages: list[list[Picture | Text]] = [[Picture(), Text(str(number), 20)] for number in (1, 2)]
    assert reason_of(write_pdf(pages)) is UnreadableReason.SCANNED


def test_a_password_is_reported() -> None:
    assert reason_of(write_pdf([set_lines(["Secret words."])], locked=True)) is UnreadableReason.ENCRYPTED


def test_other_bytes_are_no_pdf() -> None:
    assert reason_of(b"PK\x03\x04 a text document") is UnreadableReason.NOT_A_PDF


def test_a_file_that_breaks_off_is_damaged() -> None:
    data = write_pdf([set_lines(["Words."])])
    assert reason_of(data[: len(data) // 2]) is UnreadableReason.DAMAGED


def test_a_file_without_its_middle_is_damaged() -> None:
    assert reason_of(b"%PDF-1.7\n" + b"\x00 nothing here " * 50 + b"\n%%EOF\n") is UnreadableReason.DAMAGED


@pytest.mark.parametrize(
    "limits", [Limits(file_bytes=100), Limits(pages=1), Limits(characters=5), Limits(seconds=0.01)], ids=repr
)
def test_a_file_beyond_a_limit_is_too_large(limits: Limits) -> None:
    data = write_pdf([set_lines(["Words on a page."]), set_lines(["And on another."])])
    assert reason_of(data, limits) is UnreadableReason.TOO_LARGE


def test_a_page_strewn_with_more_pieces_than_any_text_has_is_too_large() -> None:
    pieces = [Text("x", 20 + 12 * row, left=20 + 12 * column) for row in range(60) for column in range(40)]
    assert reason_of(write_pdf([pieces])) is UnreadableReason.TOO_LARGE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process dependably")
def test_a_stream_that_unpacks_to_a_flood_ends_its_own_process_only() -> None:
    packed = zlib.compress(b" " * 300_000_000, 1)
    data = assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            stream(packed, b"<</Length %d/Filter/FlateDecode>>" % len(packed)),
        ]
    )
    assert reason_of(data, Limits(memory_bytes=250_000_000)) is UnreadableReason.DAMAGED
