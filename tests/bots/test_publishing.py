"""Publishing in the background."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.publishing import Publishing, Run, RunState
from ingest.errors import LibraryHasProblems
from ingest.sync import SyncReport
from knowledge.errors import DataFolderBusy, StorageFull
from knowledge.locks import immediate_lock
from knowledge.records import dump
from knowledge.vectors import Progress

REPORT = SyncReport(added=3, removed=1, unchanged=5, published=True, held=False)


class Told:
    """Hears how runs ended."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._heard = threading.Event()

    def __call__(self, run: Run) -> None:
        self.runs.append(run)
        self._heard.set()

    def wait(self) -> Run:
        assert self._heard.wait(10)
        return self.runs[-1]


def ended(folder: Path, publish: Callable[[Progress], SyncReport]) -> tuple[Run, Run | None]:
    """A run that was started and has ended, as it was told and as it can be read."""
    told = Told()
    publishing = Publishing(folder, publish, told)
    publishing.start("ann")
    return told.wait(), publishing.last()


def test_a_run_ends_with_what_it_changed_and_who_began_it(tmp_path: Path) -> None:
    told, last = ended(tmp_path, lambda progress: REPORT)
    assert told == last
    assert (told.state, told.by, told.added, told.removed) == (RunState.DONE, "ann", 3, 1)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (LibraryHasProblems(()), RunState.PROBLEMS),
        (StorageFull("full"), RunState.FULL),
        (RuntimeError("broken"), RunState.FAILED),
    ],
)
def test_what_goes_wrong_is_told(tmp_path: Path, error: Exception, state: RunState) -> None:
    def fail(progress: Progress) -> SyncReport:
        raise error

    told, last = ended(tmp_path, fail)
    assert told.state is state
    assert last == told


def test_a_run_shows_its_progress_and_keeps_others_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.publishing._WRITTEN_EVERY_SECONDS", 0.0)
    halfway, go_on, told = threading.Event(), threading.Event(), Told()

    def publish(progress: Progress) -> SyncReport:
        progress(5, 10)
        halfway.set()
        assert go_on.wait(10)
        return REPORT

    publishing = Publishing(tmp_path, publish, told)
    publishing.start("ann")
    assert halfway.wait(10)
    running = publishing.last()
    assert running is not None
    assert (running.state, running.embedded, running.texts) == (RunState.RUNNING, 5, 10)
    with pytest.raises(DataFolderBusy):
        Publishing(tmp_path, publish, told).start("bob")
    go_on.set()
    assert told.wait().by == "ann"


def test_a_command_that_works_on_the_library_keeps_a_run_out(tmp_path: Path) -> None:
    with immediate_lock(tmp_path / "ingest.lock"), pytest.raises(DataFolderBusy):
        Publishing(tmp_path, lambda progress: REPORT, Told()).start("ann")


def test_a_run_whose_process_ended_is_told_to_be_interrupted(tmp_path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    run = Run(RunState.RUNNING, "ann", long_ago, long_ago, embedded=0, texts=0, added=0, removed=0)
    (tmp_path / "publishing.json").write_text(dump(run))
    last = Publishing(tmp_path, lambda progress: REPORT, Told()).last()
    assert last is not None
    assert last.state is RunState.INTERRUPTED


def test_without_a_run_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert Publishing(tmp_path, lambda progress: REPORT, Told()).last() is None
