from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import LIMITS
from ingest.paragraphs import Paragraph
from ingest.readers.docx import read_docx
from tests.ingest.docx_writer import p, run, table, write_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def read(body: str) -> list[Paragraph]:
    return read_docx("text.docx", write_docx(body))


def texts(body: str) -> list[str]:
    return [paragraph.text for paragraph in read(body)]


def test_paragraphs_come_in_the_order_of_the_text_and_headings_keep_their_level() -> None:
    body = p("Code for ore", "Title") + p("Duties", "Heading1") + p("Buyers ask.") + p("", "") + p("Proof", "Heading2")
    assert [(paragraph.text, paragraph.level) for paragraph in read(body)] == [
        ("Code for ore", 1),
        ("Duties", 1),
        ("Buyers ask.", None),
        ("Proof", 2),
    ]


def test_numbers_that_word_counts_by_itself_stand_before_their_paragraphs() -> None:
    levels = (
        (0, "Duties"),
        (1, "Ask."),
        (1, "Answer:"),
        (2, "in time;"),
        (2, "in full."),
        (3, "Always."),
        (0, "Proof"),
    )
    body = "".join(p(text, level=level) for level, text in levels) + p("Keep it.", level=1)
    assert texts(body) == [
        *("1. Duties", "1.1 Ask.", "1.2 Answer:", "(a) in time;", "(b) in full.", "• Always.", "2. Proof"),
        "2.1 Keep it.",
    ]


def test_a_list_counts_on_in_another_of_its_kind_unless_that_starts_anew() -> None:
    body = p("one", level=0) + p("between") + p("two", level=0, numbers=10) + p("anew", level=0, numbers=11)
    assert texts(body) == ["1. one", "between", "2. two", "1. anew"]


def test_a_number_that_is_written_in_the_text_is_not_set_before_it_again() -> None:
    assert texts(p("1. Ask.", level=0)) == ["1. Ask."]


def test_the_rows_of_a_table_bring_the_names_of_its_columns() -> None:
    body = table([("Metal", "Threshold"), ("tin", "5 kg"), ("gold", "")], header=True)
    assert texts(body) == ["Metal: tin; Threshold: 5 kg", "Metal: gold"]
    assert texts(table([("tin", "5 kg"), ("gold", "1 kg")])) == ["tin; 5 kg", "gold; 1 kg"]


def test_a_table_of_one_column_sets_out_paragraphs() -> None:
    assert texts(table([("Buyers ask.",), ("Smelters answer.",)])) == ["Buyers ask.", "Smelters answer."]


def test_what_was_added_in_a_change_is_read_and_what_was_struck_out_is_not() -> None:
    struck = "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
    body = f"<w:p>{run('Buyers ')}<w:ins>{run('always ')}</w:ins>{struck}{run('ask.')}</w:p>"
    assert texts(body) == ["Buyers always ask."]


def test_text_in_controls_is_read_and_the_mark_of_a_note_is_not() -> None:
    control = f"<w:sdt><w:sdtContent>{p('Buyers ask.')}</w:sdtContent></w:sdt>"
    note = f'<w:p>{run("Smelters answer")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}</w:p>'
    assert texts(control + note) == ["Buyers ask.", "Smelters answer."]


def test_headers_and_footers_are_left_out() -> None:
    assert texts(p("Buyers ask.") + "<w:sectPr/>") == ["Buyers ask."]


def zipped(contents: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name, content in contents.items():
            written.writestr(name, content)
    return out.getvalue()


LAUGHS = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", UnreadableReason.EMPTY),
        (b"%PDF-1.7", UnreadableReason.NOT_WORD),
        (zipped({"photo.txt": b"ore"}), UnreadableReason.NOT_WORD),
        (OLE, UnreadableReason.NOT_WORD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableReason.ENCRYPTED),
        (write_docx(p("Ore."))[:2000], UnreadableReason.DAMAGED),
        (write_docx("<w:p>"), UnreadableReason.DAMAGED),
        (zipped({"word/document.xml": b"<w:document/>"}), UnreadableReason.DAMAGED),
        (write_docx(p("Ore."), {"word/document.xml": LAUGHS}), UnreadableReason.DAMAGED),
        (write_docx(p("")), UnreadableReason.EMPTY),
        (write_docx(p("Ore."), {"word/media/a.bin": bytes(LIMITS.file_bytes)}), UnreadableReason.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, UnreadableReason) else "",
)
def test_what_is_no_whole_word_file_is_refused(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_docx("text.docx", data)
    assert caught.value.reason is reason


def test_a_file_that_unpacks_to_more_than_the_limit_is_not_unpacked() -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_docx("text.docx", write_docx(p("Ore.")), replace(LIMITS, file_bytes=1000))
    assert caught.value.reason is UnreadableReason.TOO_LARGE
