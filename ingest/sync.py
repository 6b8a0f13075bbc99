"""From originals to a published index: read, compare, embed what is new, publish whole."""

from dataclasses import dataclass
from pathlib import Path

from ingest.flags import forget_settled_flags
from ingest.library import Library, read_whole_library
from ingest.library_files import LIBRARY_FOLDER
from knowledge.generations import Generations
from knowledge.passage_store import PassageStore
from knowledge.vectors import Progress, no_progress


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run changed, in passages; all zero but `unchanged` when there was nothing to do.

    `held` says that what changed was not published, because an operator restored what is served; then the counts are
    what publishing would change.
    """

    added: int
    removed: int
    unchanged: int
    published: bool
    held: bool


def sync(
    generations: Generations, store: PassageStore, folder: Path = LIBRARY_FOLDER, progress: Progress = no_progress
) -> SyncReport:
    """Publish the library and the added originals as they are now; a second run writes nothing.

    Raises LibraryHasProblems before anything is changed. What an operator restored stays: only `publish` replaces it.
    """
    return publish_if_changed(generations, store, read_whole_library(folder), progress)


def publish(
    generations: Generations, store: PassageStore, folder: Path = LIBRARY_FOLDER, progress: Progress = no_progress
) -> SyncReport:
    """As `sync`, also where an operator restored what is served."""
    library = read_whole_library(folder)
    generations.let_go()
    return publish_if_changed(generations, store, library, progress)


def publish_if_changed(
    generations: Generations, store: PassageStore, library: Library, progress: Progress = no_progress
) -> SyncReport:
    """Publish the library and the added originals unless what is served holds exactly these, or was restored."""
    passages = [*library.passages, *store.originals.passages()]
    forget_settled_flags(store.originals, library.passages)
    serving = generations.serving()
    before = {passage.digest for passage in store.passages(serving.id)} if serving else set()
    after = {passage.digest for passage in passages}
    changed = serving is None or serving.fingerprint != generations.fingerprint(passages, library.aids)
    held = changed and serving is not None and serving.restored
    if held:
        generations.keep(progress)
    elif changed:
        generations.publish(passages, library.aids, progress)
    else:
        generations.let_go()
    return SyncReport(len(after - before), len(before - after), len(after & before), changed and not held, held)
