"""From printed pages to paragraphs: running heads off, lines joined, also across pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.hyphenation import join_lines, words_of
from ingest.paragraphs import PageStart, Paragraph
from ingest.readers.pdf import Line, Page
from ingest.running_heads import without_running_heads

_WIDER = 1.12  # than usual: a distance between lines that sets paragraphs apart
_PLAIN_DISTANCE = 1.3  # in letter sizes, for a text that never goes on in a second line
_SIZE_DIFFERS = 0.1
_SENTENCE_END = re.compile(r"[.:;?!][)\]”’\"']*$")
_ITEM_END = re.compile(r"(?:[.:;,]|\b(?:and|or|en|of))$")
_ITEM_MARK = re.compile(r"(?:\((?:[a-z]{1,2}|[ivx]+)\)|[•▪–])\s")


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    line: Line
    page: int


def paragraphs_of(pages: Sequence[Page], known_words: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of the pages in order. `known_words` help to mend words that a line end cut in two."""
    lines = [_PlacedLine(line, page.number) for page in without_running_heads(pages) for line in page.lines]
    known_words |= words_of(placed.line.text for placed in lines)
    return [_join(group, known_words) for group in _groups(lines)]


def _join(lines: Sequence[_PlacedLine], known_words: frozenset[str]) -> Paragraph:
    text = ""
    marks: list[PageStart] = []
    for placed in lines:
        text = join_lines(text, placed.line.text, known_words) if text else placed.line.text
        if not marks or marks[-1].page != placed.page:
            marks.append(PageStart(len(text) - len(placed.line.text), placed.page))
    return Paragraph(text, tuple(marks))


def _groups(lines: Sequence[_PlacedLine]) -> Iterator[list[_PlacedLine]]:
    usual = _usual_distance(lines)
    group = list(lines[:1])
    for previous, placed in pairwise(lines):
        if _begins_paragraph(previous, placed, usual):
            yield group
            group = []
        group.append(placed)
    if group:
        yield group


def _usual_distance(lines: Sequence[_PlacedLine]) -> float:
    """The usual distance between lines of a paragraph, in letter sizes.

    Measured where a line begins with a small letter, which goes on with the line above for certain.
    """
    inner = (pair for pair in pairwise(lines) if pair[1].line.text[0].islower())
    distances = (_distance(previous, placed) for previous, placed in inner)
    return median([distance for distance in distances if distance is not None] or [_PLAIN_DISTANCE])


def _distance(previous: _PlacedLine, placed: _PlacedLine) -> float | None:
    """How far a line stands below the one before it; None where it stands elsewhere."""
    down = previous.line.baseline - placed.line.baseline
    return down / placed.line.size if previous.page == placed.page and down > 0 else None


def _begins_paragraph(previous: _PlacedLine, placed: _PlacedLine, usual: float) -> bool:
    if _is_set_otherwise(previous.line, placed.line):
        return True
    if _ITEM_MARK.match(placed.line.text) and _ITEM_END.search(previous.line.text):
        return True
    distance = _distance(previous, placed)
    if distance is None:
        return _SENTENCE_END.search(previous.line.text) is not None
    return distance > _WIDER * usual


def _is_set_otherwise(one: Line, other: Line) -> bool:
    return one.bold is not other.bold or abs(one.size - other.size) > _SIZE_DIFFERS * max(one.size, other.size)
