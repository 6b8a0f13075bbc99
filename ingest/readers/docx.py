"""Word files as paragraphs, in the order of the text. The only door to python-docx.

Numbers that Word counts by itself stand before their paragraphs, rows of tables are paragraphs, the levels of heading
styles are kept. Headers, footers, notes, comments and what was struck out with "track changes" are left out.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import LIMITS, Limits
from ingest.paragraphs import Paragraph
from ingest.readers.marks import begins_with_mark
from ingest.readers.table_rows import row_text
from ingest.readers.word_numbers import W, WordNumbers, value

_OLE = b"\xd0\xcf\x11\xe0"  # what Word wraps an encrypted file in, and the format of before 2007
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_PARTS = 10_000
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")  # Word writes none; with one come entities
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LEVELS = 6
_UNSEEN = {f"{W}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText")}
_SPACES = {f"{W}{name}" for name in ("tab", "br", "cr")}


def read_docx(name: str, data: bytes, limits: Limits = LIMITS) -> list[Paragraph]:
    """The paragraphs of a Word file; raises UnreadableOriginal, which calls the file by `name`."""
    _check(name, data, limits)
    try:
        document = Document(BytesIO(data))
        paragraphs = list(_WordReader(document).paragraphs())
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError, BadZipFile) as error:
        # python-docx checks little: a file that breaks its promises fails wherever it is first relied upon
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED) from error
    if not paragraphs:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    return paragraphs


def _check(name: str, data: bytes, limits: Limits) -> None:
    """Refuse what is no Word file, or would unpack to more than it may."""
    if not data:
        raise UnreadableOriginal(name, UnreadableReason.EMPTY)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableOriginal(name, UnreadableReason.ENCRYPTED)
    if not data.startswith(b"PK"):
        raise UnreadableOriginal(name, UnreadableReason.NOT_WORD)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _check_parts(name, parts, limits)
    except (BadZipFile, OSError, NotImplementedError, EOFError) as error:
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED) from error


def _check_parts(name: str, parts: ZipFile, limits: Limits) -> None:
    listed = parts.infolist()
    # Reading a part gives no more than the size that it claims, so that these can be relied upon.
    if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > limits.file_bytes:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE)
    if any(part.flag_bits & 1 for part in listed):
        raise UnreadableOriginal(name, UnreadableReason.ENCRYPTED)
    if "word/document.xml" not in parts.namelist():
        raise UnreadableOriginal(name, UnreadableReason.NOT_WORD)
    markup = (part for part in listed if part.filename.endswith((".xml", ".rels")))
    if any(_DOCTYPE.search(parts.read(part)) for part in markup):
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED)


class _WordReader:
    """One pass over the body of a document."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = {style.get(f"{W}styleId"): style for style in document.styles.element.iterfind(f"{W}style")}
        numbering = [part for part in document.part.package.iter_parts() if part.partname.endswith("/numbering.xml")]
        self._numbers = WordNumbers(numbering[0].element if numbering else None)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Paragraphs and rows of tables in the order of the text."""
        for block in _blocks(self._body):
            yield from self._rows(block) if block.tag == f"{W}tbl" else self._paragraph(block)

    def _paragraph(self, block: BaseOxmlElement) -> Iterator[Paragraph]:
        mark, text = self._mark(block), _words(block)
        if text:
            yield Paragraph(f"{mark} {text}" if mark and not begins_with_mark(text) else text, (), self._level(block))

    def _rows(self, table: BaseOxmlElement) -> Iterator[Paragraph]:
        """A paragraph for each row, or those in the cells where the table has one column."""
        rows = [list(map(list, map(_blocks, row.iterfind(f"{W}tc")))) for row in table.iterfind(f"{W}tr")]
        if all(len(cells) < 2 for cells in rows):
            for block in (block for cells in rows for cell in cells for block in cell):
                yield from self._rows(block) if block.tag == f"{W}tbl" else self._paragraph(block)
            return
        header = [self._cell(cell) for cell in rows[0]] if _has_header(table) and len(rows) > 1 else []
        for cells in rows[1:] if header else rows:
            text = row_text(header, [self._cell(cell) for cell in cells])
            if text:
                yield Paragraph(text, ())

    def _cell(self, blocks: list[BaseOxmlElement]) -> str:
        found = (self._rows(block) if block.tag == f"{W}tbl" else self._paragraph(block) for block in blocks)
        return " ".join(paragraph.text for paragraphs in found for paragraph in paragraphs)

    def _mark(self, block: BaseOxmlElement) -> str:
        number, level = self._setting(block, "numPr", "numId"), self._setting(block, "numPr", "ilvl")
        return self._numbers.next(number, int(level or 0)) if number not in (None, "0") else ""

    def _level(self, block: BaseOxmlElement) -> int | None:
        outline = self._setting(block, "outlineLvl")
        if outline is not None:
            return int(outline) + 1 if int(outline) < _LEVELS else None
        names = [value(style, "name") or "" for style in self._styles_of(block)]
        if names and names[0].lower() == "title":
            return 1
        numbers = [int(match[1]) for match in map(_HEADING.fullmatch, names) if match]
        return min(numbers[0], _LEVELS) if numbers else None

    def _setting(self, block: BaseOxmlElement, *path: str) -> str | None:
        """What a paragraph or else its style says."""
        own = value(block, "pPr", *path)
        inherited = (value(style, "pPr", *path) for style in self._styles_of(block))
        return own if own is not None else next((found for found in inherited if found is not None), None)

    def _styles_of(self, block: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """The style of a paragraph and those that it is based on."""
        name, seen = value(block, "pPr", "pStyle"), set[str]()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs and tables of a body or a cell, also those within controls and changes."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _blocks(child)


def _has_header(table: BaseOxmlElement) -> bool:
    return table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def _words(node: BaseOxmlElement) -> str:
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: BaseOxmlElement) -> Iterator[str]:
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in _UNSEEN:
            yield from _pieces(child)
