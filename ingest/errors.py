"""Errors of this package, named for what the caller does next.

IngestError
├── LibraryHasProblems    show the problems to the editor
├── UnreadableOriginal    tell the operator why; the other originals go in
└── UnsupportedOriginal   tell the operator which formats and sources there are
"""

from ingest.problems import Problem


class IngestError(Exception):
    """Base of everything that goes wrong in this package."""


class LibraryHasProblems(IngestError):
    """The library cannot be published as it is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the library")
        self.problems = problems


class UnreadableOriginal(IngestError):
    """An original is damaged, encrypted, empty or only scanned; the message says which."""


class UnsupportedOriginal(IngestError):
    """An original is of a format or a shape that is not read."""
