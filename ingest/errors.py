"""Errors of this package, named for what the caller does next.

IngestError
├── LibraryHasProblems      show the problems to the editor
└── OriginalRefused         show `say(language)` to the operator; nothing was changed, the other originals go in
    ├── UnreadableOriginal  another copy of the file is needed; `reason` says why
    ├── UnsupportedOriginal there is no way to read this format, source or language yet
    ├── IncompleteOriginal  the file was read, but provisions are missing or stand in it twice
    ├── OriginalNotFetched  it was not downloaded; `key` says why
    └── OriginalNotKept     there is no such original to remove
"""

from collections.abc import Sequence
from enum import StrEnum

from ingest.problems import WORDING, Problem
from knowledge.language import Language

_SHOWN = 12


class IngestError(Exception):
    """Base of everything that goes wrong in this package."""


class LibraryHasProblems(IngestError):
    """The library cannot be published as it is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the library")
        self.problems = problems


class UnreadableReason(StrEnum):
    """Why no text can be had from a file; the wording files explain each."""

    NOT_OPENED = "not_opened"
    NO_FILE = "no_file"
    NOT_A_PDF = "not_a_pdf"
    NOT_HTML = "not_html"
    NOT_WORD = "not_word"
    NOT_TEXT = "not_text"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    TOO_LARGE = "too_large"


class OriginalRefused(IngestError):
    """An original cannot go in. `key` names the sentence in the wording files under `original`, `slots` fill it."""

    def __init__(self, key: str, **slots: object) -> None:
        self.key = key
        self.slots = slots
        super().__init__(self.say(Language.EN))

    def say(self, language: Language) -> str:
        """What is wrong and what to do, naming the file."""
        return WORDING.say(f"original.{self.key}", language, **self.slots)


class UnreadableOriginal(OriginalRefused):
    """An original is damaged, encrypted, empty, only scanned or too large to read."""

    def __init__(self, name: str, reason: UnreadableReason) -> None:
        super().__init__(reason.value, name=name)
        self.reason = reason


class UnsupportedOriginal(OriginalRefused):
    """An original is of a format, a source or a language that is not read yet."""


class IncompleteOriginal(OriginalRefused):
    """The provisions that were found are not those that the source has; locators in the order of the source."""

    def __init__(self, name: str, missing: Sequence[str], repeated: Sequence[str]) -> None:
        super().__init__("incomplete", name=name, missing=_listed(missing), repeated=_listed(repeated))
        self.missing = tuple(missing)
        self.repeated = tuple(repeated)


class OriginalNotFetched(OriginalRefused):
    """An official text could not be downloaded, or may not be; nothing of it was kept."""


class OriginalNotKept(OriginalRefused):
    """No original of this source or place, language and edition was added."""

    def __init__(self, text_of: str, language: Language, edition: str) -> None:
        super().__init__("not_kept", source=text_of, language=language, edition=edition)


def _listed(locators: Sequence[str]) -> str:
    shown = ", ".join(locators[:_SHOWN]) or "-"
    return f"{shown}, ..." if len(locators) > _SHOWN else shown
