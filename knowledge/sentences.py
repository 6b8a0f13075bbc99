"""Where the sentences of a text begin and end. The only door to sentencex."""

import re
from dataclasses import dataclass

from sentencex import segment

from knowledge.language import Language

_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")  # sentencex breaks down on some that take more than a byte
_CUT_NUMBER = re.compile(r"\b[IVX]+\.$")  # "chapter II." of "chapter II.A.11"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: characters `start` up to but not including `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself, byte for byte."""
        return text[self.start : self.end]


def sentence_spans(text: str, language: Language) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them."""
    spans: list[Span] = []
    cursor = 0
    plain = _WIDE_SPACE.sub(" ", text)
    for piece in segment(language.value, plain):
        start = plain.index(piece, cursor)
        cursor = start + len(piece)
        stripped = piece.strip()
        if not stripped:
            continue
        start += piece.index(stripped)
        if spans and (_continues(stripped) or _CUT_NUMBER.search(spans[-1].of(text))):
            spans[-1] = Span(spans[-1].start, start + len(stripped))
        else:
            spans.append(Span(start, start + len(stripped)))
    return tuple(spans)


def _continues(piece: str) -> bool:
    """Whether a piece was cut off at an abbreviation: sentences here begin with a capital or a quotation mark."""
    return piece[0].islower() or piece[0].isdigit()
