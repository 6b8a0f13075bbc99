"""From originals to a published index: read, compare, embed what is new, publish whole."""

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LibraryHasProblems
from ingest.library import Library, read_library
from ingest.library_files import LIBRARY_FOLDER
from knowledge.generations import Generations
from knowledge.passage_store import PassageStore
from knowledge.vectors import Progress, no_progress


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run changed, in passages; all zero but `unchanged` when there was nothing to do."""

    added: int
    removed: int
    unchanged: int
    published: bool


def sync(
    generations: Generations, store: PassageStore, folder: Path = LIBRARY_FOLDER, progress: Progress = no_progress
) -> SyncReport:
    """Publish the library and the added originals as they are now; a second run writes nothing.

    Raises LibraryHasProblems before anything is changed.
    """
    library = read_library(folder)
    if library.problems:
        raise LibraryHasProblems(library.problems)
    return publish_if_changed(generations, store, library, progress)


def publish_if_changed(
    generations: Generations, store: PassageStore, library: Library, progress: Progress = no_progress
) -> SyncReport:
    """Publish the library and the added originals unless the serving generation holds exactly these."""
    passages = [*library.passages, *store.original_passages()]
    serving = generations.serving()
    before = {passage.digest for passage in store.passages(serving.id)} if serving else set()
    after = {passage.digest for passage in passages}
    changed = serving is None or serving.fingerprint != generations.fingerprint(passages, library.aids)
    if changed:
        generations.publish(passages, library.aids, progress)
    return SyncReport(len(after - before), len(before - after), len(after & before), changed)
