"""What is stored is published, unless an operator took an earlier state back."""

from pathlib import Path

import pytest

from ingest.errors import LibraryHasProblems
from ingest.sync import publish, sync
from tests.fakes import Shelf
from tests.ingest.small_library import change, write_library

FILE = "sources/ore-code.en.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def restored(shelf: Shelf, library: Path) -> Shelf:
    """The first state serves again after a second was published."""
    sync(shelf.generations, shelf.store, library)
    change(library, FILE, "Buyers ask", "All buyers ask")
    sync(shelf.generations, shelf.store, library)
    shelf.generations.restore()
    return shelf


def served(shelf: Shelf) -> str:
    return " ".join(passage.text for passage in shelf.generations.open().passages)


def test_a_second_run_writes_nothing(shelf: Shelf, library: Path) -> None:
    assert sync(shelf.generations, shelf.store, library).published
    second = sync(shelf.generations, shelf.store, library)
    assert (second.added, second.removed, second.published, second.held) == (0, 0, False, False)


def test_a_library_with_problems_changes_nothing(shelf: Shelf, library: Path) -> None:
    (library / FILE).unlink()
    with pytest.raises(LibraryHasProblems):
        publish(shelf.generations, shelf.store, library)
    assert shelf.generations.serving() is None


def test_a_sync_leaves_what_was_restored(restored: Shelf, library: Path) -> None:
    report = sync(restored.generations, restored.store, library)
    assert (report.added, report.removed, report.published, report.held) == (1, 1, False, True)
    assert "All buyers ask" not in served(restored)


def test_a_publish_replaces_what_was_restored(restored: Shelf, library: Path) -> None:
    report = publish(restored.generations, restored.store, library)
    assert (report.published, report.held) == (True, False)
    assert "All buyers ask" in served(restored)


def test_once_what_is_stored_is_what_was_restored_a_sync_publishes_again(restored: Shelf, library: Path) -> None:
    change(library, FILE, "All buyers ask", "Buyers ask")
    assert not sync(restored.generations, restored.store, library).held
    change(library, FILE, "Buyers ask", "Most buyers ask")
    assert sync(restored.generations, restored.store, library).published
    assert "Most buyers ask" in served(restored)
