"""PDF files as pages of lines. The parsing runs in a process of its own, so that a hostile file harms nobody else."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import LIMITS, Limits
from ingest.readers.workers import result_of

_WORKER = Path(__file__).with_name("pdf_worker.py")
_HEAD_BYTES = 1024  # readers look for the signs of a PDF this far from its beginning and its end


NOTE_MARK = "\ue000"
"""Stands in the text of a line where a small raised number pointed to a note."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print, or the piece of one that a wide gap parts from the rest, and how it is set.

    `left` and `right` are its edges, `baseline` its height above the foot of the page and `size` that of its letters,
    all in points. `bold` says that all of it is; `mixed` that it ends in another type than it begins. A word cut at
    the end of a line ends in a hyphen.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    mixed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1 as a viewer counts, with its lines in the order of the file."""

    number: int
    lines: tuple[Line, ...]


def read_pdf(name: str, data: bytes, limits: Limits = LIMITS) -> tuple[Page, ...]:
    """The pages of a PDF, blank ones included; raises UnreadableOriginal, which calls the file by `name`."""
    _check_bytes(name, data, limits)
    bounds = (limits.memory_bytes, int(limits.seconds) + 1, limits.pages, limits.characters)
    command = [sys.executable, "-P", str(_WORKER), *map(str, bounds)]  # -P: readers/ must not hide other modules
    result = result_of(command, name, data, limits)
    return tuple(Page(number, _lines(lines)) for number, lines in enumerate(result["pages"], start=1))


def _lines(records: list[list[Any]]) -> tuple[Line, ...]:
    return tuple(Line(*record) for record in records)


def _check_bytes(name: str, data: bytes, limits: Limits) -> None:
    if not data:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    if len(data) > limits.file_bytes:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE)
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise UnreadableOriginal(name, UnreadableReason.NOT_A_PDF)
    # PDFium would quietly make do with the pages it can still find in a file that breaks off.
    if b"%%EOF" not in data[-_HEAD_BYTES:]:
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED)
