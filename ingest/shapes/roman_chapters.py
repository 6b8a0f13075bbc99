"""The shape of the OECD Guidelines: chapters with Roman numbers, lettered sections, numbered paragraphs, commentary.

A paragraph is a provision ("IV.5", in a section "II.A.11"), so is what a chapter ("IV") or a section ("II.A") says
above its first one. Commentary is counted on through the whole text and stands below its chapter ("II/commentary-15").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import TEXT_END, Paragraph
from ingest.provisions import OpenProvision, Provision

_CHAPTER = re.compile(r"(?:(CHAPTER|HOOFDSTUK)\s+)?([IVX]+)(?:\s*[.:–—]\s*|\s+|$)(.*)", re.IGNORECASE)
_COMMENTARY = re.compile(r"(?:COMMENTARY|COMMENTAAR|TOELICHTING)(?:\s+(?:ON|TO|OP|BIJ)\s.*)?", re.IGNORECASE)
_CLOSING = re.compile(r"(?:PART|DEEL)\s+(?:II|2)\b.*", re.IGNORECASE)
_SECTION = re.compile(r"([A-Z])\.\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})\.\s+(?=\S)")
_ITEM = re.compile(r"\(?([a-z])\)\s+(?=\S)")
_ENTRY = re.compile(r".*(?:(?:[.…]\s*){3,}|;\s*)\d{1,3}")  # of a table of contents
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_HEADING_WORDS = 20


@dataclass(frozen=True, slots=True)
class RomanChapters:
    """The shape: how many chapters a whole text has, and in which of them lettered items are provisions ("V.1.c")."""

    chapters: int
    with_items: frozenset[str]

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included, without contents and what follows them."""
        reading = _Reading(self)
        for paragraph in paragraphs:
            reading.read(paragraph)
        return [provision.closed() for provision in reading.provisions if provision.paragraphs]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: its chapters, what was found, and the numbers that this leaves out."""
        locators = dict.fromkeys(provision.locator for provision in found)
        begun = {re.split(r"[./]", locator)[0] for locator in locators}
        chapters = (chapter for chapter in _NUMERALS[1 : self.chapters + 1] if chapter not in begun)
        return (*locators, *chapters, *_paragraph_gaps(locators), *_commentary_gaps(locators))


def _paragraph_gaps(locators: Iterable[str]) -> Iterator[str]:
    known = set(locators)
    heads = [(head, int(last)) for head, _, last in (each.rpartition(".") for each in known) if last.isdigit()]
    for above in sorted({head for head, _ in heads}):
        last = max(number for head, number in heads if head == above)
        yield from (gap for number in range(1, last) if not _holds(known, gap := f"{above}.{number}"))


def _holds(known: set[str], locator: str) -> bool:
    return locator in known or any(each.startswith(f"{locator}.") for each in known)


def _commentary_gaps(locators: Iterable[str]) -> Iterator[str]:
    """The numbers of commentary that are left out, below the chapter of the next one."""
    last = 0
    for locator in locators:
        chapter, slash, number = locator.partition("/commentary-")
        if slash:
            yield from (f"{chapter}/commentary-{gap}" for gap in range(last + 1, int(number)))
            last = int(number)


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    shape: RomanChapters
    provisions: list[OpenProvision] = field(default_factory=list)
    chapter: int = 0  # that is read; 0 outside of one
    headings: tuple[str, ...] = ()  # of the chapter and the section
    section: str = ""
    number: int = 0  # the last paragraph in the chapter or section
    item: str = ""  # the last lettered item in the paragraph
    commentary: int = 0  # the last paragraph of commentary in the text
    in_commentary: bool = False
    awaits_title: bool = False

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if _ENTRY.fullmatch(text):
            return
        if not _is_heading(text) or not self._read_heading(text):
            self.awaits_title = False
            self._read_text(paragraph)

    def _read_heading(self, line: str) -> bool:
        """Whether a line that is no sentence opens a chapter, its commentary or what is no chapter, or is a title."""
        chapter = _CHAPTER.fullmatch(line)
        if chapter and self._counts_on(chapter):
            self._open_chapter(chapter)
        elif self.chapter and _COMMENTARY.fullmatch(line):
            self.in_commentary, self.headings = True, (self.headings[0], sentence_case(line))
        elif self._has_begun() and _CLOSING.fullmatch(line):
            self.chapter = 0
        elif self.awaits_title:
            self._take_title(line)
        else:
            return False
        return True

    def _counts_on(self, match: re.Match[str]) -> bool:
        """Whether a number is that of the next chapter, or of the first after no more than a table of contents."""
        number = match[2].upper()
        is_titled = bool(match[1]) or match[3][:1].isalpha()
        is_next = number == _NUMERALS[self.chapter + 1] and self.chapter < self.shape.chapters
        return is_titled and (is_next or (number == "I" and not self._has_begun()))

    def _has_begun(self) -> bool:
        """Whether a numbered paragraph was seen, so that what comes is no table of contents."""
        return any(re.search(r"\.\d+$", provision.locator) for provision in self.provisions)

    def _open_chapter(self, match: re.Match[str]) -> None:
        word, numeral, title = match[1], match[2].upper(), match[3]
        if numeral == "I":
            self.provisions.clear()
        self.chapter = _NUMERALS.index(numeral)
        name = f"{word.capitalize()} {numeral}" if word else numeral
        self.headings = (f"{name}: {sentence_case(title)}" if title else name,)
        self.provisions.append(OpenProvision(numeral, self.headings[0], ()))
        self.section, self.number, self.item, self.in_commentary = "", 0, "", False
        self.awaits_title = not title

    def _take_title(self, title: str) -> None:
        self.headings = (f"{self.headings[0]}: {sentence_case(title)}",)
        self.provisions[-1].heading = self.headings[0]
        self.awaits_title = False

    def _read_text(self, paragraph: Paragraph) -> None:
        if not self.chapter:
            return
        mark = self._commentary_mark(paragraph.text) if self.in_commentary else self._mark(paragraph.text)
        start = mark.end() if mark else 0
        self.provisions[-1].paragraphs.append(paragraph.cut(start, len(paragraph.text)))

    def _commentary_mark(self, text: str) -> re.Match[str] | None:
        """The number of a paragraph of commentary, which is opened, where one begins here."""
        match = _NUMBER.match(text)
        if match is None or int(match[1]) <= self.commentary:
            return None
        self.commentary = int(match[1])
        numeral = _NUMERALS[self.chapter]
        self._open(f"{numeral}/commentary-{match[1]}", f"{self.headings[1]}: {match[1]}")
        return match

    def _mark(self, text: str) -> re.Match[str] | None:
        """The letter or number of a section, paragraph or item, which is opened, where one begins here."""
        section, number, item = _SECTION.match(text), _NUMBER.match(text), _ITEM.match(text)
        if section and section[1] == chr(ord(self.section or "@") + 1):
            self.section, self.number, self.item = section[1], 0, ""
            self._open(self._place, self._place)
            return section
        if number and int(number[1]) > self.number:
            self.number, self.item = int(number[1]), ""
            self._open(f"{self._place}.{number[1]}", f"{self._place}.{number[1]}")
            return number
        if item and self.number and _NUMERALS[self.chapter] in self.shape.with_items and item[1] > self.item:
            self.item = item[1]
            locator = f"{self._place}.{self.number}.{item[1]}"
            self._open(locator, locator)
            return item
        return None

    @property
    def _place(self) -> str:
        numeral = _NUMERALS[self.chapter]
        return f"{numeral}.{self.section}" if self.section else numeral

    def _open(self, locator: str, heading: str) -> None:
        self.provisions.append(OpenProvision(locator, heading, self.headings[:1]))


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS and not TEXT_END.search(text) and not _ITEM.match(text)
