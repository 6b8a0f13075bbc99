"""The text in the bytes of a file, whatever its encoding. The only door to charset-normalizer."""

import codecs
import re

from charset_normalizer import from_bytes

_HEAD_BYTES = 64
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
# Those besides UTF-8 in which Dutch and English are written; with others allowed, short texts come out as Greek.
_ENCODINGS = ["cp1252", "mac_roman"]
_WIDE_ENCODINGS = ["utf_16", "utf_32"]
_WIDE_SIGNS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # that of UTF-32-LE begins as the first
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")


def has_other_format(data: bytes) -> bool:
    """Whether a file begins as a PDF, a ZIP (Word too), an old Word file, RTF or a picture does."""
    return data[:_HEAD_BYTES].lstrip().startswith(_OTHER_FORMATS)


def decoded(data: bytes) -> str | None:
    """The text, with line ends as `\\n`; None for what is no text in any encoding of Dutch or English."""
    if has_other_format(data):
        return None
    text = _utf8(data)
    if text is None:
        wide = data.startswith(_WIDE_SIGNS)
        best = from_bytes(data, cp_isolation=_WIDE_ENCODINGS if wide else _ENCODINGS).best()
        text = str(best).removeprefix("\ufeff") if best is not None else None
    if text is None or _BINARY.search(text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
