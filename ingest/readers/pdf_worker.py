"""Reads one PDF from standard input and prints its text as JSON; `ingest.readers.pdf` runs it in a process of its own.

The only door to pypdfium2. Imports nothing of ours, so that it starts quickly and a PDF that breaks it breaks nothing
else. Prints `{"pages": [[piece, ...], ...]}` with the fields of `_Piece` in a list, or `{"unreadable": reason}`.
"""

import contextlib
import ctypes
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_RAISED_SIZE = 0.9  # of the letter before it: a digit this small that stands higher is a note mark
_RAISED_BY = 0.15
_NOTE_MARK = "\ue000"  # stands where such a digit stood
_WIDE = 1.0  # in letter sizes: a gap that parts the columns of a page or the cells of a table
_OTHER_SIZE = 0.1
_OTHER_HEIGHT = 0.5
_BOLD = 600
_FEW_CHARACTERS = 20  # a page: what a scanner prints in a corner
_MOST_PIECES = 2_000  # on a page: more is no text, and finding columns and tables in it would take for ever
_LINE_END_HYPHENS = "\x02\ufffe"  # PDFium's signs for a hyphen at the end of a line
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf076\uf0fc")  # symbol fonts have them in places of their own
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def main(memory: int, seconds: int, most_pages: int, most_characters: int) -> None:
    """Bound this process, read, print."""
    _bound(memory, seconds)
    try:
        result: dict[str, object] = _read(sys.stdin.buffer.read(), most_pages, most_characters)
    except MemoryError:
        result = {"unreadable": "too_large"}
    sys.stdout.buffer.write(json.dumps(result).encode())


