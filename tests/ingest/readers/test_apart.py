import contextlib
from dataclasses import replace

import pytest

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import LIMITS, Limits
from ingest.paragraphs import Paragraph
from ingest.readers.apart import read_apart
from tests.ingest.docx_writer import p, write_docx

DEEP = b"<html><body>" + b"<div>" * 400_000 + b"Bottom." + b"</div>" * 400_000 + b"</body></html>"
QUOTES = b"> " * 2_000_000 + b"ore"
NESTED_WORD = write_docx("<w:sdt><w:sdtContent>" * 5_000 + p("Ore.") + "</w:sdtContent></w:sdt>" * 5_000)


def test_a_file_is_read_in_another_process_with_the_levels_of_its_headings() -> None:
    assert read_apart("page.html", ".html", b"<h2>Duties</h2><p>Buyers ask.</p>", LIMITS) == [
        Paragraph("Duties", (), 2),
        Paragraph("Buyers ask.", ()),
    ]


def test_why_a_file_cannot_be_read_comes_back_with_its_own_name() -> None:
    with pytest.raises(UnreadableOriginal, match=r"page\.html") as caught:
        read_apart("page.html", ".html", b"%PDF-1.7", LIMITS)
    assert caught.value.reason is UnreadableReason.NOT_HTML


@pytest.mark.parametrize("limits", [replace(LIMITS, seconds=0.01), replace(LIMITS, characters=5)], ids=["time", "text"])
def test_a_file_that_takes_more_than_it_may_is_refused(limits: Limits) -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_apart("page.html", ".html", b"<p>Buyers ask.</p>", limits)
    assert caught.value.reason is UnreadableReason.TOO_LARGE


def test_a_file_that_would_take_too_much_memory_is_refused() -> None:
    with pytest.raises(UnreadableOriginal) as caught:
        read_apart("page.html", ".html", b"<p>x" * 5_000_000, replace(LIMITS, memory_bytes=400 * 1024 * 1024))
    assert caught.value.reason is UnreadableReason.TOO_LARGE


@pytest.mark.parametrize(
    ("suffix", "data"), [(".html", DEEP), (".md", QUOTES), (".docx", NESTED_WORD)], ids=["html", "markdown", "word"]
)
def test_however_deep_a_file_is_nested_it_ends_in_time(suffix: str, data: bytes) -> None:
    with contextlib.suppress(UnreadableOriginal):
        assert read_apart(f"bomb{suffix}", suffix, data, replace(LIMITS, seconds=5))
