"""How references are shown and linked."""

import re
from urllib.parse import quote

from knowledge.documents import Document
from knowledge.language import Language
from knowledge.references import Reference

_NUMBERED = re.compile(r"(art-|annex-|recital-|step-|q|c|p)?[0-9]|[IVX]+([./]|$)", re.IGNORECASE)
_PREFIXES = {
    Language.NL: {"art": "artikel", "annex": "bijlage", "recital": "overweging", "step": "stap"},
    Language.EN: {"art": "article", "annex": "annex", "recital": "recital", "step": "step"},
}


def label(document: Document, reference: Reference, heading: str) -> str:
    """The short form for display: "UNGP 17", "CSDDD artikel 8"; a topic is shown by its heading."""
    head = reference.locator.split("/")[0]
    if not is_numbered(reference):
        return f"{document.short}: {heading}"
    prefix, dash, number = head.partition("-")
    shown = f"{_PREFIXES[document.language].get(prefix, prefix)} {number}" if dash else head
    return f"{document.short} {shown}"


def is_numbered(reference: Reference) -> bool:
    """Whether a locator is a number throughout, but for the commentary that belongs to one."""
    parts = reference.locator.split("/")
    return reference.source != "guidance" and all(_NUMBERED.match(part) or part == "commentary" for part in parts)


def reader_url(reference: Reference, language: Language) -> str:
    """The path of the reader page that opens this place."""
    return f"/bron/{reference.source}/{quote(reference.locator)}?lang={language}"
