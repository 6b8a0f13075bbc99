"""The marks that count paragraphs and list items: 1. 2a. (a) a) iv. • –"""

import re

_MARK = r"(?:\((?:[a-z]{1,2}|[ivxl]+|\d{1,3}[a-z]?)\)|\d{1,3}[a-z]?\.|[ivxl]+\.|[–—•▪])"
_ALONE = re.compile(f"[‘“]?{_MARK}")  # a law that changes another quotes the marks of that one
_LEADING = re.compile(rf"(?:[‘“]?{_MARK}|\d{{1,3}}(?:\.\d{{1,3}})+\.?|[a-z]{{1,2}}[.)]|\d{{1,3}}\)|[-*])\s+(?=\S)")
_OPENING = re.compile(r"(?:\([a-z\d]{1,3}\)|[a-z]\)|\d{1,3}\.(?!\d))\s*")

BULLET = "•"


def is_mark(text: str) -> bool:
    """Whether a text is a mark and nothing else, as in a cell of its own."""
    return _ALONE.fullmatch(text) is not None


def begins_with_mark(text: str) -> bool:
    """Whether a text brings its own mark."""
    return _LEADING.match(text) is not None


def spaced(text: str) -> str:
    """The text with a space behind each mark that opens it, also where a converter left one out: "(a)work"."""
    marks, rest = [], text
    while match := _OPENING.match(rest):
        marks.append(match[0].strip())
        rest = rest[match.end() :]
    return " ".join(filter(None, (*marks, rest)))
