"""What an editor sees of the library."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.approved import ApprovedAnswers, ApprovedSentence, ApprovedText, Draft
from assistant.database import open_database
from bots.library_desk import LibraryDesk
from bots.publishing import Publishing
from ingest.diff import ChangeKind
from ingest.sync import SyncReport, sync
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import Shelf
from tests.ingest.small_library import change, write_library

FILE = "sources/ore-code.en.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'log.sqlite'}")


@pytest.fixture
def desk(shelf: Shelf, library: Path, engine: Engine) -> LibraryDesk:
    def publish(_progress: object) -> SyncReport:
        return sync(shelf.generations, shelf.store, library)

    publish(None)
    return LibraryDesk(library, shelf.store, ApprovedAnswers(engine), Publishing(shelf.folder, publish, print))


def approve(engine: Engine, desk: LibraryDesk, shelf: Shelf, place: str) -> str:
    """An approved answer that rests on a place; its id."""
    text = ApprovedText("Why?", (), (ApprovedSentence("So.", (Reference.parse(place),)),), ())
    answers = ApprovedAnswers(engine)
    draft = Draft(text, text, date.today() + timedelta(days=9), None)
    kept = answers.add(draft, "ann")
    return answers.approve(kept.id, kept.version, "ann", shelf.generations.open_exact()).id


def test_a_library_in_order_has_no_problems(desk: LibraryDesk) -> None:
    checked = desk.check()
    assert checked.passages > 0
    assert (checked.problems, checked.flags) == ((), ())


def test_a_fault_is_found_with_its_file(desk: LibraryDesk, library: Path) -> None:
    change(library, "guidance/ask-ore.en.md", "ore-code/1", "ore-code/nowhere")
    assert any(problem.file == "guidance/ask-ore.en.md" for problem in desk.check().problems)
    assert desk.preview(Language.EN).problems > 0


def test_a_preview_names_the_places_and_the_approved_answers_that_rest_on_them(
    desk: LibraryDesk, library: Path, shelf: Shelf, engine: Engine
) -> None:
    resting = approve(engine, desk, shelf, "ore-code/1")
    approve(engine, desk, shelf, "ore-code/1/fees")
    assert desk.preview(Language.EN).diff.changes == ()
    change(library, FILE, "Buyers ask", "All buyers ask")
    preview = desk.preview(Language.EN)
    assert preview.count(ChangeKind.CHANGED) == 1
    [(answer, places)] = preview.approved
    assert (answer.id, places) == (resting, (Reference.parse("ore-code/1"),))


def test_editions_are_those_that_are_served(desk: LibraryDesk) -> None:
    assert {(edition.source, edition.language) for edition in desk.editions()} >= {
        ("ore-code", Language.NL),
        ("ore-code", Language.EN),
    }
