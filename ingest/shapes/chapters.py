"""The shape of covenants: numbered chapters with numbered paragraphs, and numbered annexes.

A paragraph is a provision ("3.5"), so is what stands in a chapter above its first one ("3"), an annex ("annex-1") and a
section with a name of its own. Lettered items belong to the paragraph above them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import TEXT_END, Paragraph
from ingest.provisions import OpenProvision, Provision, is_item

_CHAPTER = re.compile(r"(?:(CHAPTER|HOOFDSTUK)\s+)?(\d{1,2})(?:\s*[:.–—]\s*|\s+|$)(.*)", re.IGNORECASE)
_ANNEX = re.compile(r"(ANNEX|APPENDIX|BIJLAGE)\s+(\d{1,2})(?:\s*[:.–—]\s*|\s+|$)(.*)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(\d{1,2})\.(\d{1,3})\.?\s+(?=\S)")
_ENTRY = re.compile(r".*(?:(?:[.…]\s*){3,}|;\s*)\d{1,3}")  # of a table of contents
_LOCATOR = re.compile(r"(\d+)\.(\d+)")
_HEADING_WORDS = 20
_BEHIND = -1


@dataclass(frozen=True, slots=True)
class Chapters:
    """The shape: how many chapters and annexes a whole text has, and the locators of its sections with a name."""

    chapters: int
    annexes: int
    named: Mapping[str, str]

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included; the table of contents is left out."""
        reading = _Reading(self)
        for position, paragraph in enumerate(paragraphs):
            reading.read(paragraph, paragraphs[position + 1 :][:1])
        return [provision.closed() for provision in reading.provisions if provision.paragraphs]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: chapters with their paragraphs up to the last that was found, and annexes."""
        locators = [provision.locator for provision in found]
        numbers = [tuple(map(int, match.groups())) for each in locators if (match := _LOCATOR.fullmatch(each))]
        last = {chapter: max(n for c, n in numbers if c == chapter) for chapter, _ in numbers}
        paragraphs = (f"{chapter}.{n}" for chapter, most in last.items() for n in range(1, most + 1))
        chapters = (str(chapter) for chapter in range(1, self.chapters + 1) if chapter not in last)
        annexes = (f"annex-{number}" for number in range(1, self.annexes + 1))
        return tuple(dict.fromkeys((*locators, *paragraphs, *chapters, *annexes)))


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    shape: Chapters
    provisions: list[OpenProvision] = field(default_factory=list)
    chapter: int = 0  # that is read, 0 before the first, _BEHIND in the annexes
    paragraph: int = 0  # the last one in it
    heading: str = ""  # of the chapter
    topic: str = ""  # the heading that stands above the paragraph
    awaits_title: bool = False

    def read(self, paragraph: Paragraph, following: Sequence[Paragraph]) -> None:
        text = paragraph.text
        if _ENTRY.fullmatch(text):
            return
        match = _PARAGRAPH.match(text)
        if match is not None and int(match[1]) == self.chapter and int(match[2]) > self.paragraph:
            self._open_paragraph(int(match[2]))
            self._add(paragraph.cut(match.end(), len(text)))
        elif not _is_heading(text) or not self._read_heading(text, following):
            self.awaits_title = False
            self._add(paragraph)

    def _read_heading(self, line: str, following: Sequence[Paragraph]) -> bool:
        """Whether a line that is no sentence opens a chapter, an annex or a section, or names what follows."""
        chapter, annex = _CHAPTER.fullmatch(line), _ANNEX.fullmatch(line)
        named = self.shape.named.get(line.casefold())
        is_above_paragraph = any(_PARAGRAPH.match(paragraph.text) for paragraph in following)
        if chapter and self._counts_on(int(chapter[2])) and (chapter[1] or is_above_paragraph):
            self._open_chapter(chapter)
        elif annex:
            self.chapter = _BEHIND
            self._open(f"annex-{annex[2]}", f"{annex[1].capitalize()} {annex[2]}", annex[3])
        elif named and not self._has_begun():
            self._open(named, line, "")
            self.awaits_title = False
        elif self.awaits_title:
            self._take_title(line)
        elif self.chapter > 0 and is_above_paragraph:
            self.topic = sentence_case(line)
        else:
            return False
        return True

    def _counts_on(self, number: int) -> bool:
        """Whether a number is that of the next chapter, or of the first after no more than a table of contents."""
        return number == self.chapter + 1 or (number == 1 and not self._has_begun())

    def _has_begun(self) -> bool:
        """Whether a numbered paragraph was seen, so that what comes is no table of contents."""
        return any(_LOCATOR.fullmatch(provision.locator) for provision in self.provisions)

    def _open_chapter(self, match: re.Match[str]) -> None:
        word, number, title = match.groups()
        if number == "1":
            self.provisions = [each for each in self.provisions if each.locator in self.shape.named.values()]
        self.chapter, self.paragraph = int(number), 0
        self._open(number, f"{word.capitalize()} {number}" if word else number, title)

    def _open(self, locator: str, name: str, title: str) -> None:
        self.heading = f"{name}: {sentence_case(title)}" if title else name
        self.topic, self.awaits_title = "", not title
        self.provisions.append(OpenProvision(locator, self.heading, ()))

    def _take_title(self, title: str) -> None:
        self.heading += f": {sentence_case(title)}"
        self.provisions[-1].heading = self.heading
        self.awaits_title = False

    def _open_paragraph(self, number: int) -> None:
        self.paragraph = number
        heading = f"{self.chapter}.{number} {self.topic}".rstrip()
        self.provisions.append(OpenProvision(f"{self.chapter}.{number}", heading, (self.heading,)))

    def _add(self, paragraph: Paragraph) -> None:
        if self.provisions:
            self.provisions[-1].paragraphs.append(paragraph)


def _is_heading(text: str) -> bool:
    is_short = len(text.split()) <= _HEADING_WORDS
    return is_short and not TEXT_END.search(text) and not is_item(text)
