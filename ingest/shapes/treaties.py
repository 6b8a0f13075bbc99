"""The shape of treaties: a preamble, articles that keep their numbered paragraphs, a closing formula, annexes.

An article is one provision, named by its number ("2"). What follows the closing formula in the same file is another
instrument with its own articles ("protocol/2") or, for a recommendation, numbered paragraphs ("r146/13").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import TEXT_END, Paragraph
from ingest.provisions import OpenProvision, Provision

_ARTICLE = re.compile(r"(?:Article|Artikel)\s+(\d+)\.?", re.IGNORECASE)
_GROUP = re.compile(r"(?:(?:PART|DEEL|TITLE|TITEL|CHAPTER|HOOFDSTUK)\s+)?[IVX]+\.?", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"(?:Recommendation|Aanbeveling)\s+(?:No\.\s*)?(\d+)", re.IGNORECASE)
_PROTOCOL = re.compile(r".*\bprotocol\b.*", re.IGNORECASE)
_ANNEX = re.compile(r"(?:Annex|Bijlage)(?:\s+([IVX]+|\d+))?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:The foregoing is the authentic text|(?:De voorgaande tekst|Het voorafgaande) is de authentieke tekst"
    r"|IN (?:FAITH|WITNESS) WHEREOF|TEN BLIJKE WAARVAN|DONE (?:at|in) |GEDAAN te )"
)
_PARAGRAPH = re.compile(r"(\d+)\.\s+(?=\S)")
_LONGEST_TITLE = 15  # words
_COUNTED = re.compile(r"(?:(.*)/)?(\d+)")


@dataclass(frozen=True, slots=True)
class Treaties:
    """The shape, in the words of one language for what the text itself gives no heading."""

    preamble: str
    closing: str
    paragraph: str

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included; titles are none. None without articles."""
        reading = _Reading(self, any(paragraph.level is not None for paragraph in paragraphs))
        for paragraph in paragraphs:
            reading.read(paragraph)
        found = [provision.closed() for provision in reading.provisions if provision.paragraphs]
        return found if any(_COUNTED.fullmatch(provision.locator) for provision in found) else []

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: what was found, and what the numbering of each instrument leaves out."""
        locators = dict.fromkeys(provision.locator for provision in found)
        last: dict[str, int] = {}
        for locator in locators:
            match = _COUNTED.fullmatch(locator)
            if match is not None:
                last[match[1] or ""] = max(last.get(match[1] or "", 0), int(match[2]))
        counted = (_below(name, str(n)) for name, count in last.items() for n in range(1, count + 1))
        return (*locators, *(locator for locator in counted if locator not in locators))


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    shape: Treaties
    marked: bool  # whether the format of the text marks its headings
    provisions: list[OpenProvision] = field(default_factory=list)
    instrument: str = ""  # that is read: empty for the treaty, "protocol", "r146"
    name: str = ""  # of the instrument, where it is not the treaty
    group: str = ""
    awaits: str = ""  # what a heading that is next would be the title of: "instrument", "group" or "provision"
    counts: bool = False  # whether numbered paragraphs are provisions, as in a recommendation
    articles: bool = False  # whether an article of the treaty was seen
    closed: bool = False  # whether the closing formula of the instrument was seen

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        article, annex = _ARTICLE.fullmatch(text), _ANNEX.fullmatch(text)
        recommendation = _RECOMMENDATION.fullmatch(text)
        if article is not None and not self.counts:
            self.articles, self.closed = True, False
            self._open(article[1], text)
        elif self.articles and recommendation is not None:
            self._begin(f"r{recommendation[1]}", text, counts=True)
        elif self.articles and paragraph.level is not None and _PROTOCOL.fullmatch(text):
            self._begin("protocol", text, counts=False)
        elif self.articles and annex is not None:
            self.group = ""
            self._open(f"annex-{annex[1].lower()}" if annex[1] else "annex", sentence_case(text))
        elif _GROUP.fullmatch(text):
            *kind, number = text.split()
            self.group, self.awaits = " ".join((*map(str.capitalize, kind), number)), "group"
        elif not self._is_title(paragraph):
            self._read_text(paragraph)

    def _is_title(self, paragraph: Paragraph) -> bool:
        """Take in a heading that belongs to what stands above it, or a line that can be nothing else."""
        if paragraph.level is None and (self.marked or not self.awaits or not _can_be_title(paragraph.text)):
            return False
        title, awaits = sentence_case(paragraph.text).rstrip("."), self.awaits
        self.awaits = ""
        if awaits == "provision":
            self.provisions[-1].heading += f": {title}"
        elif awaits == "group":
            self.group += f": {title}"
        elif awaits == "instrument":
            self.name += f": {title}"
        return True

    def _begin(self, instrument: str, name: str, *, counts: bool) -> None:
        self.instrument, self.name, self.counts = instrument, sentence_case(name), counts
        self.group, self.closed, self.awaits = "", False, "instrument"
        self._open("preamble", self.shape.preamble)
        self.awaits = "instrument"

    def _open(self, number: str, heading: str) -> None:
        above = tuple(filter(None, (self.name, self.group)))
        self.provisions.append(OpenProvision(_below(self.instrument, number), heading, above))
        self.awaits = "provision"

    def _read_text(self, paragraph: Paragraph) -> None:
        self.awaits = ""
        closing = _CLOSING.search(paragraph.text)
        match = _PARAGRAPH.match(paragraph.text)
        if closing is not None and not self.closed and (self.articles or self.counts):
            if closing.start():  # a text whose last line ran into the formula
                self._read_text(paragraph.cut(0, closing.start()))
            self.closed, self.group = True, ""
            self._open("closing", self.shape.closing)
            paragraph = paragraph.cut(closing.start(), len(paragraph.text))
        elif match is not None and self.counts and not self.closed:
            self._open(match[1], f"{self.name.partition(':')[0]}, {self.shape.paragraph} {match[1]}")
            paragraph = paragraph.cut(match.end(), len(paragraph.text))
        elif not self.provisions:
            self._open("preamble", self.shape.preamble)
        self.awaits = ""
        self.provisions[-1].paragraphs.append(paragraph)


def _can_be_title(text: str) -> bool:
    is_text = TEXT_END.search(text) or _PARAGRAPH.match(text)
    return not is_text and len(text.split()) <= _LONGEST_TITLE


def _below(instrument: str, number: str) -> str:
    return f"{instrument}/{number}" if instrument else number
