"""Publishing the library in the background; every process of a data folder can read how it goes."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from ingest.errors import LibraryHasProblems
from ingest.sync import SyncReport
from knowledge.errors import DataFolderBusy, StorageFull
from knowledge.locks import immediate_lock
from knowledge.records import dump, load
from knowledge.vectors import Progress

_WRITTEN_EVERY_SECONDS = 0.5
# Longer than any step between two reports of progress, a full check of the library included.
_SILENT = timedelta(minutes=5)

log = logging.getLogger(__name__)


class RunState(StrEnum):
    """How a run goes, or went; `INTERRUPTED` where its process ended before it did."""

    RUNNING = "running"
    DONE = "done"
    NOTHING = "nothing"
    PROBLEMS = "problems"
    FULL = "full"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of publishing: texts embedded of how many, and passages added and removed once it is done."""

    state: RunState
    by: str
    started_at: datetime
    changed_at: datetime
    embedded: int
    texts: int
    added: int
    removed: int


Publish = Callable[[Progress], SyncReport]
"""Publishes what is there; raises LibraryHasProblems and StorageFull."""


class Publishing:
    """Starts runs, one at a time in all processes of a data folder, and tells of the last one.

    `publish` does the work; `told` hears how each run ended, for the audit trail.
    """

    def __init__(self, folder: Path, publish: Publish, told: Callable[[Run], None]) -> None:
        self._file = folder / "publishing.json"
        self._lock = folder / "ingest.lock"
        self._publish = publish
        self._told = told

    def start(self, by: str) -> None:
        """Begin to publish, for the user of a sign-in name; raises DataFolderBusy where somebody else does already."""
        begun: Future[None] = Future()
        threading.Thread(target=self._work, args=(by, begun), name="publish-library", daemon=True).start()
        begun.result()

    def last(self) -> Run | None:
        """The run that goes on, or the last one; None where there was none that can be read."""
        try:
            run = load(Run, self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        is_silent = datetime.now(UTC) - run.changed_at > _SILENT
        return replace(run, state=RunState.INTERRUPTED) if run.state is RunState.RUNNING and is_silent else run

    def _work(self, by: str, begun: Future[None]) -> None:
        now = datetime.now(UTC)
        run = Run(RunState.RUNNING, by, now, now, embedded=0, texts=0, added=0, removed=0)
        try:
            with immediate_lock(self._lock):
                self._write(run)
                begun.set_result(None)
                ended = replace(self._done(run), changed_at=datetime.now(UTC))
                self._write(ended)
        except (DataFolderBusy, OSError) as error:
            if not begun.done():
                begun.set_exception(error)
                return
            log.exception("the end of a run of publishing could not be written")
            return
        self._told(ended)

    def _done(self, run: Run) -> Run:
        try:
            report = self._publish(self._advancing(run))
        except LibraryHasProblems:
            return replace(run, state=RunState.PROBLEMS)
        except StorageFull:
            return replace(run, state=RunState.FULL)
        except Exception:
            # The boundary of the thread: whatever broke, the editor reads that it did and the operator why.
            log.exception("the library was not published")
            return replace(run, state=RunState.FAILED)
        state = RunState.DONE if report.published else RunState.NOTHING
        return replace(run, state=state, added=report.added, removed=report.removed)

    def _advancing(self, run: Run) -> Progress:
        written = time.monotonic()

        def advance(done: int, total: int) -> None:
            nonlocal written
            if time.monotonic() - written >= _WRITTEN_EVERY_SECONDS:
                written = time.monotonic()
                self._write(replace(run, embedded=done, texts=total, changed_at=datetime.now(UTC)))

        return advance

    def _write(self, run: Run) -> None:
        made = self._file.with_suffix(".new")
        made.write_text(dump(run), encoding="utf-8")
        made.replace(self._file)
