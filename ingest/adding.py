"""Adds and removes official texts: read, compared with what is served, kept with their file, and published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.diff import LibraryDiff, diff_texts
from ingest.errors import OriginalNotKept
from ingest.flags import flags_for, forget_flags_without_text
from ingest.library import Library, read_whole_library
from ingest.library_files import LIBRARY_FOLDER
from ingest.limits import LIMITS, Limits
from ingest.originals import Original, Reading, new_original, read_whole, survey_original
from ingest.sync import SyncReport, publish_if_changed
from knowledge.documents import Passage, Status, TextKind
from knowledge.editions import holds
from knowledge.generations import Generations
from knowledge.language import Language
from knowledge.original_store import OriginalKey
from knowledge.passage_store import PassageStore
from knowledge.vectors import Progress, no_progress


@dataclass(frozen=True, slots=True)
class OriginalReport:
    """What adding an original did: what was read and what it changed.

    `beside` are the other originals of the same text in the same language that hold as well: a reader would get two.
    """

    key: OriginalKey
    digest: str
    reading: Reading
    diff: LibraryDiff
    beside: tuple[OriginalKey, ...]
    sync: SyncReport


@dataclass(frozen=True, slots=True)
class OriginalPreview:
    """What adding an original would do."""

    reading: Reading
    diff: LibraryDiff


def add_original(
    generations: Generations,
    store: PassageStore,
    original: Original,
    data: bytes,
    folder: Path = LIBRARY_FOLDER,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> OriginalReport:
    """Read an official text, keep it in place of an earlier one of its key, and publish.

    Raises LibraryHasProblems or an OriginalRefused before anything is changed. A text that was kept but not published,
    because the process ended, is published by the next `sync`.
    """
    library = read_whole_library(folder)
    reading = read_whole(original, data, library.passages, limits)
    diff = _diff(generations, store, original, reading.passages, library)
    new = new_original(original, data, reading.passages)
    flags = () if original.superseded else flags_for(diff.touched, diff.changes, library.passages)
    store.originals.add(new, flags)
    report = publish_if_changed(generations, store, library, progress)
    return OriginalReport(new.key, new.digest, reading, diff, _beside(store, new.key), report)


def preview_original(
    generations: Generations,
    store: PassageStore,
    original: Original,
    data: bytes,
    folder: Path = LIBRARY_FOLDER,
    limits: Limits = LIMITS,
) -> OriginalPreview:
    """What adding an official text would change; writes nothing, and shows also a text that `add_original` refuses."""
    library = read_whole_library(folder)
    reading = survey_original(original, data, library.passages, limits)
    return OriginalPreview(reading, _diff(generations, store, original, reading.passages, library))


def remove_original(
    generations: Generations,
    store: PassageStore,
    key: OriginalKey,
    folder: Path = LIBRARY_FOLDER,
    progress: Progress = no_progress,
) -> SyncReport:
    """Forget an official text and publish what is left; raises OriginalNotKept or LibraryHasProblems."""
    library = read_whole_library(folder)
    if key not in {stored.key for stored in store.originals.all()}:
        raise OriginalNotKept(key.text_of, key.language, key.edition)
    store.originals.remove(key)
    forget_flags_without_text(store.originals)
    return publish_if_changed(generations, store, library, progress)


def _diff(
    generations: Generations, store: PassageStore, original: Original, after: Sequence[Passage], library: Library
) -> LibraryDiff:
    serving = generations.serving()
    served = store.passages(serving.id) if serving else []
    before = _compared(served, original, after[0].document.edition)
    leaning = [*library.passages, *served]
    return diff_texts(before, after, leaning, library.aids.themes, original.language)


def _compared(served: Iterable[Passage], original: Original, edition: str) -> list[Passage]:
    """The official passages that the text takes the place of.

    Those of its own edition, else of one that holds, else of one that held before.
    """
    source, _, place = original.key.partition("/")
    official = [
        passage
        for passage in served
        if passage.text_kind is TextKind.OFFICIAL
        and (passage.document.source, passage.language) == (source, original.language)
        and f"{passage.reference.locator}/".lower().startswith(f"{place}/" if place else "")
    ]
    own = [passage for passage in official if passage.document.edition == edition]
    if own:
        return own
    holding = [passage for passage in official if holds(passage.document)] or official
    return [passage for passage in holding if passage.document.edition == holding[-1].document.edition]


def _beside(store: PassageStore, key: OriginalKey) -> tuple[OriginalKey, ...]:
    stored = {each.key: each for each in store.originals.all()}
    if stored[key].status is Status.ENDED:
        return ()
    same: tuple[str, Language] = (key.text_of, key.language)
    return tuple(
        other
        for other, each in stored.items()
        if other != key and (other.text_of, other.language) == same and each.status is not Status.ENDED
    )
