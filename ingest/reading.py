"""From the file of an original to its paragraphs: one reader for each format."""

from functools import lru_cache
from pathlib import Path

from ingest.errors import UnreadableOriginal, UnreadableReason, UnsupportedOriginal
from ingest.limits import LIMITS, Limits
from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph, placed
from ingest.readers.apart import read_apart
from ingest.readers.formats import READERS
from ingest.readers.pdf import Page, read_pdf

_PDF = ".pdf"
FORMATS = (_PDF, *READERS)
"""The endings of the names of files that are read."""


def file_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """What is in the file; raises UnreadableOriginal where it is none, cannot be opened or is too large."""
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe, which would keep us waiting for ever
            raise UnreadableOriginal(path.name, UnreadableReason.NO_FILE)
        if path.stat().st_size > limits.file_bytes:
            raise UnreadableOriginal(path.name, UnreadableReason.TOO_LARGE)
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)  # it may have grown since; what is too large is refused later on
    except (OSError, ValueError) as error:
        raise UnreadableOriginal(path.name, UnreadableReason.NOT_OPENED) from error


def read_paragraphs(name: str, data: bytes, known_words: frozenset[str], limits: Limits = LIMITS) -> list[Paragraph]:
    """The paragraphs of a file called `name`, in the order of the text.

    `known_words` help to mend words that a line end cut in two. Raises UnsupportedOriginal or UnreadableOriginal.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise UnsupportedOriginal("format", name=name, formats=", ".join(FORMATS))
    if not data:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    if len(data) > limits.file_bytes:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE)
    if suffix == _PDF:
        return placed(paragraphs_of(_pages(name, data, limits), known_words))
    return placed(_apart(name, suffix, data, limits))


# A file is asked for its language before it is read for good, and reading it is what takes the time: the last is kept.


@lru_cache(maxsize=1)
def _pages(name: str, data: bytes, limits: Limits) -> tuple[Page, ...]:
    return read_pdf(name, data, limits)


@lru_cache(maxsize=1)
def _apart(name: str, suffix: str, data: bytes, limits: Limits) -> tuple[Paragraph, ...]:
    return tuple(read_apart(name, suffix, data, limits))
