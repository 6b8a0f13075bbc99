"""Writes the Word files that a test can ask for: paragraphs with a style and a place in a list, tables, own parts."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FORMS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("bullet", "-"), ("upperRoman", "%5."))


def p(text: str, style: str = "", level: int | None = None, numbers: int = 9) -> str:
    """A paragraph, on a level of list `numbers` where one is given."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbers}"/></w:numPr>' if level is not None else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """Words as they stand in a paragraph."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: Sequence[Sequence[str]], *, header: bool = False) -> str:
    """A table; its first row says that it is the header where that is asked for."""
    written = ""
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""
        written += f"<w:tr>{head}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"


def write_docx(body: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file with this body; lists 9 and 10 count on together, 11 starts anew. `parts` are added or replaced."""
    made, out = BytesIO(), BytesIO()
    Document().save(made)
    with ZipFile(made) as template, ZipFile(out, "w", ZIP_DEFLATED) as written:
        contents = {name: template.read(name) for name in template.namelist()}
        contents["word/document.xml"] = f"<w:document {_NS}><w:body>{body}</w:body></w:document>".encode()
        contents["word/numbering.xml"] = _numbering().encode()
        for name, content in (contents | dict(parts or {})).items():
            written.writestr(name, content)
    return out.getvalue()


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(_FORMS)
    )
    shared = '<w:abstractNumId w:val="5"/>'
    anew = f'{shared}<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(f'<w:num w:numId="{n}">{of}</w:num>' for n, of in ((9, shared), (10, shared), (11, anew)))
    return f'<w:numbering {_NS}><w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>{nums}</w:numbering>'
