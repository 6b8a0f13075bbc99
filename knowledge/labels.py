"""How references are shown and linked."""

import re
from urllib.parse import quote

from knowledge.documents import Document
from knowledge.language import Language
from knowledge.references import Reference

ABOUT = "about"
"""How the place is called, in every source, that tells what the source is."""
_NUMBERED = re.compile(r"(art-|annex-|recital-|step-|q|c|p)?[0-9]|(annex-)?[IVX]+([./]|$)", re.IGNORECASE)
_PREFIXES = {
    Language.NL: {"art": "artikel", "annex": "bijlage", "recital": "overweging", "step": "stap"},
    Language.EN: {"art": "article", "annex": "annex", "recital": "recital", "step": "step"},
}
_TERM = {Language.NL: "Begrip", Language.EN: "Term"}
_COMMENTARY = {Language.NL: "toelichting", Language.EN: "commentary"}


def label(document: Document, reference: Reference, heading: str) -> str:
    """The short form for display: "UNGP 17", "CSDDD artikel 8"; a topic is shown by its heading."""
    if reference.is_term:
        return f"{_TERM[document.language]}: {heading}"
    if not is_numbered(reference):
        return f"{document.short}: {heading}"
    head, *parts = reference.locator.split("/")
    prefix, dash, number = head.partition("-")
    named = f"{_PREFIXES[document.language].get(prefix, prefix)} {number.upper()}"
    shown = named if dash else head[:1].upper() + head[1:]
    return " ".join((document.short, shown + "".join(_part(prefix, part, document.language) for part in parts)))


def _part(prefix: str, part: str, language: Language) -> str:
    """What follows a number: "(2)" in English, ", lid 2" behind a Dutch article."""
    if part == "commentary":
        return f" ({_COMMENTARY[language]})"
    return f", lid {part}" if prefix == "art" and language is Language.NL else f"({part})"


def is_about(reference: Reference) -> bool:
    """Whether a place tells what its source is, what it is called, and the like."""
    return reference.locator.split("/")[0] == ABOUT


def is_numbered(reference: Reference) -> bool:
    """Whether a locator is a number throughout, but for the commentary that belongs to one."""
    parts = reference.locator.split("/")
    return reference.source != "guidance" and all(_NUMBERED.match(part) or part == "commentary" for part in parts)


def reader_url(reference: Reference, language: Language) -> str:
    """The path of the reader page that opens this place."""
    return f"/bron/{reference.source}/{quote(reference.locator)}?lang={language}"
