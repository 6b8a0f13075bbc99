"""The text of a passage as paragraphs and lists, with one stretch of it marked."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from knowledge.documents import Passage
from knowledge.sentences import Span

_ITEM = "- "


class BlockKind(StrEnum):
    """How a block is set."""

    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is marked throughout or not at all."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs one by one, or the items of a list; each line in pieces."""

    kind: BlockKind
    lines: tuple[tuple[Piece, ...], ...]


def text_blocks(text: str, marked: Span | None = None) -> tuple[Block, ...]:
    """The blocks of a text in the form in which passages are stored."""
    grouped = groupby(_lines(text), key=lambda line: line[0])
    return tuple(Block(kind, tuple(pieces(text, span, marked) for _, span in lines)) for kind, lines in grouped)


def pieces(text: str, span: Span, marked: Span | None) -> tuple[Piece, ...]:
    """A stretch of a text, cut where the marked stretch begins and ends."""
    if marked is None:
        return (Piece(span.of(text), marked=False),)
    start = min(max(marked.start, span.start), span.end)
    end = max(min(marked.end, span.end), start)
    cut = ((span.start, start, False), (start, end, True), (end, span.end, False))
    return tuple(Piece(text[a:b], marked=is_marked) for a, b, is_marked in cut if a < b)


def quote_mark(quote: str) -> str:
    """A short name for a quote, 16 hexadecimal digits, by which a link can ask for it to be marked."""
    return hashlib.sha256(quote.encode()).hexdigest()[:16]


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
