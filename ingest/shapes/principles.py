"""The shape of the UN Guiding Principles: numbered principles, each with a commentary, below up to three headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.headings import sentence_case
from ingest.paragraphs import SENTENCE_END, Paragraph
from ingest.provisions import OpenProvision, Provision, is_item

_NUMBER = re.compile(r"(?P<number>[1-9]\d?)\.\s+(?=\S)")
_PILLAR = re.compile(r"[IVX]+\.\s")
_SECTION = re.compile(r"[A-Z]\.\s")
GENERAL = "general-principles"


@dataclass(frozen=True, slots=True)
class Principles:
    """The shape, in the words of one language.

    `principle` names a principle, `commentary` is the line above a commentary, `general` the heading of the principles
    without a number; `count` is how many numbered ones there are.
    """

    count: int
    principle: str
    commentary: str
    general: str

    @property
    def locators(self) -> tuple[str, ...]:
        """All that a complete text holds: each principle, its commentary, and the general principles."""
        numbered = (locator for n in range(1, self.count + 1) for locator in (str(n), f"{n}/commentary"))
        return (GENERAL, *numbered)

    def expected(self, _found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text, whatever was found."""
        return self.locators

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included; what stands before the first is left out."""
        reading = _Reading(self)
        headings = _headings(paragraphs)
        for position, paragraph in enumerate(paragraphs):
            if position in headings:
                reading.read_heading(sentence_case(paragraph.text))
            elif paragraph.text.casefold() == self.general.casefold() and _speaks(paragraphs[position + 1 :][:1]):
                reading.open(GENERAL, self.general, ())
            else:
                reading.read_text(paragraph)
        return reading.finish()


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    shape: Principles
    provisions: list[OpenProvision] = field(default_factory=list)
    headings: tuple[str, str, str] = ("", "", "")
    is_open: bool = False

    def read_heading(self, heading: str) -> None:
        pillar, section, _ = self.headings
        if _PILLAR.match(heading):
            self.headings = (heading, "", "")
        elif _SECTION.match(heading):
            self.headings = (pillar, heading, "")
        else:
            self.headings = (pillar, section, heading)
        self.is_open = False

    def read_text(self, paragraph: Paragraph) -> None:
        match = _NUMBER.match(paragraph.text)
        if match is not None:
            self._open_principle(match["number"])
            paragraph = paragraph.cut(match.end(), len(paragraph.text))
        elif paragraph.text.casefold() == self.shape.commentary.casefold():
            self._open_commentary()
            return
        if self.is_open:
            self.provisions[-1].paragraphs.append(paragraph)

    def open(self, locator: str, heading: str, headings: tuple[str, ...]) -> None:
        self.provisions.append(OpenProvision(locator, heading, headings))
        self.is_open = True

    def _open_principle(self, number: str) -> None:
        self.open(number, f"{self.shape.principle} {number}", tuple(filter(None, self.headings)))

    def _open_commentary(self) -> None:
        if self.is_open:
            above = self.provisions[-1]
            heading = f"{above.heading}: {self.shape.commentary.lower()}"
            self.open(f"{above.locator}/commentary", heading, above.headings)

    def finish(self) -> list[Provision]:
        """All provisions; the last ends where the back cover begins, with words that are no sentence."""
        if not self.provisions:
            return []
        last = self.provisions.pop()
        closed = [provision.closed() for provision in self.provisions]
        return [*closed, last.closed(takewhile(_is_text, last.paragraphs))]


def _headings(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Where headings stand: no sentence, and followed by another heading or a principle.

    So the lines of a table of contents are none.
    """
    found: set[int] = set()
    for position in reversed(range(len(paragraphs) - 1)):
        leads = position + 1 in found or _NUMBER.match(paragraphs[position + 1].text)
        if leads and not _is_text(paragraphs[position]) and not _NUMBER.match(paragraphs[position].text):
            found.add(position)
    return frozenset(found)


def _speaks(paragraphs: Sequence[Paragraph]) -> bool:
    return any(map(_is_text, paragraphs))


def _is_text(paragraph: Paragraph) -> bool:
    return is_item(paragraph.text) or SENTENCE_END.search(paragraph.text) is not None
