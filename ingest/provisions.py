"""Provisions as shapes find them, and the passages they become: whole where they fit, else in parts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from ingest.paragraphs import Paragraph
from ingest.passage_text import PassageText
from knowledge.documents import Document, Passage
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.sentences import Span, sentence_spans

LONGEST_PART = 250
_STEP = 10
_ITEM_MARK = re.compile(r"\((?:[a-z]{1,2}|[ivx]+)\) |[a-z]\) |[•▪–] ")
_NUMBER = re.compile(r"\d{1,3}[a-z]?\. \S")


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered or named place of a source with its text. `headings` are those above it, outermost first."""

    locator: str
    heading: str
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(slots=True)
class OpenProvision:
    """A provision while its paragraphs are read."""

    locator: str
    heading: str
    headings: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)

    def closed(self, paragraphs: Iterable[Paragraph] | None = None) -> Provision:
        """The provision, with these of its paragraphs or with all."""
        kept = self.paragraphs if paragraphs is None else paragraphs
        return Provision(self.locator, self.heading, self.headings, tuple(kept))


def missing_and_repeated(
    provisions: Iterable[Provision], expected: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expected locators that were not found, and those found more than once or not expected at all."""
    found = Counter(provision.locator for provision in provisions if provision.paragraphs)
    missing = tuple(locator for locator in expected if locator not in found)
    repeated = tuple(locator for locator, count in found.items() if count > 1 or locator not in expected)
    return missing, repeated


def passages_of(provision: Provision, document: Document) -> Iterator[Passage]:
    """The passages of a provision, each of at most about LONGEST_PART words and beginning with a sentence."""
    for number, paragraphs in enumerate(_parts(provision.paragraphs, document.language), start=1):
        body = _body(paragraphs, document.language)
        yield Passage(
            document=document,
            reference=Reference(document.source, provision.locator),
            part=number,
            heading=provision.heading,
            headings=provision.headings,
            text=body.text,
            sentences=body.sentences,
            page=paragraphs[0].page,
            span=Span(paragraphs[0].start, paragraphs[-1].end),
            questions=(),
            see_also=(),
            topics=(),
            unknown=False,
            status=document.status,
            applies_from=document.applies_from,
            checked=document.checked,
            evidence=(),
            tables=(),
        )


def is_item(text: str) -> bool:
    """Whether a paragraph is an item of a list by its mark: (a), b), (ii), a bullet."""
    return _ITEM_MARK.match(text) is not None


def _body(paragraphs: Iterable[Paragraph], language: Language) -> PassageText:
    body = PassageText(language)
    for paragraph in paragraphs:
        if is_item(paragraph.text):
            body.add_marked_item(paragraph.text)
        elif _NUMBER.match(paragraph.text):
            body.add_numbered_paragraph(paragraph.text)
        else:
            body.add_paragraph(paragraph.text)
    return body


def _parts(paragraphs: Sequence[Paragraph], language: Language) -> list[list[Paragraph]]:
    """As few parts as the longest allows, and these as even as they can be."""
    pieces = [piece for paragraph in paragraphs for piece in _pieces(paragraph, language)]
    parts = _filled(pieces, LONGEST_PART)
    even = ceil(sum(map(_words, pieces)) / len(parts))
    for limit in range(even, LONGEST_PART, _STEP):
        smaller = _filled(pieces, limit)
        if len(smaller) == len(parts):
            return smaller
    return parts


def _filled(pieces: Iterable[Paragraph], limit: int) -> list[list[Paragraph]]:
    """The pieces in groups of at most so many words, except where one piece alone is longer."""
    groups: list[list[Paragraph]] = [[]]
    for piece in pieces:
        if groups[-1] and sum(map(_words, groups[-1])) + _words(piece) > limit:
            groups.append(_taken_introduction(groups[-1]))
        groups[-1].append(piece)
    return groups


def _taken_introduction(group: list[Paragraph]) -> list[Paragraph]:
    """What introduces the next piece, taken from the end of its group: it says nothing by itself."""
    return [group.pop()] if len(group) > 1 and group[-1].text.endswith(":") else []


def _pieces(paragraph: Paragraph, language: Language) -> Iterator[Paragraph]:
    """The paragraph, or stretches of whole sentences where it is longer than a part may be."""
    if _words(paragraph) <= LONGEST_PART:
        yield paragraph
        return
    spans = sentence_spans(paragraph.text, language)
    first = spans[0]
    start, end = first.start, first.end
    for span in spans[1:]:
        if len(paragraph.text[start : span.end].split()) > LONGEST_PART:
            yield paragraph.cut(start, end)
            start = span.start
        end = span.end
    yield paragraph.cut(start, end)


def _words(paragraph: Paragraph) -> int:
    return len(paragraph.text.split())
