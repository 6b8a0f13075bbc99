"""The shape of laws and regulations: recitals, articles with numbered paragraphs, annexes.

A numbered paragraph is a provision ("art-8/2a"); an article whose text has no numbers is one itself ("art-5"). Points
belong to the paragraph above them. Recitals are those before the first article. A part of an annex is a provision
("annex-i/part-b"), as is an annex with text outside of parts ("annex-ii").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import Paragraph
from ingest.provisions import OpenProvision, Provision

_ARTICLE = re.compile(r"(?:Article|Artikel)\s+(\d+[a-z]?)\.?")
_GROUP = re.compile(r"(?:CHAPTER|SECTION|TITLE|PART|HOOFDSTUK|AFDELING|TITEL|DEEL)\s+[IVXLC\d]+\b.*")
_INNER_GROUPS = ("SECTION", "AFDELING")  # stand within the others
_ANNEX = re.compile(r"(ANNEX|BIJLAGE)(?:\s+([IVX]+))?")
_PART = re.compile(r"(PART|DEEL)\s+([A-Z]|[IVX]+)(?:\s*[:.–—]\s*(\S.*))?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(\d+[a-z]?)\.\s+(?=\S)")
_RECITAL = re.compile(r"\((\d{1,3})\)\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.:;?!,][)\]”’\"']*$")
_CLOSING = re.compile(r"(?:Done at|Gedaan te)\s")
_NUMBER = re.compile(r"art-(\d+)")


@dataclass(frozen=True, slots=True)
class Articles:
    """The shape. `repealed` are articles that a later act took out, so that their absence is no fault."""

    repealed: frozenset[str] = frozenset()

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included; what stands before the first is left out."""
        reading = _Reading()
        for paragraph in paragraphs:
            reading.read(paragraph)
        return [provision.closed() for provision in reading.provisions if provision.paragraphs]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: what was found, and what the numbering of the articles leaves out."""
        locators = dict.fromkeys(provision.locator for provision in found)
        articles = {locator.split("/")[0] for locator in locators}
        numbers = [int(match[1]) for article in articles if (match := _NUMBER.fullmatch(article))]
        gaps = (f"art-{number}" for number in range(1, max(numbers, default=0) + 1))
        return (*locators, *(gap for gap in gaps if gap not in articles | self.repealed))


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    provisions: list[OpenProvision] = field(default_factory=list)
    groups: tuple[str, ...] = ()
    place: str = ""  # the locator of the article or annex that is read, empty outside of one
    title: str = ""
    awaits: str = ""  # what a line without a sentence would be: the title of a "group", a "place" or a "part"
    began: bool = False  # whether an article was seen: recitals stand before
    ended: bool = False  # whether the closing formula was seen: only annexes come after

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        part = _PART.fullmatch(text) if self.place.startswith("annex") else None
        if part is not None:
            self._open_part(part)
            return
        for kind, pattern in (("article", _ARTICLE), ("annex", _ANNEX), ("group", _GROUP)):
            match = pattern.fullmatch(text)
            if match is not None:
                self._open_heading(kind, match)
                return
        if _CLOSING.match(text):
            self.place, self.ended = "", True
        elif self.awaits and not _SENTENCE_END.search(text) and not _PARAGRAPH.match(text):
            self._take_title(text)
        else:
            self.awaits = ""
            self._read_text(paragraph)

    def _open_heading(self, kind: str, match: re.Match[str]) -> None:
        if kind == "group":
            kind_of_group, number = match[0].split(maxsplit=1)
            depth = 1 if kind_of_group in _INNER_GROUPS else 0
            self.groups = (*self.groups[:depth], f"{kind_of_group.capitalize()} {number}")
            self.place, self.awaits = "", "group"
            return
        if kind == "article" and not self.ended:
            self.began = True
            self._open_place(f"art-{match[1]}", match[0])
        elif kind == "annex" and self.began:
            self.groups, self.ended = (), True
            locator = f"annex-{match[2].lower()}" if match[2] else "annex"
            self._open_place(locator, " ".join(filter(None, (match[1].capitalize(), match[2]))))

    def _open_place(self, locator: str, name: str) -> None:
        self.place, self.title, self.awaits = locator, name, "place"
        self._open(locator)

    def _open_part(self, match: re.Match[str]) -> None:
        word, number, title = match.groups()
        heading = f"{word.capitalize()} {number.upper()}" + (f": {title}" if title else "")
        self.provisions.append(OpenProvision(f"{self.place}/part-{number.lower()}", heading, (self.title,)))
        self.awaits = "" if title else "part"

    def _open(self, locator: str) -> None:
        self.provisions.append(OpenProvision(locator, self.title, self.groups))

    def _take_title(self, text: str) -> None:
        if self.awaits == "part":
            self.provisions[-1].heading += f": {sentence_case(text)}"
        elif self.awaits == "group":
            self.groups = (*self.groups[:-1], f"{self.groups[-1]}: {sentence_case(text)}")
        else:
            self.title = f"{self.title}: {sentence_case(text)}"
            self.provisions[-1].heading = self.title
        self.awaits = ""

    def _read_text(self, paragraph: Paragraph) -> None:
        if not self.began:
            self._read_recital(paragraph)
            return
        if not self.place:
            return
        match = _PARAGRAPH.match(paragraph.text)
        if match is not None and self.place.startswith("art-") and self._goes_on(match[1]):
            self._open(f"{self.place}/{match[1]}")
            paragraph = paragraph.cut(match.end(), len(paragraph.text))
        self.provisions[-1].paragraphs.append(paragraph)

    def _read_recital(self, paragraph: Paragraph) -> None:
        match = _RECITAL.match(paragraph.text)
        if match is not None:
            self.provisions.append(OpenProvision(f"recital-{match[1]}", f"({match[1]})", ()))
            paragraph = paragraph.cut(match.end(), len(paragraph.text))
        if self.provisions:
            self.provisions[-1].paragraphs.append(paragraph)

    def _goes_on(self, number: str) -> bool:
        """Whether a number counts on in its article; a quoted act within a paragraph has numbers of its own."""
        last = self.provisions[-1].locator.partition("/")[2]
        return _rank(number) > _rank(last) if last else number == "1"


def _rank(number: str) -> tuple[int, str]:
    """The order of the numbers of paragraphs: 2, 2a, 3."""
    letter = number.lstrip("0123456789")
    return int(number.removesuffix(letter)), letter
