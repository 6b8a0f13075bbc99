"""Originals that an operator names: from a file to official passages."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.coverage import Coverage, coverage
from ingest.errors import IncompleteOriginal, OriginalRefused, UnsupportedOriginal
from ingest.hyphenation import words_of
from ingest.library import read_library
from ingest.limits import LIMITS, Limits
from ingest.paragraphs import Paragraph
from ingest.provisions import missing_and_repeated, passages_of
from ingest.reading import file_bytes, read_paragraphs
from ingest.shapes import Shape
from ingest.shapes.profiles import shape_named, shape_of
from knowledge.documents import Document, Passage, Status, TextKind
from knowledge.language import Language, detect_language
from knowledge.original_store import NewOriginal, OriginalKey, OriginalStore
from knowledge.references import Reference

_TELLING_WORDS = 200  # fewer do not tell a language for sure
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Original:
    """A file and what the operator says it is.

    `path` is where the file is, or just its name where its bytes are at hand; `text_of` is the source that it is the
    text of ("ungp-2011"), or the one place of a source ("ilo/c138"); `edition` is None where that of the library holds;
    `superseded` says that the edition no longer holds; `address` is where it was downloaded, empty for a file; `shape`
    names the shape that the operator chose, empty where the source or the text decides.
    """

    path: Path
    text_of: str
    language: Language
    edition: str | None
    superseded: bool = False
    address: str = ""
    shape: str = ""

    @property
    def source(self) -> str:
        """The source that it is the text of, or of one place of."""
        return self.text_of.partition("/")[0].lower()

    @property
    def place(self) -> str:
        """The locator of the place that it is the text of; empty for the text of a whole source."""
        return self.text_of.partition("/")[2]

    @property
    def key(self) -> str:
        """What it is the text of, as the store names it: the case of letters does not matter."""
        return self.text_of.lower()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an original: passages in the order of the text, and what its numbering lacks or repeats.

    `coverage` says how much of the text they hold.
    """

    passages: tuple[Passage, ...]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    coverage: Coverage

    @property
    def provisions(self) -> int:
        """How many places it has."""
        return len({passage.reference for passage in self.passages})


def read_original(original: Original, library: Iterable[Passage], limits: Limits = LIMITS) -> list[Passage]:
    """The official passages of a file, in the order of the text.

    Their document is the library's for that source and language, as an official text. Raises UnsupportedOriginal,
    UnreadableOriginal, or IncompleteOriginal where provisions are missing or repeated.
    """
    return list(read_whole(original, file_bytes(original.path, limits), library, limits).passages)


def read_whole(original: Original, data: bytes, library: Iterable[Passage], limits: Limits = LIMITS) -> Reading:
    """As `read_original`, from the bytes of the file."""
    reading = survey_original(original, data, library, limits)
    if reading.missing or reading.repeated:
        raise IncompleteOriginal(original.path.name, reading.missing, reading.repeated)
    return reading


def survey_original(original: Original, data: bytes, library: Iterable[Passage], limits: Limits = LIMITS) -> Reading:
    """What can be read, also where its numbering is not whole; raises UnsupportedOriginal or UnreadableOriginal."""
    own = [passage for passage in library if passage.language is original.language]
    document, place = _document(original, own), _place(original, own)
    paragraphs = read_paragraphs(original.path.name, data, words_of(passage.text for passage in own), limits)
    shape = _shape(original, place, own, paragraphs)
    _check_language(original, _sample(paragraphs))
    provisions = shape.provisions(paragraphs)
    if not provisions:
        raise UnsupportedOriginal("unrecognised", name=original.path.name, source=original.text_of)
    missing, repeated = missing_and_repeated(provisions, shape.expected(provisions))
    passages = (passage for provision in provisions for passage in passages_of(provision, document))
    return Reading(tuple(passages), missing, repeated, coverage(paragraphs, provisions))


def language_of(path: Path, data: bytes, limits: Limits = LIMITS) -> Language:
    """The language that a file is written in; raises UnsupportedOriginal where that is not plain."""
    detected = detect_language(_sample(read_paragraphs(path.name, data, frozenset(), limits)))
    if detected.foreign or detected.confidence < _SURE:
        raise UnsupportedOriginal("language_unknown", name=path.name)
    return detected.language


def new_original(original: Original, data: bytes, passages: Sequence[Passage]) -> NewOriginal:
    """What is kept of an original that was read."""
    key = OriginalKey(original.key, original.language, passages[0].document.edition)
    digest = hashlib.sha256(data).hexdigest()
    return NewOriginal(key, original.path.name, original.address, original.shape, digest, data, tuple(passages))


def read_again(store: OriginalStore, folder: Path) -> None:
    """Read the originals whose passages are of an earlier version once more from their files.

    One that is refused now stays as it is: nothing is served of it, and the list of originals says so.
    """
    stale = [stored for stored in store.all() if not stored.readable]
    library = read_library(folder).passages if stale else ()
    for stored in stale:
        data = store.content(stored.digest)
        if data is None:
            continue
        key = stored.key
        ended = stored.status is Status.ENDED
        original = Original(
            Path(stored.file_name), key.text_of, key.language, key.edition, ended, stored.address, stored.shape
        )
        try:
            store.add(new_original(original, data, read_whole(original, data, library).passages))
        except OriginalRefused:
            continue


def _sample(paragraphs: Iterable[Paragraph]) -> str:
    """Words from the middle, past title pages and contents: as many as tell the language, and few enough to be fast."""
    words = [word for paragraph in paragraphs for word in paragraph.text.split()]
    start = max(0, (len(words) - _TELLING_WORDS) // 2)
    return " ".join(words[start : start + _TELLING_WORDS])


def _check_language(original: Original, text: str) -> None:
    detected = detect_language(text) if len(text.split()) >= _TELLING_WORDS else None
    if detected and detected.language is not original.language and detected.confidence >= _SURE:
        slots = {"language": original.language, "found": detected.language}
        raise UnsupportedOriginal("other_language", name=original.path.name, **slots)


def _shape(original: Original, place: str, own: Sequence[Passage], paragraphs: Sequence[Paragraph]) -> Shape:
    if original.shape:
        return shape_named(original.shape, original.source, place, original.language, own)
    return shape_of(original.source, place, original.language, own, paragraphs)


def _document(original: Original, own: Iterable[Passage]) -> Document:
    document = next((passage.document for passage in own if passage.reference.source == original.source), None)
    if document is None:
        raise UnsupportedOriginal("not_in_library", source=original.source, language=original.language)
    status = Status.ENDED if original.superseded else document.status
    edition = original.edition or document.edition
    return replace(document, text_kind=TextKind.OFFICIAL, edition=edition, status=status)


def _place(original: Original, own: Iterable[Passage]) -> str:
    """The locator of its place as the library writes it; raises UnsupportedOriginal where there is no such place."""
    if not original.place:
        return ""
    place = Reference(original.source, original.place).folded
    found = next((passage.reference.locator for passage in own if passage.reference.folded == place), None)
    if found is None:
        raise UnsupportedOriginal("no_such_place", source=original.source, place=original.place)
    return found
