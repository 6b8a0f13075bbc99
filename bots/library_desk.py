"""What an editor does with the library: check it, see what would change, publish it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer
from assistant.records import Records
from bots.publishing import Publish, Publishing, Run
from bots.settings import Settings
from ingest.diff import Change, ChangeKind, LibraryDiff, diff_library
from ingest.flags import live_flags
from ingest.library import Library, read_library
from ingest.problems import Problem
from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.original_store import Flag
from knowledge.passage_store import Generation, PassageStore
from knowledge.references import Reference


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: problems that keep the library from being published, and cards to read again."""

    passages: int
    problems: tuple[Problem, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as it is served, with the number of its passages."""

    source: str
    language: Language
    kind: str
    edition: str
    passages: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would change, and which approved answers rest on it, each with the places that change."""

    diff: LibraryDiff
    approved: tuple[tuple[ApprovedAnswer, tuple[Reference, ...]], ...]
    problems: int

    def count(self, kind: ChangeKind) -> int:
        """How many places change in this way."""
        return sum(change.kind is kind for change in self.diff.changes)


class LibraryDesk:
    """Reads a library folder beside what is served; each call reads the files anew."""

    def __init__(self, folder: Path, store: PassageStore, approved: ApprovedAnswers, publishing: Publishing) -> None:
        self._folder = folder
        self._store = store
        self._approved = approved
        self.publishing = publishing

    @property
    def serving(self) -> Generation | None:
        """What is served now; None before the first was published."""
        return self._store.serving_generation()

    def check(self) -> Checked:
        """Read and check every file; takes a few seconds."""
        library = read_library(self._folder)
        flags = live_flags(self._store.originals, library.passages)
        return Checked(len(library.passages), library.problems, tuple(flags))

    def preview(self, language: Language) -> Preview:
        """What publishing would change; takes a few seconds. Raises LogUnavailable."""
        library: Library = read_library(self._folder)
        after = [*library.passages, *self._store.originals.passages()]
        diff = diff_library(self._served(), after, library.aids.themes, language)
        return Preview(diff, tuple(self._resting(diff.changes)), len(library.problems))

    def editions(self) -> list[Edition]:
        """What is served, by source."""
        counts = Counter(map(_edition, self._served()))
        return [Edition(*edition, passages) for edition, passages in sorted(counts.items())]

    def _served(self) -> list[Passage]:
        serving = self.serving
        return self._store.passages(serving.id) if serving else []

    def _resting(self, changes: Iterable[Change]) -> list[tuple[ApprovedAnswer, tuple[Reference, ...]]]:
        changed = {change.reference for change in changes if change.kind is not ChangeKind.ADDED}
        found: dict[str, list[Reference]] = defaultdict(list)
        answers = self._approved.approved() if changed else []
        for answer in answers:
            found[answer.id] = [place for place in answer.draft.references if _is_in(place, changed)]
        return [(answer, tuple(found[answer.id])) for answer in answers if found[answer.id]]


def open_library_desk(settings: Settings, store: PassageStore, records: Records, publish: Publish) -> LibraryDesk:
    """The desk of a data folder; the audit trail hears of each run of publishing."""

    def told(run: Run) -> None:
        counts = {"added": run.added, "removed": run.removed}
        records.audit.write(run.by, "library_published", "library", state=run.state.value, **counts)

    return LibraryDesk(settings.library, store, records.approved, Publishing(settings.data, publish, told))


def _is_in(place: Reference, changed: set[Reference]) -> bool:
    """Whether a place changes, or one that lies in it."""
    return place in changed or any(_lies_in(other, place) for other in changed)


def _lies_in(inner: Reference, outer: Reference) -> bool:
    above = inner.above
    while above is not None and above != outer:
        above = above.above
    return above is not None


def _edition(passage: Passage) -> tuple[str, Language, str, str]:
    document = passage.document
    return document.source, document.language, document.text_kind.value, document.edition
