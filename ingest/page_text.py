"""From printed pages to paragraphs: running heads and notes off, columns in order, lines joined, also across pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median

from ingest.hyphenation import join_lines, mend_blanks, words_of
from ingest.page_figures import without_figures
from ingest.page_layout import in_reading_order, whole_lines
from ingest.page_notes import without_notes
from ingest.page_tables import Cell, Table
from ingest.paragraphs import SENTENCE_END, PageStart, Paragraph
from ingest.readers.pdf import NOTE_MARK, Line, Page
from ingest.running_heads import without_running_heads

_WIDER = 1.12  # than usual: a distance between lines that sets paragraphs apart
_PLAIN_DISTANCE = 1.3  # in letter sizes, for a text that never goes on in a second line
_SIZE_DIFFERS = 0.1
_ROOM = 0.3
_HEADING_WORDS = 20  # the most that a heading has
_NEAR_PAGES = 2  # behind which what broke off goes on
_ITEM_END = re.compile(r"(?:[.:;,]|\b(?:and|or|en|of))$")
_NOTE = re.compile(rf"\s*(?:\(\s*{NOTE_MARK}+\s*\)|{NOTE_MARK}+)")
_BARE_COLON = re.compile(r":;")
_ITEM_MARK = re.compile(r"(?:\(?(?:[a-z]{1,2}|[ivx]+)\)|[a-z]\.|\d{1,3}\.|\d{1,2}(?:\.\d{1,3})+\.?|[•▪–])\s")


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    """The text of a line and its page; `line` is None for the row of a table, which is a paragraph of its own."""

    text: str
    page: int
    line: Line | None


def paragraphs_of(pages: Sequence[Page], known_words: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of the pages in order, one for each row of a table.

    `known_words` help to mend words that a line end cut in two.
    """
    whole = [_with_whole_lines(page) for page in without_running_heads(pages)]
    bodies = list(without_notes(list(without_figures(whole))))
    known_words |= words_of(line.text for page in bodies for line in page.lines)
    lines = [placed for page in bodies for placed in _placed(page, known_words)]
    return _reunited([_join(group, known_words) for group in _groups(lines)], known_words)


def _with_whole_lines(page: Page) -> Page:
    return replace(page, lines=tuple(whole_lines(page.lines)))


def _placed(page: Page, known_words: frozenset[str]) -> Iterator[_PlacedLine]:
    for block in in_reading_order(page.lines):
        if isinstance(block, Table):
            yield from (_PlacedLine(row, page.number, None) for row in _row_texts(block, known_words))
        elif text := _NOTE.sub("", block.text).strip():
            yield _PlacedLine(mend_blanks(text, known_words), page.number, block)


def _row_texts(table: Table, known_words: frozenset[str]) -> Iterator[str]:
    """The rows of a table as people read them: "header: cell; header: cell", or the cells alone without a header."""
    names = [_cell_text(cell, known_words) for cell in table.header] or [""] * len(table.rows[0])
    for row in table.rows:
        cells = zip(names, (_cell_text(cell, known_words) for cell in row), strict=True)
        yield _BARE_COLON.sub(":", "; ".join(f"{name}: {text}" if name else text for name, text in cells if text))


def _cell_text(cell: Cell, known_words: frozenset[str]) -> str:
    lines = (_NOTE.sub("", line).strip() for line in cell)
    return reduce(lambda text, line: join_lines(text, line, known_words) if text else line, lines, "")


def _join(lines: Sequence[_PlacedLine], known_words: frozenset[str]) -> Paragraph:
    text = ""
    marks: list[PageStart] = []
    for placed in lines:
        text = join_lines(text, placed.text, known_words) if text else placed.text
        if not marks or marks[-1].page != placed.page:
            marks.append(PageStart(len(text) - len(placed.text), placed.page))
    return Paragraph(text, tuple(marks))


def _reunited(paragraphs: Sequence[Paragraph], known_words: frozenset[str]) -> list[Paragraph]:
    """The paragraphs, those that break off at the end of a page joined to where they go on behind a box or a table."""
    kept: list[Paragraph] = []
    broken: int | None = None  # where the last one stands that broke off
    for paragraph in paragraphs:
        if kept and _breaks_off(kept[-1], paragraph):
            broken = len(kept) - 1
        if broken is not None and _goes_on(kept[broken], paragraph):
            kept[broken] = _continued(kept[broken], paragraph, known_words)
            broken = None
        else:
            kept.append(paragraph)
    return kept


def _breaks_off(paragraph: Paragraph, following: Paragraph) -> bool:
    is_last = paragraph.page_starts[-1].page < following.page_starts[0].page
    return is_last and len(paragraph.text.split()) > _HEADING_WORDS and not SENTENCE_END.search(paragraph.text)


def _goes_on(broken: Paragraph, paragraph: Paragraph) -> bool:
    is_near = paragraph.page_starts[0].page - broken.page_starts[-1].page <= _NEAR_PAGES
    return is_near and paragraph.text[0].islower() and not _ITEM_MARK.match(paragraph.text)


def _continued(one: Paragraph, other: Paragraph, known_words: frozenset[str]) -> Paragraph:
    text = join_lines(one.text, other.text, known_words)
    shift = len(text) - len(other.text)
    marks = (PageStart(mark.position + shift, mark.page) for mark in other.page_starts)
    return Paragraph(text, (*one.page_starts, *marks))


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
    inner = (pair for pair in pairwise(lines) if pair[1].text[0].islower())
    distances = (_distance(previous, placed) for previous, placed in inner)
    return median([distance for distance in distances if distance is not None] or [_PLAIN_DISTANCE])


def _distance(previous: _PlacedLine, placed: _PlacedLine) -> float | None:
    """How far a line stands below the one before it; None where it stands elsewhere."""
    one, other = previous.line, placed.line
    if one is None or other is None or previous.page != placed.page:
        return None
    down = one.baseline - other.baseline
    return down / other.size if down > 0 else None


def _begins_paragraph(previous: _PlacedLine, placed: _PlacedLine, usual: float) -> bool:
    if previous.line is None or placed.line is None or _is_set_otherwise(previous.line, placed.line):
        return True
    if _ITEM_MARK.match(placed.text) and (_ITEM_END.search(previous.text) or _has_room(previous.line, placed.line)):
        return True
    distance = _distance(previous, placed)
    if distance is None:
        is_heading = previous.page != placed.page and placed.line.bold and not placed.text[0].islower()
        return is_heading or SENTENCE_END.search(previous.text) is not None
    return distance > _WIDER * usual


def _has_room(one: Line, other: Line) -> bool:
    """Whether a line ends well before the one below it, so that it ends its paragraph."""
    return one.right < other.right - _ROOM * (other.right - other.left)


def _is_set_otherwise(one: Line, other: Line) -> bool:
    if one.mixed or other.mixed:
        return False
    return one.bold is not other.bold or abs(one.size - other.size) > _SIZE_DIFFERS * max(one.size, other.size)
