"""The text of a passage as paragraphs, lists and tables, with one stretch of it marked and its terms explained."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from bots.answer_records import quote_mark
from knowledge.documents import Passage
from knowledge.sentences import Span

_ITEM = "- "


class BlockKind(StrEnum):
    """How a block is set."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class TermSpan:
    """Where a text uses a term, and the id of the note that explains it."""

    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is marked throughout or not at all; `term` is the id of the note on it, or empty."""

    text: str
    marked: bool
    term: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs one by one, or the items of a list; each line in pieces."""

    kind: BlockKind
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `marked` tells of each row whether the marked stretch is in its sentence."""

    kind: BlockKind
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[bool, ...]


def text_blocks(text: str, marked: Span | None = None, terms: Sequence[TermSpan] = ()) -> tuple[Block, ...]:
    """The blocks of a text in the form in which passages are stored."""
    grouped = groupby(_lines(text), key=lambda line: line[0])
    return tuple(Block(kind, tuple(pieces(text, span, marked, terms) for _, span in lines)) for kind, lines in grouped)


def passage_blocks(passage: Passage, marked: Span | None, terms: Sequence[TermSpan]) -> Iterator[Block | TableBlock]:
    """The blocks of a passage, its tables as tables instead of their sentences."""
    rows = {
        passage.sentences[table.first + number].span.start: index
        for index, table in enumerate(passage.tables)
        for number in range(len(table.rows))
    }
    for (kind, table_index), lines in groupby(_lines(passage.text), key=lambda ln: (ln[0], rows.get(ln[1].start))):
        spans = [span for _, span in lines]
        if table_index is None:
            yield Block(kind, tuple(pieces(passage.text, span, marked, terms) for span in spans))
        else:
            table = passage.tables[table_index]
            yield TableBlock(BlockKind.TABLE, table.header, table.rows, tuple(_touches(span, marked) for span in spans))


def _touches(span: Span, marked: Span | None) -> bool:
    return marked is not None and marked.start < span.end and span.start < marked.end


def pieces(text: str, span: Span, marked: Span | None, terms: Iterable[TermSpan] = ()) -> tuple[Piece, ...]:
    """A stretch of a text, cut where the marked stretch and the terms in it begin and end."""
    inside = [mention for mention in terms if span.start <= mention.span.start and mention.span.end <= span.end]
    cuts = {span.start, span.end, *(edge for mention in inside for edge in (mention.span.start, mention.span.end))}
    if marked is not None:
        cuts |= {min(max(edge, span.start), span.end) for edge in (marked.start, marked.end)}
    edges = sorted(cuts)
    named = {mention.span.start: mention.note for mention in inside}
    return tuple(
        Piece(text[start:end], _touches(Span(start, end), marked), named.get(start, ""))
        for start, end in pairwise(edges)
    )


def find_marked(passage: Passage, mark: str) -> Span | None:
    """The run of whole sentences with this mark; None where the text no longer holds those words."""
    spans = [sentence.span for sentence in passage.sentences]
    for number, first in enumerate(spans):
        for last in spans[number:]:
            span = Span(first.start, last.end)
            if quote_mark(span.of(passage.text)) == mark:
                return span
    return None


def _lines(text: str) -> Iterator[tuple[BlockKind, Span]]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.startswith(_ITEM):
            yield BlockKind.LIST, Span(start + len(_ITEM), end)
        elif line.strip():
            yield BlockKind.PARAGRAPH, Span(start, end)
        start = end + 1
