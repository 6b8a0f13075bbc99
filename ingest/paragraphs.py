"""A paragraph of an original: what readers of all formats make and what shapes recognise provisions in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

SENTENCE_END = re.compile(r"[.:;?!][)\]”’\"']*$")
"""How a sentence ends; the line of a heading does not."""
TEXT_END = re.compile(r"[.:;?!,][)\]”’\"']*$")
"""How running text ends that may break off within a sentence, as the items of a law do."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """The position in a text at which a page begins."""

    position: int
    page: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, a list item, a row of a table or a heading, as one line without white space around it.

    `page_starts` are in order and the first is at position 0; empty for an original without pages. `level` is 1 to 6
    for what the format itself marks as a heading, 1 the outermost; None for all else and where the format marks none.
    `start` is its position in the extracted text, which `placed` gives it.
    """

    text: str
    page_starts: tuple[PageStart, ...]
    level: int | None = None
    start: int = 0

    @property
    def end(self) -> int:
        """The position in the extracted text behind its last character."""
        return self.start + len(self.text)

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.page_starts[0].page if self.page_starts else None

    def cut(self, start: int, end: int) -> "Paragraph":
        """The stretch from `start` up to but not including `end`, with its own pages."""
        before = [mark for mark in self.page_starts if mark.position <= start][-1:]
        inside = [mark for mark in self.page_starts if start < mark.position < end]
        marks = (PageStart(max(0, mark.position - start), mark.page) for mark in (*before, *inside))
        return Paragraph(self.text[start:end], tuple(marks), self.level, self.start + start)


def extracted_text(paragraphs: Iterable[Paragraph]) -> str:
    """The text of an original, a line for each paragraph: what the spans of its passages count in."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def placed(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs at their places in the extracted text."""
    found, start = [], 0
    for paragraph in paragraphs:
        found.append(replace(paragraph, start=start))
        start += len(paragraph.text) + 1
    return found
