"""Markdown to plain blocks with line numbers, or to HTML. The only door to markdown-it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin


class BlockKind(StrEnum):
    """The kinds of block that the library uses."""

    FRONT_MATTER = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its number in the file, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table.

    `level` is 1 to 6 for headings, else 0; `name` is Markdown's own for OTHER; `rows` are the cells of a table, the
    header first, else none.
    """

    kind: BlockKind
    level: int
    lines: tuple[Line, ...]
    name: str
    rows: tuple[tuple[str, ...], ...] = ()


# What is nested deeper than the parser allows is left out without a word: lists in lists are, 20 is its own choice.
_PARSER = MarkdownIt("commonmark", {"maxNesting": 150}).enable("table").use(front_matter_plugin)
# CommonMark lets no list but one from 1 begin within a paragraph; treaties count on right below a line.
_COUNTED_LINE = re.compile(r"(?<=[.:;,])[ \t]*\n(?=(?:\d{1,3}[a-z]?\.|\([a-z\d]{1,3}\)|[a-z]\))[ \t]*\S)")
_CONTAINERS = {"bullet_list", "ordered_list", "list_item", "paragraph", "heading"}


def read_blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text in order; whatever the library does not use comes as OTHER."""
    open_tokens: list[str] = []
    heading_level = 0
    tokens = iter(_PARSER.parse(text))
    for token in tokens:
        if token.type == "table_open":
            yield _table(token, tokens)
            continue
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1:
            open_tokens.append(name)
            heading_level = int(token.tag[1]) if name == "heading" else 0
            if name not in _CONTAINERS:
                yield Block(BlockKind.OTHER, 0, _lines(token), name)
        elif token.nesting == -1:
            open_tokens.pop()
        elif token.type == "front_matter":
            yield Block(BlockKind.FRONT_MATTER, 0, _lines(token, offset=1), name)
        elif token.type == "inline":
            yield Block(_kind(open_tokens), heading_level, _lines(token), name)
        else:
            yield Block(BlockKind.OTHER, 0, _lines(token), name)


def html_of(text: str) -> str:
    """A Markdown text as HTML, without its front matter; HTML in the text is passed on as it is."""
    html: str = _PARSER.render(_COUNTED_LINE.sub("\n\n", text))
    return html


def _table(opening: Token, tokens: Iterator[Token]) -> Block:
    """The table that a token opens; takes its tokens up to the one that closes it."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content.strip())
    first = (opening.map[0] if opening.map else 0) + 1
    lines = tuple(Line(first + number, " ".join(row)) for number, row in enumerate(rows))
    return Block(BlockKind.TABLE, 0, lines, "table", tuple(map(tuple, rows)))


def _kind(open_tokens: list[str]) -> BlockKind:
    if "heading" in open_tokens:
        return BlockKind.HEADING
    return BlockKind.ITEM if "list_item" in open_tokens else BlockKind.PARAGRAPH


def _lines(token: Token, offset: int = 0) -> tuple[Line, ...]:
    first = (token.map[0] if token.map else 0) + 1 + offset
    return tuple(Line(first + number, line.rstrip()) for number, line in enumerate(token.content.split("\n")))
