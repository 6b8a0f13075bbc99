"""The editor's corner."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Role
from bots.library_desk import LibraryDesk
from bots.publishing import Publishing, Run
from ingest.sync import SyncReport, publish, sync
from knowledge.locks import immediate_lock
from knowledge.vectors import Progress
from tests.bots.web.secretariat.people import with_session
from tests.bots.web.small_site import Site, an_app, secretariat_of
from tests.fakes import Shelf
from tests.ingest.small_library import change, write_library

PATH = "/secretariat/library"
BrowserOf = Callable[[Role], TestClient]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def app(site: Site, shelf: Shelf, library: Path) -> FastAPI:
    """The pages over a small library that is published."""
    sync(shelf.generations, shelf.store, library)

    def run(progress: Progress) -> SyncReport:
        return publish(shelf.generations, shelf.store, library, progress)

    def told(ended: Run) -> None:
        site.records.audit.write(ended.by, "library_published", "library", state=ended.state.value)

    desk = LibraryDesk(library, shelf.store, site.records.approved, Publishing(shelf.folder, run, told))
    return an_app(site, secretariat=secretariat_of(site, library=desk))


@pytest.fixture
def editor(app: FastAPI, site: Site) -> TestClient:
    return with_session(app, site.records, Role.EDITOR)


def when_published(editor: TestClient) -> str:
    """The page once a run has ended."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        page = editor.get(PATH)
        if "refresh" not in page.headers:
            return page.text
        time.sleep(0.05)
    raise AssertionError("the run did not end")


def test_the_page_lists_what_is_served(editor: TestClient) -> None:
    page = editor.get(PATH).text
    assert "ore-code" in page
    assert "Nu in gebruik" in page


def test_a_change_is_seen_published_and_noted(editor: TestClient, library: Path, site: Site) -> None:
    assert "Er verandert niets" in editor.get(f"{PATH}/changes").text
    change(library, "sources/ore-code.en.md", "Buyers ask", "All buyers ask")
    page = editor.get(f"{PATH}/changes").text
    assert "1 gewijzigd" in page
    assert "<ins>All buyers ask" in page
    editor.post(f"{PATH}/publish")
    assert "De nieuwe versie is in gebruik." in when_published(editor)
    assert "Er verandert niets" in editor.get(f"{PATH}/changes").text
    entry = site.records.audit.entries()[0]
    assert (entry.user, entry.action, entry.details["state"]) == ("editor", "library_published", "done")


def test_a_library_with_a_fault_is_not_published(editor: TestClient, library: Path) -> None:
    assert "Er staan geen fouten in." in editor.get(f"{PATH}/check").text
    change(library, "guidance/ask-ore.en.md", "ore-code/1", "ore-code/nowhere")
    assert "guidance/ask-ore.en.md:" in editor.get(f"{PATH}/check").text
    assert f'action="{PATH}/publish"' not in editor.get(f"{PATH}/changes").text
    editor.post(f"{PATH}/publish")
    assert "in de bibliotheek staan fouten" in when_published(editor)


def test_who_comes_second_is_told_so(editor: TestClient, shelf: Shelf) -> None:
    with immediate_lock(shelf.folder / "ingest.lock"):
        assert "Er wordt al aan de bibliotheek gewerkt." in editor.post(f"{PATH}/publish").text


def test_a_reader_may_not_come_here(app: FastAPI, site: Site) -> None:
    reader = with_session(app, site.records, Role.READER)
    assert {reader.get(path).status_code for path in (PATH, f"{PATH}/check", f"{PATH}/changes")} == {403}
    assert reader.post(f"{PATH}/publish").status_code == 403
