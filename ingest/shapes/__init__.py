"""One file per way in which sources are built up: paragraphs to provisions."""

from collections.abc import Sequence
from typing import Protocol

from ingest.paragraphs import Paragraph
from ingest.provisions import Provision


class Shape(Protocol):
    """Recognises provisions in the paragraphs of a text, and knows what a whole text holds."""

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included."""

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators that a whole text has, judged by what was found where the shape itself does not tell."""
