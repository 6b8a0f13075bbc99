"""Originals that an operator adds: from a file to official passages, stored and published with the library."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import (
    IncompleteOriginal,
    LibraryHasProblems,
    UnreadableOriginal,
    UnreadableReason,
    UnsupportedOriginal,
)
from ingest.hyphenation import words_of
from ingest.library import read_library
from ingest.library_files import LIBRARY_FOLDER
from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph
from ingest.provisions import missing_and_repeated, passages_of
from ingest.readers.html import read_html
from ingest.readers.pdf import LIMITS, read_pdf
from ingest.shapes import Shape
from ingest.shapes.articles import Articles
from ingest.shapes.principles import Principles
from ingest.sync import SyncReport, publish_if_changed
from knowledge.documents import Document, Passage, Status, TextKind, Unit
from knowledge.generations import Generations
from knowledge.language import Language
from knowledge.passage_store import PassageStore
from knowledge.vectors import Progress, no_progress

Reader = Callable[[str, bytes, frozenset[str]], list[Paragraph]]


def _read_pdf(name: str, data: bytes, known_words: frozenset[str]) -> list[Paragraph]:
    return paragraphs_of(read_pdf(name, data), known_words)


def _read_html(name: str, data: bytes, _known_words: frozenset[str]) -> list[Paragraph]:
    return read_html(name, data)


_READERS: dict[str, Reader] = {".pdf": _read_pdf} | dict.fromkeys((".html", ".htm", ".xhtml"), _read_html)
_SHAPES = {
    ("ungp-2011", Language.EN): Principles(
        count=31, principle="Principle", commentary="Commentary", general="General principles"
    ),
}


@dataclass(frozen=True, slots=True)
class Original:
    """A file and what the operator says it is; `edition` is None where that of the library holds."""

    path: Path
    source: str
    language: Language
    edition: str | None

    @property
    def name(self) -> str:
        """Its name in the store: a source has one official text in each language."""
        return f"{self.source}.{self.language}"


@dataclass(frozen=True, slots=True)
class OriginalReport:
    """What adding an original did: how much was read, in provisions and passages, and what it changed in the index."""

    name: str
    edition: str
    provisions: int
    passages: int
    sync: SyncReport


def add_original(
    generations: Generations,
    store: PassageStore,
    original: Original,
    folder: Path = LIBRARY_FOLDER,
    progress: Progress = no_progress,
) -> OriginalReport:
    """Read an official text, keep it in place of an earlier one of its source and language, and publish.

    Raises LibraryHasProblems or an OriginalRefused before anything is changed. A text that was kept but not published,
    because the process ended, is published by the next `sync`.
    """
    library = read_library(folder)
    if library.problems:
        raise LibraryHasProblems(library.problems)
    data = _bytes(original.path)
    passages = _passages(original, data, library.passages)
    store.add_original(original.name, hashlib.sha256(data).hexdigest(), passages)
    report = publish_if_changed(generations, store, library, progress)
    provisions = len({passage.reference for passage in passages})
    return OriginalReport(original.name, passages[0].document.edition, provisions, len(passages), report)


def read_original(original: Original, library: Iterable[Passage]) -> list[Passage]:
    """The official passages of a file, in the order of the text.

    Their document is the library's for that source and language, as an official text. Raises UnsupportedOriginal,
    UnreadableOriginal, or IncompleteOriginal where provisions are missing or repeated.
    """
    return _passages(original, _bytes(original.path), library)


def _passages(original: Original, data: bytes, library: Iterable[Passage]) -> list[Passage]:
    own = [passage for passage in library if passage.language is original.language]
    shape, document, reader = _shape(original, own), _document(original, own), _reader(original.path)
    provisions = shape.provisions(reader(original.path.name, data, words_of(passage.text for passage in own)))
    if not provisions:
        raise UnsupportedOriginal("unrecognised", name=original.path.name, source=original.source)
    missing, repeated = missing_and_repeated(provisions, shape.expected(provisions))
    if missing or repeated:
        raise IncompleteOriginal(original.path.name, missing, repeated)
    return [passage for provision in provisions for passage in passages_of(provision, document)]


def _shape(original: Original, own: Iterable[Passage]) -> Shape:
    """The shape of a source: its own where it has one, that of laws where it counts in articles."""
    places = [passage for passage in own if passage.reference.source == original.source]
    if any(place.document.unit is Unit.ARTICLE for place in places):
        return Articles(frozenset(p.reference.locator for p in places if p.status is Status.REPEALED))
    languages = {language: shape for (source, language), shape in _SHAPES.items() if source == original.source}
    if not languages:
        sources = ", ".join(sorted({source for source, _ in _SHAPES}))
        raise UnsupportedOriginal("source", source=original.source, sources=sources)
    if original.language not in languages:
        shown = {"language": original.language, "languages": ", ".join(languages)}
        raise UnsupportedOriginal("language", source=original.source, **shown)
    return languages[original.language]


def _document(original: Original, own: Iterable[Passage]) -> Document:
    document = next((passage.document for passage in own if passage.reference.source == original.source), None)
    if document is None:
        raise UnsupportedOriginal("not_in_library", source=original.source, language=original.language)
    return replace(document, text_kind=TextKind.OFFICIAL, edition=original.edition or document.edition)


def _reader(path: Path) -> Reader:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnsupportedOriginal("format", name=path.name, formats=", ".join(_READERS))
    return reader


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise UnreadableOriginal(path.name, UnreadableReason.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableOriginal(path.name, UnreadableReason.NOT_OPENED) from error
