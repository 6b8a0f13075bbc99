"""Editions of an official text side by side: which holds, which is the newer, and which of them a question asks for."""

import re
from collections.abc import Iterable

from knowledge.documents import Document, Status, TextKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = r"(?:edition|version|text|wording|editie|uitgave|versie|tekst)"
_ORIGINAL = re.compile(r"\b(?:original|originally|oorspronkelijke?|originele?|origineel)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?P<before>(?:19|20)\d\d)[ -]+{_WORD}\b|\b{_WORD} (?:of|from|van|uit) (?P<after>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def holds(document: Document) -> bool:
    """Whether a document is of an edition that was not superseded."""
    return document.status is not Status.ENDED


def latest_year(text: str) -> int:
    """The latest year that a text gives, such as the name of an edition; 0 where it gives none."""
    return max(map(int, _YEAR.findall(text)), default=0)


def asked_edition(text: str, documents: Iterable[Document]) -> str:
    """The edition that a question asks for among these documents, by its name, its year or as the original.

    Empty where it asks for none, or where there is one edition only: years and numbers of acts ask for none.
    """
    official = {document.edition: document for document in documents if document.text_kind is TextKind.OFFICIAL}
    if len(official) < 2:
        return ""
    folded = text.casefold()
    by_name = next((edition for edition in official if edition.casefold() in folded), "")
    return by_name or _by_year(text, official) or _original(text, official)


def _by_year(text: str, editions: Iterable[str]) -> str:
    named = _NAMED.search(text)
    year = (named["before"] or named["after"]) if named else None
    return next((edition for edition in editions if year and int(year) == latest_year(edition)), "")


def _original(text: str, official: dict[str, Document]) -> str:
    """The oldest edition, where the original is asked for; one that holds is it only where none was superseded."""
    if _ORIGINAL.search(text) is None:
        return ""
    return min(official, key=lambda edition: (holds(official[edition]), latest_year(edition)))
