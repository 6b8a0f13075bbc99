"""Writes the smallest PDFs that a test can ask for: lines of Helvetica at a height, pictures, a password."""

from collections.abc import Sequence
from dataclasses import dataclass

_FONTS = b"<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</Im 5 0 R>>>>"
_PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
# A password that nobody knows: the digest in /U fits no password, the empty one included.
_LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>/ID[<33><33>]"


@dataclass(frozen=True)
class Text:
    """Words at a height above the foot of the page, in points; those on their side run upwards from there."""

    words: str
    height: float
    size: float = 10
    bold: bool = False
    left: float = 72
    on_side: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture that fills the page, as a scanner makes them."""


def set_lines(lines: Sequence[str], top: float = 700, leading: float = 12, bold: bool = False) -> list[Text]:
    """Lines below each other; an empty one leaves a blank line."""
    return [Text(words, top - leading * row, bold=bold) for row, words in enumerate(lines) if words]


def write_pdf(pages: Sequence[Sequence[Text | Picture]], *, locked: bool = False, turn: int = 0) -> bytes:
    """A PDF with these pages, which a viewer turns clockwise by so many degrees."""
    contents = [b"\n".join(map(_operators, page)) for page in pages]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        stream(b"\x80", _PICTURE),
    ]
    for content in contents:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Resources %s/Contents %d 0 R>>"
            % (turn, _FONTS, len(objects) + 2)
        )
        objects.append(stream(content, b"<</Length %d>>" % len(content)))
    return assemble(objects, _LOCK if locked else b"")


def stream(content: bytes, dictionary: bytes) -> bytes:
    """A stream object."""
    return dictionary + b"stream\n" + content + b"\nendstream"


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, the first of which is the catalogue."""
    written, offsets = b"%PDF-1.7\n", []
    for number, record in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, record)
    start, size = len(written), len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
    return written + b"startxref\n%d\n%%%%EOF\n" % start


def _operators(item: Text | Picture) -> bytes:
    if isinstance(item, Picture):
        return b"q 595 0 0 842 0 0 cm /Im Do Q"
    words = item.words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    font = b"F2" if item.bold else b"F1"
    direction = b"0 1 -1 0" if item.on_side else b"1 0 0 1"
    return b"BT /%s %.1f Tf %s %.1f %.1f Tm (%s) Tj ET" % (font, item.size, direction, item.left, item.height, words)
