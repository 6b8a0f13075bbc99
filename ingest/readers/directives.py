"""The lines of a library file that say something about a place instead of in it: `See also: ungp-2011/18`."""

import datetime
import re
from enum import StrEnum

from ingest.problems import Problem, problem
from ingest.readers.markdown import Line
from knowledge.documents import Status


class Directive(StrEnum):
    """What a line with a name and a colon gives."""

    SEE_ALSO = "see also"
    EVIDENCE = "evidence"
    STATUS = "status"
    APPLIES_FROM = "applies from"
    CHECKED = "checked"
    ROW = "row"
    ALSO = "also"
    MISSPELT = "misspelt"


_NAMES = {directive.value: directive for directive in Directive} | {
    "zie ook": Directive.SEE_ALSO,
    "bewijs": Directive.EVIDENCE,
    "geldt vanaf": Directive.APPLIES_FROM,
    "gecontroleerd": Directive.CHECKED,
    "rij": Directive.ROW,
    "ook": Directive.ALSO,
    "fout gespeld": Directive.MISSPELT,
}
_LINE = re.compile(rf"(?P<name>{'|'.join(_NAMES)})\s*:\s*(?P<value>.+)", re.IGNORECASE)


def read_directive(text: str) -> tuple[Directive, str] | None:
    """The directive in a line and its value; None for a line of text."""
    match = _LINE.fullmatch(text.strip())
    return None if match is None else (_NAMES[match["name"].lower()], match["value"].strip())


def read_list(value: str) -> tuple[str, ...]:
    """The pieces of a value set apart by commas or semicolons."""
    return tuple(piece.strip() for piece in re.split(r"[,;]", value) if piece.strip())


def read_status(file: str, line: Line, value: str) -> tuple[Status | None, list[Problem]]:
    """The status that a value names, or what is wrong with it."""
    try:
        return Status(value), []
    except ValueError:
        return None, [problem(file, line.number, "bad_status", found=value, known=", ".join(Status))]


def read_date(file: str, line: Line, value: str) -> tuple[datetime.date | None, list[Problem]]:
    """The day that a value names, written as 2030-01-01, or what is wrong with it."""
    try:
        return datetime.date.fromisoformat(value), []
    except ValueError:
        return None, [problem(file, line.number, "bad_date", found=value)]
