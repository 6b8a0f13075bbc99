"""Plain text as paragraphs: set apart by blank lines, with lines that were wrapped joined again."""

import re
from collections.abc import Iterator

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.hyphenation import join_lines, words_of
from ingest.paragraphs import SENTENCE_END, Paragraph
from ingest.readers.encodings import decoded
from ingest.readers.marks import begins_with_mark

_WIDEST = 120  # characters that a wrapped line has at most: where lines are longer, each is a paragraph
_SHORT = 0.6  # of the width: a line that ends here was not wrapped
_PAGE = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
_HEAD = 1024


def read_text(name: str, data: bytes) -> list[Paragraph]:
    """The paragraphs of a plain text; raises UnreadableOriginal, which calls the file by `name`."""
    lines = [" ".join(line.split()) for line in re.split(r"[\n\f\v]", text_of(name, data))]
    known_words = words_of(lines)
    width = max(map(len, lines))
    paragraphs: list[Paragraph] = []
    for group in _groups(lines, width):
        text = group[0]
        for line in group[1:]:
            text = join_lines(text, line, known_words)
        paragraphs.append(Paragraph(text, ()))
    return paragraphs


def text_of(name: str, data: bytes) -> str:
    """The text in a file, whatever its encoding; raises UnreadableOriginal for one that is empty or no text."""
    text = decoded(data)
    if text is None or _PAGE.search(text[:_HEAD]):
        raise UnreadableOriginal(name, UnreadableReason.NOT_TEXT if data.strip() else UnreadableReason.EMPTY)
    if not text.strip():
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    return text


def _groups(lines: list[str], width: int) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    group: list[str] = []
    for line in lines:
        if group and (not line or width > _WIDEST or _begins(group[-1], line, width)):
            yield group
            group = []
        if line:
            group.append(line)
    if group:
        yield group


def _begins(previous: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph, because it is counted or the one above was broken off on purpose."""
    if begins_with_mark(line) or len(previous) < _SHORT * width:
        return True
    has_room = len(previous) + 1 + len(line.split(maxsplit=1)[0]) <= width
    return has_room and SENTENCE_END.search(previous) is not None