def _bound(memory: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system knows both limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # ends this process even when its parent is gone
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(data: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > most_pages:
            return {"unreadable": "too_large"}
        pages, characters = [], 0
        for page in document:
            pages.append(list(_PageReader(page).pieces()))
            characters += sum(len(piece.text) for piece in pages[-1])
            if characters > most_characters or len(pages[-1]) > _MOST_PIECES:
                return {"unreadable": "too_large"}
        if characters < _FEW_CHARACTERS * len(pages) and any(map(_has_image, document)):
            return {"unreadable": "scanned"}
        return {"pages": pages} if characters else {"unreadable": "empty"}
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        return {"unreadable": "encrypted" if locked else "damaged"}


def _has_image(page) -> bool:  # type: ignore[no-untyped-def]
    import pypdfium2.raw

    return any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


class _Piece(NamedTuple):
    """The record of a piece of a line, as it is printed."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    mixed: bool


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A visible character: its baseline, edges and size in points, as the page is looked at."""

    position: int
    baseline: float
    left: float
    right: float
    size: float


def _stands_apart(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether a glyph begins another piece: beyond a wide gap, further back, or at another height."""
    size = max(before.size, glyph.size)
    if abs(glyph.baseline - before.baseline) > _OTHER_HEIGHT * size:
        return True
    return not -_WIDE * size <= glyph.left - before.right <= _WIDE * size


@dataclass(slots=True)
class _PieceParts:
    """A piece while its characters are read; `blanks` says how many visible ones there were at each blank."""

    text: list[str] = field(default_factory=list)
    glyphs: list[_Glyph] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)

    def ends(self) -> tuple[_Glyph, _Glyph]:
        """The last letters of the first and the last word; the first letter of all may be a large initial."""
        first = next((count for count in self.blanks if count), len(self.glyphs))
        return self.glyphs[first - 1], self.glyphs[-1]


class _PageReader:
    """Puts the characters of a page together to pieces of lines; text that stands on its side is left out."""

    def __init__(self, page) -> None:  # type: ignore[no-untyped-def]
        import pypdfium2.raw

        self._raw = pypdfium2.raw
        self._page = page.get_textpage()
        self._turn = page.get_rotation()
        self._width, self._height = page.get_size()
        self._piece = _PieceParts()
        self._letter: _Glyph | None = None  # the last visible character that is no note mark
        # Filled anew for each character: making them each time takes longer than all the rest.
        self._matrix = pypdfium2.raw.FS_MATRIX()
        self._origin = (ctypes.c_double(), ctypes.c_double())
        self._box = tuple(ctypes.c_double() for _ in range(4))

    def pieces(self) -> Iterator[_Piece]:
        """The pieces in the order of the file."""
        for position in range(self._page.count_chars()):
            character = chr(self._raw.FPDFText_GetUnicode(self._page, position))
            if character in "\r\n":
                yield from self._finish_piece()
            elif character in _LINE_END_HYPHENS:
                self._piece.text.append("-")
                yield from self._finish_piece()
            elif character not in _INVISIBLE:
                yield from self._add(position, character)
        yield from self._finish_piece()

    def _add(self, position: int, character: str) -> Iterator[_Piece]:
        if character.isspace() or not (character.isprintable() or character in _BULLETS):
            self._piece.text.append(" ")
            self._piece.blanks.append(len(self._piece.glyphs))
            return
        glyph = self._glyph(position)
        if glyph is None:
            return
        if character.isdigit() and self._is_raised(glyph):
            self._piece.text += [] if self._piece.text[-1:] == [_NOTE_MARK] else [_NOTE_MARK]
            return
        if self._piece.glyphs and _stands_apart(self._piece.glyphs[-1], glyph):
            yield from self._finish_piece()
        self._letter = glyph
        self._piece.text.append("•" if character in _BULLETS else _LIGATURES.get(character, character))
        self._piece.glyphs.append(glyph)

    def _is_raised(self, glyph: _Glyph) -> bool:
        letter = self._letter
        if letter is None or glyph.size > _RAISED_SIZE * letter.size:
            return False
        return _RAISED_BY * letter.size < glyph.baseline - letter.baseline < letter.size

    def _finish_piece(self) -> Iterator[_Piece]:
        piece, self._piece = self._piece, _PieceParts()
        if not piece.glyphs:
            self._piece.text += filter(_NOTE_MARK.__eq__, piece.text)  # it stood alone between two pieces
            return
        left = min(glyph.left for glyph in piece.glyphs)
        right = max(glyph.right for glyph in piece.glyphs)
        middle = piece.glyphs[len(piece.glyphs) // 2]
        first, last = piece.ends()
        weights = {self._is_bold(glyph.position) for glyph in (first, middle, last)}
        size = sorted(glyph.size for glyph in piece.glyphs)[len(piece.glyphs) // 2]
        is_mixed = len(weights) > 1 or abs(first.size - last.size) > _OTHER_SIZE * size
        text = " ".join("".join(piece.text).split())
        left, right, baseline, size = (round(number, 1) for number in (left, right, middle.baseline, size))
        yield _Piece(text, left, right, baseline, size, weights == {True}, is_mixed)

    def _glyph(self, position: int) -> _Glyph | None:
        """The character as the page is looked at; None where it stands on its side then."""
        matrix, (x, y), (left, right, bottom, top) = self._matrix, self._origin, self._box
        self._raw.FPDFText_GetMatrix(self._page, position, matrix)
        along, aside = self._turned(matrix.a, matrix.b)
        if along <= abs(aside):
            return None
        self._raw.FPDFText_GetCharOrigin(self._page, position, x, y)
        self._raw.FPDFText_GetCharBox(self._page, position, left, right, bottom, top)
        near, far = sorted((self._seen(left.value, bottom.value)[0], self._seen(right.value, top.value)[0]))
        size = math.hypot(matrix.c, matrix.d) * self._raw.FPDFText_GetFontSize(self._page, position)
        return _Glyph(position, self._seen(x.value, y.value)[1], near, far, size)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        """A place of the page as it is looked at, from its left and lower edges."""
        across, up = self._turned(x, y)
        return across + (self._width if self._turn >= 180 else 0), up + (self._height if 90 <= self._turn <= 180 else 0)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        """A direction of the page after the page was turned clockwise, as it asks for."""
        if self._turn == 90:
            return y, -x
        if self._turn == 180:
            return -x, -y
        return (-y, x) if self._turn == 270 else (x, y)

    def _is_bold(self, position: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._page, position) >= _BOLD:
            return True
        name = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._page, position, name, len(name), ctypes.c_int())
        return b"bold" in name.value.lower()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
