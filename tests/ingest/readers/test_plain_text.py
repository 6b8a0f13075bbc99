import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.readers.plain_text import read_text


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_text("text.txt", text.encode())]


def test_blank_lines_set_paragraphs_apart_and_wrapped_lines_are_joined() -> None:
    text = (
        "Buyers of ore ask where it was mined, and who\nmined it.\n\n"
        "Smelters answer to what was asked of them by\nthe buyers."
    )
    assert texts(text) == [
        "Buyers of ore ask where it was mined, and who mined it.",
        "Smelters answer to what was asked of them by the buyers.",
    ]


def test_a_word_that_was_cut_at_the_end_of_a_line_is_mended() -> None:
    assert texts("Companies take their responsi-\nbility. A responsibility is due.") == [
        "Companies take their responsibility. A responsibility is due."
    ]


def test_counted_lines_and_lines_that_were_broken_off_on_purpose_begin_paragraphs() -> None:
    text = (
        "Article 1\nBuyers ask everybody from whom they buy any ore:\n"
        "(a) where it was mined and when it was mined there;\n(b) by whom."
    )
    assert texts(text) == [
        "Article 1",
        "Buyers ask everybody from whom they buy any ore:",
        "(a) where it was mined and when it was mined there;",
        "(b) by whom.",
    ]


def test_where_lines_are_not_wrapped_each_is_a_paragraph() -> None:
    long = "Buyers ask. " * 20
    assert texts(f"{long}\n{long}") == [long.strip()] * 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UnreadableReason.EMPTY),
        (b" \n\t", UnreadableReason.EMPTY),
        (b"\x00\x01\x02ore", UnreadableReason.NOT_TEXT),
        (b"<!DOCTYPE html><html><body>Ore.</body></html>", UnreadableReason.NOT_TEXT),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_text("text.txt", data)
    assert caught.value.reason is reason
