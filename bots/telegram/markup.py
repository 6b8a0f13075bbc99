"""Rich text: blocks of runs, as Telegram HTML and as plain text. The only place that escapes.

A run holds its text as Telegram shows it, so that what is measured here is what is measured there.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import pairwise

_BLANK = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")


class Style(StrEnum):
    """How a run is set."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; `url` is where it leads, or empty. Telegram has no links in code."""

    text: str
    style: Style
    url: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", shown(self.text))


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands close above what it is the heading of."""

    runs: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Stands apart from what comes before and after it."""

    runs: Line


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; `mark` is its number or dot, empty where the item began in an earlier message."""

    mark: str
    runs: Line


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote under a header of its own; an expandable one shows its first lines until it is pressed."""

    header: Line
    runs: Line
    expandable: bool


Block = Heading | Paragraph | Item | Quote
RichText = tuple[Block, ...]


def plain(text: str) -> Run:
    """Text as it is."""
    return Run(text, Style.PLAIN, "")


def bold(text: str) -> Run:
    """Bold text."""
    return Run(text, Style.BOLD, "")


def italic(text: str) -> Run:
    """Text in italics."""
    return Run(text, Style.ITALIC, "")


def code(text: str) -> Run:
    """Text to copy as it stands."""
    return Run(text, Style.CODE, "")


def link(text: str, url: str, style: Style = Style.PLAIN) -> Run:
    """Text that leads to an address; the text alone where there is none."""
    return Run(text, style, url)


def shown(text: str) -> str:
    """A text as Telegram shows it: without the characters that it takes out or turns into spaces.

    Half a pair of surrogates, which it refuses, becomes the replacement character.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    # Composed first: in a decomposed "å" the ring, which Telegram takes out, is part of the letter.
    composed = unicodedata.normalize("NFC", _BLANK.sub(" ", whole))
    return unicodedata.normalize("NFC", _DROPPED.sub("", composed))


def line_of(block: Block) -> Line:
    """All runs of a block, with its mark or header."""
    match block:
        case Item(mark, runs) if mark:
            return (plain(f"{mark} "), *runs)
        case Quote(header, runs) if header:
            return (*header, plain("\n"), *runs)
        case _:
            return block.runs


def text_of(line: Sequence[Run]) -> str:
    """The text of runs."""
    return "".join(run.text for run in line)


def to_plain(text: RichText) -> str:
    """What a reader sees, without any style."""
    return _joined(text, lambda block: text_of(line_of(block)))


def to_html(text: RichText) -> str:
    """The text in Telegram's HTML."""
    return _joined(text, _block_html)


def units(text: str) -> int:
    """How long Telegram finds a text, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def entities(line: Sequence[Run]) -> int:
    """How many of Telegram's entities runs need."""
    return sum((run.style is not Style.PLAIN) + bool(run.url) for run in line)


def block_entities(block: Block) -> int:
    """How many of Telegram's entities a block needs."""
    return entities(line_of(block)) + isinstance(block, Quote)


def separator(before: Block, after: Block) -> str:
    """What stands between two blocks."""
    goes_on = type(before) is type(after) and isinstance(before, Item | Quote)
    return "\n" if goes_on or isinstance(before, Heading) else "\n\n"


def _joined(text: RichText, form: Callable[[Block], str]) -> str:
    first = [form(block) for block in text[:1]]
    return "".join([*first, *(separator(before, after) + form(after) for before, after in pairwise(text))])


def _block_html(block: Block) -> str:
    html = "".join(_run_html(run) for run in line_of(block))
    if not isinstance(block, Quote):
        return html
    opening = "<blockquote expandable>" if block.expandable else "<blockquote>"
    return f"{opening}{html}</blockquote>"


def _run_html(run: Run) -> str:
    html = escape(run.text, quote=False)
    if run.style in _TAGS:
        tag = _TAGS[run.style]
        html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(run.url)}">{html}</a>' if run.url else html
