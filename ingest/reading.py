"""From the file of an original to its paragraphs: one reader for each format."""

from collections.abc import Callable
from pathlib import Path

from ingest.errors import UnreadableOriginal, UnreadableReason, UnsupportedOriginal
from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph
from ingest.readers.html import read_html
from ingest.readers.pdf import LIMITS, read_pdf

Reader = Callable[[str, bytes, frozenset[str]], list[Paragraph]]


def _read_pdf(name: str, data: bytes, known_words: frozenset[str]) -> list[Paragraph]:
    return paragraphs_of(read_pdf(name, data), known_words)


def _read_html(name: str, data: bytes, _known_words: frozenset[str]) -> list[Paragraph]:
    return read_html(name, data)


_READERS: dict[str, Reader] = {".pdf": _read_pdf} | dict.fromkeys((".html", ".htm", ".xhtml"), _read_html)


def file_bytes(path: Path) -> bytes:
    """What is in the file; raises UnreadableOriginal where it cannot be opened or is too large."""
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise UnreadableOriginal(path.name, UnreadableReason.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableOriginal(path.name, UnreadableReason.NOT_OPENED) from error


def read_paragraphs(name: str, data: bytes, known_words: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of a file called `name`, in the order of the text.

    `known_words` help to mend words that a line end cut in two. Raises UnsupportedOriginal or UnreadableOriginal.
    """
    reader = _READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise UnsupportedOriginal("format", name=name, formats=", ".join(_READERS))
    return reader(name, data, known_words)
