import os
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason, UnsupportedOriginal
from ingest.limits import LIMITS
from ingest.paragraphs import Paragraph
from ingest.reading import FORMATS, file_bytes, read_paragraphs
from tests.ingest.docx_writer import p, write_docx
from tests.ingest.pdf_writer import set_lines, write_pdf

PDF = write_pdf([set_lines(["Buyers ask."])])
WORD = write_docx(p("Buyers ask."))
HTML = b"<html><body><p>Buyers ask.</p></body></html>"
TEXT = b"Buyers ask.\n"


def read(name: str, data: bytes) -> list[Paragraph]:
    return read_paragraphs(name, data, frozenset())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.pdf", PDF),
        ("text.html", HTML),
        ("TEXT.HTM", HTML),
        ("text.xhtml", HTML),
        ("text.docx", WORD),
        ("text.md", TEXT),
        ("text.markdown", TEXT),
        ("text.txt", TEXT),
    ],
)
def test_every_format_is_read_by_its_ending(name: str, data: bytes) -> None:
    assert [paragraph.text for paragraph in read(name, data)] == ["Buyers ask."]


def test_a_format_that_is_not_read_is_said_with_those_that_are() -> None:
    with pytest.raises(UnsupportedOriginal) as caught:
        read("text.odt", TEXT)
    assert all(ending in str(caught.value) for ending in FORMATS)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("text.html", PDF, UnreadableReason.NOT_HTML),
        ("text.html", WORD, UnreadableReason.NOT_HTML),
        ("text.pdf", HTML, UnreadableReason.NOT_A_PDF),
        ("text.docx", HTML, UnreadableReason.NOT_WORD),
        ("text.md", HTML, UnreadableReason.NOT_TEXT),
        ("text.md", WORD, UnreadableReason.NOT_TEXT),
        ("text.txt", PDF, UnreadableReason.NOT_TEXT),
        ("text.txt", bytes(100), UnreadableReason.NOT_TEXT),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read(name, data)
    assert caught.value.reason is reason


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_and_a_huge_file_are_refused_whatever_their_format(ending: str) -> None:
    for data, reason in ((b"", UnreadableReason.EMPTY), (b"12345", UnreadableReason.TOO_LARGE)):
        with pytest.raises(UnreadableOriginal) as caught:
            read_paragraphs(f"text{ending}", data, frozenset(), replace(LIMITS, file_bytes=4))
        assert caught.value.reason is reason


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT)
    assert file_bytes(path) == TEXT
    with pytest.raises(UnreadableOriginal) as caught:
        file_bytes(path, replace(LIMITS, file_bytes=4))
    assert caught.value.reason is UnreadableReason.TOO_LARGE


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder.pdf", tmp_path / "pipe.pdf"
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (folder, pipe):
        with pytest.raises(UnreadableOriginal) as caught:
            file_bytes(path)
        assert caught.value.reason is UnreadableReason.NO_FILE


@pytest.mark.parametrize(("name", "data"), [("text.pdf", PDF), ("text.html", HTML)])
def test_a_file_that_is_read_twice_in_a_row_is_opened_once(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = replace(LIMITS, characters=LIMITS.characters - 1)  # as no other test has them
    first = read_paragraphs(name, data, frozenset(), limits)
    monkeypatch.setattr("subprocess.run", None)
    assert read_paragraphs(name, data, frozenset({"ore"}), limits) == first


@pytest.mark.parametrize("name", ["missing.pdf", "nul\0byte.pdf"])
def test_what_cannot_be_opened_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        file_bytes(tmp_path / name)
    assert caught.value.reason is UnreadableReason.NOT_OPENED


def test_a_link_that_leads_to_itself_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(link)
    with pytest.raises(UnreadableOriginal):
        file_bytes(link)
