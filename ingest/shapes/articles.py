"""The shape of laws and regulations: recitals, articles with numbered paragraphs, annexes.

A numbered paragraph is a provision ("art-8/2a"); an article whose text has no numbers is one itself ("art-5"). Points
belong to the paragraph above them. Recitals are those before the first article. A part of an annex is a provision
("annex-i/part-b"), as is an annex with text outside of parts ("annex-ii"). What an act quotes of another one that it
changes belongs to the article that quotes it, with the articles, chapters and numbers in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import TEXT_END, Paragraph
from ingest.provisions import OpenProvision, Provision

_ARTICLE = re.compile(r"(?:Article|Artikel)\s+(\d+[a-z]?)\.?")
_GROUP = re.compile(r"(?:CHAPTER|SECTION|TITLE|PART|HOOFDSTUK|AFDELING|TITEL|DEEL)\s+[IVXLC\d]+\b.*")
_INNER_GROUPS = ("SECTION", "AFDELING")  # stand within the others
_ANNEX = re.compile(r"(ANNEX|BIJLAGE)(?:\s+([IVX]+))?")
_PART = re.compile(r"(PART|DEEL)\s+([A-Z]|[IVX]+)(?:\s*[:.–—]\s*(\S.*))?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(\d+[a-z]?)\.\s+(?=\S)")
_RECITAL = re.compile(r"\((\d{1,3})\)\s+(?=\S)")
_CLOSING = re.compile(r"(?:Done at|Gedaan te)\s")
ARTICLE_NUMBER = re.compile(r"art-(\d+)")
"""The locator of an article with its number; letters are of articles that came later."""
_NUMBERED_ANNEX = re.compile(r"annex-([ivx]+)(?:/.*)?")
_ROMAN_TO_TWENTY = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
_CLOSING_QUOTES = {"‘": "’", "“": "”", "„": "”"}
_DEFINITION = re.compile(r"[‘“„][^’”]+[’”]\s")  # quotes the term alone: ‘ore’ means ...


@dataclass(frozen=True, slots=True)
class Articles:
    """The shape.

    `repealed` are articles that a later act took out, so that their absence is no fault; `last` is the number of the
    last article that the text is known to have, 0 where only the text itself tells.
    """

    repealed: frozenset[str] = frozenset()
    last: int = 0

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included; what stands before the first is left out."""
        reading = _Reading()
        for paragraph in paragraphs:
            reading.read(paragraph)
        return [provision.closed() for provision in reading.provisions if provision.paragraphs]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: what was found, and what the numbering of articles and annexes leaves out."""
        locators = dict.fromkeys(provision.locator for provision in found)
        articles = {locator.split("/")[0] for locator in locators}
        numbers = [int(match[1]) for article in articles if (match := ARTICLE_NUMBER.fullmatch(article))]
        gaps = (f"art-{number}" for number in range(1, max(self.last, *numbers, 0) + 1))
        return (*locators, *(gap for gap in gaps if gap not in articles | self.repealed), *_annexes_left_out(locators))


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
    closing_quote: str = ""  # the sign that ends the quotation that is read, empty outside of one

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if self._is_quoted(text):
            self.awaits = ""
            self.provisions[-1].paragraphs.append(paragraph)
            return
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
        elif self.awaits and not TEXT_END.search(text) and not _PARAGRAPH.match(text):
            self._take_title(text)
        else:
            self.awaits = ""
            self._read_text(paragraph)

    def _is_quoted(self, text: str) -> bool:
        """Whether a paragraph goes on with a quotation.

        It ends at its sign, and one whose sign is missing with the article, so that no more than that is lost in it.
        """
        if self.closing_quote and (self._is_next_article(text) or _CLOSING.match(text) or _ANNEX.fullmatch(text)):
            self.closing_quote = ""
        is_quoted = bool(self.closing_quote)
        if not is_quoted and self.place.startswith("art-") and not _DEFINITION.match(text):
            self.closing_quote = _CLOSING_QUOTES.get(text[:1], "")
        if self.closing_quote and text.rstrip(".,;: ").endswith(self.closing_quote):
            self.closing_quote = ""
        return is_quoted

    def _is_next_article(self, text: str) -> bool:
        article, number = _ARTICLE.fullmatch(text), ARTICLE_NUMBER.fullmatch(self.place)
        return bool(article and number and article[1] == str(int(number[1]) + 1))

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


def _annexes_left_out(locators: Iterable[str]) -> list[str]:
    """The numbered annexes that stand before the last one that was found and were not found themselves."""
    found = {match[1] for locator in locators if (match := _NUMBERED_ANNEX.fullmatch(locator))}
    last = max((_ROMAN_TO_TWENTY.index(number) for number in found if number in _ROMAN_TO_TWENTY), default=0)
    return [f"annex-{number}" for number in _ROMAN_TO_TWENTY[:last] if number not in found]
