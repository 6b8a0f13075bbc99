"""Reads one PDF from standard input and prints its lines as JSON; `ingest.readers.pdf` runs it in a process of its own.

The only door to pypdfium2. Imports nothing of ours, so that it starts quickly and a PDF that breaks it breaks nothing
else. Prints `{"pages": [[[text, baseline, size, bold], ...], ...]}` or `{"unreadable": reason}`.
"""

import contextlib
import ctypes
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

_RAISED_SIZE = 0.9  # of the letter before it: a digit this small that stands higher is a note mark
_RAISED_BY = 0.15
_BOLD = 600
_FEW_CHARACTERS = 20  # a page: what a scanner prints in a corner
_LINE_END_HYPHENS = "\x02\ufffe"  # PDFium's signs for a hyphen at the end of a line
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
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
            pages.append(list(_PageReader(page.get_textpage()).lines()))
            characters += sum(len(str(line[0])) for line in pages[-1])
            if characters > most_characters:
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


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A visible character: where its baseline is, and its size in points."""

    position: int
    baseline: float
    size: float


@dataclass(slots=True)
class _LineParts:
    """A line while its characters are read."""

    text: list[str] = field(default_factory=list)
    glyphs: list[_Glyph] = field(default_factory=list)


class _PageReader:
    """Puts the characters of a page together to lines, without the marks that point to notes."""

    def __init__(self, text_page) -> None:  # type: ignore[no-untyped-def]
        import pypdfium2.raw

        self._raw = pypdfium2.raw
        self._page = text_page
        self._line = _LineParts()
        self._letter: _Glyph | None = None  # the last visible character that is no note mark

    def lines(self) -> Iterator[tuple[str, float, float, bool]]:
        """Text, baseline from the foot of the page, size in points, and whether it is set in bold."""
        for position in range(self._page.count_chars()):
            character = chr(self._raw.FPDFText_GetUnicode(self._page, position))
            if character in "\r\n":
                yield from self._finish_line()
            elif character in _LINE_END_HYPHENS:
                self._line.text.append("-")
                yield from self._finish_line()
            else:
                self._add(position, character)
        yield from self._finish_line()

    def _add(self, position: int, character: str) -> None:
        if character in _INVISIBLE:
            return
        if character.isspace() or not character.isprintable():
            self._line.text.append(" ")
            return
        glyph = self._glyph(position)
        if character.isdigit() and self._is_raised(glyph):
            return
        self._letter = glyph
        self._line.text.append(_LIGATURES.get(character, character))
        self._line.glyphs.append(glyph)

    def _is_raised(self, glyph: _Glyph) -> bool:
        letter = self._letter
        if letter is None or glyph.size > _RAISED_SIZE * letter.size:
            return False
        return _RAISED_BY * letter.size < glyph.baseline - letter.baseline < letter.size

    def _finish_line(self) -> Iterator[tuple[str, float, float, bool]]:
        line, self._line = self._line, _LineParts()
        if line.glyphs:
            middle = line.glyphs[len(line.glyphs) // 2]  # the first may be a large initial
            bold = all(self._is_bold(glyph.position) for glyph in (line.glyphs[0], middle, line.glyphs[-1]))
            yield " ".join("".join(line.text).split()), round(middle.baseline, 1), round(middle.size, 1), bold

    def _glyph(self, position: int) -> _Glyph:
        x, baseline, matrix = ctypes.c_double(), ctypes.c_double(), self._raw.FS_MATRIX()
        self._raw.FPDFText_GetCharOrigin(self._page, position, x, baseline)
        self._raw.FPDFText_GetMatrix(self._page, position, matrix)
        scale = (matrix.b**2 + matrix.d**2) ** 0.5
        return _Glyph(position, baseline.value, scale * self._raw.FPDFText_GetFontSize(self._page, position))

    def _is_bold(self, position: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._page, position) >= _BOLD:
            return True
        name = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._page, position, name, len(name), ctypes.c_int())
        return b"bold" in name.value.lower()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
