"""The readers of formats that hold their text as text, by the ending of a file's name."""

from collections.abc import Callable

from ingest.limits import Limits
from ingest.paragraphs import Paragraph
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.markdown_text import read_markdown
from ingest.readers.plain_text import read_text

Reader = Callable[[str, bytes, Limits], list[Paragraph]]


def _html(name: str, data: bytes, _limits: Limits) -> list[Paragraph]:
    return read_html(name, data)


def _markdown(name: str, data: bytes, _limits: Limits) -> list[Paragraph]:
    return read_markdown(name, data)


def _text(name: str, data: bytes, _limits: Limits) -> list[Paragraph]:
    return read_text(name, data)


READERS: dict[str, Reader] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    ".docx": read_docx,
    ".txt": _text,
}
