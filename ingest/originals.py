"""Originals that an operator adds: from a file to official passages, stored and published with the library."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import IncompleteOriginal, LibraryHasProblems, UnsupportedOriginal
from ingest.hyphenation import words_of
from ingest.library import read_library
from ingest.library_files import LIBRARY_FOLDER
from ingest.limits import LIMITS, Limits
from ingest.provisions import missing_and_repeated, passages_of
from ingest.reading import file_bytes, read_paragraphs
from ingest.shapes.profiles import shape_of
from ingest.sync import SyncReport, publish_if_changed
from knowledge.documents import Document, Passage, TextKind
from knowledge.generations import Generations
from knowledge.language import Language
from knowledge.passage_store import PassageStore
from knowledge.references import Reference
from knowledge.vectors import Progress, no_progress


@dataclass(frozen=True, slots=True)
class Original:
    """A file and what the operator says it is; `edition` is None where that of the library holds.

    `text_of` is the source that it is the text of ("ungp-2011"), or the one place of a source ("ilo/c138").
    """

    path: Path
    text_of: str
    language: Language
    edition: str | None

    @property
    def source(self) -> str:
        """The source that it is the text of, or of one place of."""
        return self.text_of.partition("/")[0].lower()

    @property
    def place(self) -> str:
        """The locator of the place that it is the text of; empty for the text of a whole source."""
        return self.text_of.partition("/")[2]

    @property
    def name(self) -> str:
        """Its name in the store: a source, or a place in it, has one official text in each language."""
        return f"{self.text_of}.{self.language}".lower()


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
    limits: Limits = LIMITS,
) -> OriginalReport:
    """Read an official text, keep it in place of an earlier one of its source and language, and publish.

    Raises LibraryHasProblems or an OriginalRefused before anything is changed. A text that was kept but not published,
    because the process ended, is published by the next `sync`.
    """
    library = read_library(folder)
    if library.problems:
        raise LibraryHasProblems(library.problems)
    data = file_bytes(original.path, limits)
    passages = _passages(original, data, library.passages, limits)
    store.add_original(original.name, hashlib.sha256(data).hexdigest(), passages)
    report = publish_if_changed(generations, store, library, progress)
    provisions = len({passage.reference for passage in passages})
    return OriginalReport(original.name, passages[0].document.edition, provisions, len(passages), report)


def read_original(original: Original, library: Iterable[Passage], limits: Limits = LIMITS) -> list[Passage]:
    """The official passages of a file, in the order of the text.

    Their document is the library's for that source and language, as an official text. Raises UnsupportedOriginal,
    UnreadableOriginal, or IncompleteOriginal where provisions are missing or repeated.
    """
    return _passages(original, file_bytes(original.path, limits), library, limits)


def _passages(original: Original, data: bytes, library: Iterable[Passage], limits: Limits) -> list[Passage]:
    own = [passage for passage in library if passage.language is original.language]
    document, place = _document(original, own), _place(original, own)
    paragraphs = read_paragraphs(original.path.name, data, words_of(passage.text for passage in own), limits)
    shape = shape_of(original.source, place, original.language, own, paragraphs)
    provisions = shape.provisions(paragraphs)
    if not provisions:
        raise UnsupportedOriginal("unrecognised", name=original.path.name, source=original.source)
    missing, repeated = missing_and_repeated(provisions, shape.expected(provisions))
    if missing or repeated:
        raise IncompleteOriginal(original.path.name, missing, repeated)
    return [passage for provision in provisions for passage in passages_of(provision, document)]


def _document(original: Original, own: Iterable[Passage]) -> Document:
    document = next((passage.document for passage in own if passage.reference.source == original.source), None)
    if document is None:
        raise UnsupportedOriginal("not_in_library", source=original.source, language=original.language)
    return replace(document, text_kind=TextKind.OFFICIAL, edition=original.edition or document.edition)


def _place(original: Original, own: Iterable[Passage]) -> str:
    """The locator of its place as the library writes it; raises UnsupportedOriginal where there is no such place."""
    if not original.place:
        return ""
    place = Reference(original.source, original.place).folded
    found = next((passage.reference.locator for passage in own if passage.reference.folded == place), None)
    if found is None:
        raise UnsupportedOriginal("no_such_place", source=original.source, place=original.place)
    return found
