"""The shape of every other text: each heading is a place, named by its number or its words, below the one above it.

"Part A: Minerals" is `part-a`, "Scope" within it `part-a/scope`. A text whose format marks no headings is taken in
numbered parts.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.headings import sentence_case
from ingest.paragraphs import Paragraph
from ingest.provisions import LONGEST_PART, OpenProvision, Provision

OPENING = "opening"
"""The place of what stands before the first heading below the title."""

_KINDS = (
    "annex|appendix|article|chapter|part|question|section|step|title"
    "|bijlage|artikel|hoofdstuk|deel|vraag|afdeling|paragraaf|stap|titel"
)
_NUMBERED = re.compile(
    rf"(?P<number>(?:{_KINDS})\s+(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\b|\d+(?:\.\d+)*(?=[.:)\s]|$)|(?:[ivxlc]+|[a-z])(?=[.)]))"
    r"[.:)]*\s*[–—-]?\s*(?P<words>.*)",
    re.IGNORECASE,
)
_LONGEST_SLUG = 48


@dataclass(frozen=True, slots=True)
class Headings:
    """The shape. Where a heading is the one named `root`, the text begins there and ends with its part of the text."""

    root: str = ""

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text."""
        if all(paragraph.level is None for paragraph in paragraphs):
            return _numbered_parts(paragraphs)
        reading = _Reading()
        for paragraph in self._own(paragraphs):
            reading.read(paragraph)
        found = [provision.closed() for provision in reading.provisions if provision.paragraphs]
        return [replace(provision, locator=locator) for provision, locator in zip(found, _unique(found), strict=True)]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """What was found: nothing tells what else there should be."""
        return tuple(provision.locator for provision in found)

    def _own(self, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """The paragraphs without the title of the whole, or those of the root."""
        headings = [(position, found.level) for position, found in enumerate(paragraphs) if found.level is not None]
        for position, level in headings:
            if self.root and slug(paragraphs[position].text) == self.root:
                ends = (end for end, other in headings if end > position and other <= level)
                return [replace(paragraphs[position], level=0), *paragraphs[position + 1 : next(ends, None)]]
        first, outermost = headings[0]
        is_title = all(level > outermost for _, level in headings[1:])
        return [*paragraphs[:first], *paragraphs[first + 1 :]] if is_title else paragraphs


def slug(heading: str) -> str:
    """The name of a place by its heading: the number where it has one, else its words."""
    match = _NUMBERED.fullmatch(heading)
    text = unicodedata.normalize("NFKD", match["number"] if match else heading)
    words = re.findall(r"[a-z0-9]+(?:\.[0-9]+)*", text.encode("ascii", "ignore").decode().lower())
    short = ""
    for word in words:
        if short and len(short) + len(word) >= _LONGEST_SLUG:
            break
        short = f"{short}-{word}" if short else word
    return short[:_LONGEST_SLUG] or "place"


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    provisions: list[OpenProvision] = field(default_factory=list)
    above: list[tuple[int, str, str]] = field(default_factory=list)  # level, locator and heading of each

    def read(self, paragraph: Paragraph) -> None:
        if paragraph.level is None:
            if not self.provisions:
                self.provisions.append(OpenProvision(OPENING, "", ()))
            self.provisions[-1].paragraphs.append(paragraph)
        elif not self._take_title(paragraph.text):
            self._open(paragraph.text, paragraph.level)

    def _take_title(self, text: str) -> bool:
        """Take in a heading that gives the words to a number right above it: "Annex I", "List of metals"."""
        if not self.provisions or self.provisions[-1].paragraphs:
            return False
        above = _NUMBERED.fullmatch(self.provisions[-1].heading)
        if above is None or above["words"] or _NUMBERED.fullmatch(text):
            return False
        level, locator, heading = self.above.pop()
        self.provisions[-1].heading = f"{heading}: {sentence_case(text)}"
        self.above.append((level, locator, self.provisions[-1].heading))
        return True

    def _open(self, text: str, level: int) -> None:
        self.above = [place for place in self.above if place[0] < level]
        locator, heading = slug(text) if level else "", sentence_case(text)
        path = "/".join(filter(None, (*(place for _, place, _ in self.above[-1:]), locator)))
        self.provisions.append(OpenProvision(path, heading, tuple(heading for _, _, heading in self.above)))
        self.above.append((level, path, heading))


def _unique(provisions: Iterable[Provision]) -> list[str]:
    """Their locators, with a number behind each that comes again."""
    seen: Counter[str] = Counter()
    locators = []
    for provision in provisions:
        seen[provision.locator] += 1
        count = seen[provision.locator]
        locators.append(provision.locator if count == 1 else f"{provision.locator}-{count}")
    return locators


def _numbered_parts(paragraphs: Sequence[Paragraph]) -> list[Provision]:
    parts: list[OpenProvision] = []
    words = LONGEST_PART
    for paragraph in paragraphs:
        length = len(paragraph.text.split())
        if words + length > LONGEST_PART:
            parts.append(OpenProvision(f"part-{len(parts) + 1}", "", ()))
            words = 0
        words += length
        parts[-1].paragraphs.append(paragraph)
    return [part.closed() for part in parts]
