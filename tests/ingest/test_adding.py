"""Official texts are kept by source, language and edition, compared with what is served, and published."""

from pathlib import Path

import pytest

from ingest.adding import OriginalReport, add_original, preview_original, remove_original
from ingest.diff import ChangeKind
from ingest.errors import LibraryHasProblems, OriginalNotKept, OriginalRefused
from ingest.originals import Original
from ingest.sync import sync
from knowledge.documents import TextKind
from knowledge.language import Language
from knowledge.original_store import OriginalKey
from knowledge.references import Reference
from knowledge.retrieval import Query, search
from tests.fakes import HashEmbedder, Shelf
from tests.ingest.principles import original, write_principles, write_principles_library

KEY = OriginalKey("ungp-2011", Language.EN, "2011")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_principles_library(tmp_path / "library")


@pytest.fixture
def text(tmp_path: Path) -> Original:
    return write_principles(tmp_path / "text.pdf", range(1, 32))


def add(shelf: Shelf, text: Original, library: Path) -> OriginalReport:
    return add_original(shelf.generations, shelf.store, text, text.path.read_bytes(), library)


def test_adding_publishes_and_adding_again_changes_nothing(shelf: Shelf, text: Original, library: Path) -> None:
    first = add(shelf, text, library)
    assert (first.key, first.reading.provisions, len(first.reading.passages)) == (KEY, 63, 63)
    assert (first.sync.added, first.sync.published) == (65, True)
    second = add(shelf, text, library)
    assert (second.sync.added, second.sync.removed, second.sync.published) == (0, 0, False)
    assert not sync(shelf.generations, shelf.store, library).published


def test_the_same_edition_takes_the_place_of_the_earlier_file(
    tmp_path: Path, shelf: Shelf, text: Original, library: Path
) -> None:
    add(shelf, text, library)
    again = write_principles(tmp_path / "again.pdf", range(1, 32), promise="word")
    report = add(shelf, again, library)
    (stored,) = shelf.store.originals.all()
    assert (stored.key, stored.file_name, stored.digest) == (KEY, "again.pdf", report.digest)
    assert shelf.store.originals.content(stored.digest) == again.path.read_bytes()


def test_another_edition_stands_beside_the_first(shelf: Shelf, text: Original, library: Path) -> None:
    add(shelf, text, library)
    report = add(shelf, original(text.path, edition="2031"), library)
    assert (report.sync.added, report.sync.removed) == (63, 0)
    assert report.beside == (KEY,)
    assert {passage.document.edition for passage in shelf.store.originals.passages()} == {"2011", "2031"}


def test_a_superseded_edition_is_not_beside_one_that_holds(shelf: Shelf, text: Original, library: Path) -> None:
    add(shelf, text, library)
    report = add(shelf, original(text.path, edition="2008", superseded=True), library)
    assert report.beside == ()


def test_a_refused_text_changes_nothing(tmp_path: Path, shelf: Shelf, library: Path) -> None:
    with pytest.raises(OriginalRefused):
        add(shelf, write_principles(tmp_path / "text.pdf", range(1, 31)), library)
    assert shelf.store.originals.all() == []
    assert shelf.generations.serving() is None


def test_a_library_with_problems_is_mended_first(shelf: Shelf, text: Original, library: Path) -> None:
    (library / "sources" / "ungp-2011.nl.md").unlink()
    with pytest.raises(LibraryHasProblems):
        add(shelf, text, library)


def test_a_changed_text_shows_the_places_that_differ_whatever_its_edition(
    tmp_path: Path, shelf: Shelf, text: Original, library: Path
) -> None:
    add(shelf, text, library)
    other = write_principles(tmp_path / "other.pdf", range(1, 32), promise="word")
    found = preview_original(
        shelf.generations, shelf.store, original(other.path, "2031"), other.path.read_bytes(), library
    )
    assert {change.kind for change in found.diff.changes} == {ChangeKind.CHANGED}
    assert len(found.diff.changes) == 62  # all but the general principles
    assert len(shelf.store.originals.all()) == 1


def test_a_new_text_is_compared_with_the_edition_that_was_superseded_just_before(
    tmp_path: Path, shelf: Shelf, text: Original, library: Path
) -> None:
    add(shelf, text, library)
    add(shelf, original(text.path, edition="2011", superseded=True), library)
    other = write_principles(tmp_path / "other.pdf", range(1, 32), promise="word")
    report = add(shelf, original(other.path, edition="2031"), library)
    assert {change.kind for change in report.diff.changes} == {ChangeKind.CHANGED}


def test_a_preview_names_gaps_and_duplicates_that_adding_refuses(tmp_path: Path, shelf: Shelf, library: Path) -> None:
    text = write_principles(tmp_path / "text.pdf", [*range(1, 13), *range(14, 32), 20])
    found = preview_original(shelf.generations, shelf.store, text, text.path.read_bytes(), library)
    assert found.reading.missing == ("13", "13/commentary")
    assert found.reading.repeated == ("20", "20/commentary")
    assert shelf.generations.serving() is None


def test_removing_publishes_what_is_left(shelf: Shelf, text: Original, library: Path) -> None:
    add(shelf, text, library)
    report = remove_original(shelf.generations, shelf.store, KEY, library)
    assert (report.added, report.removed, report.published) == (0, 63, True)
    assert shelf.store.originals.all() == []


def test_what_was_never_added_cannot_be_removed(shelf: Shelf, library: Path) -> None:
    with pytest.raises(OriginalNotKept):
        remove_original(shelf.generations, shelf.store, KEY, library)


@pytest.mark.parametrize(
    ("language", "kind"), [(Language.EN, TextKind.OFFICIAL), (Language.NL, TextKind.SUMMARY)], ids=str
)
def test_the_official_text_speaks_to_those_who_ask_in_its_language(
    shelf: Shelf, text: Original, library: Path, language: Language, kind: TextKind
) -> None:
    add(shelf, text, library)
    question = "promise 17 of buyers to miners; zorgvuldigheid"
    query = Query(question, question, language, HashEmbedder().embed_question(question), ())
    hits = search(shelf.generations.open(), query, 80)
    (hit,) = (hit for hit in hits if hit.reference == Reference("ungp-2011", "17"))
    assert {(passage.language, passage.text_kind) for passage in hit.passages} == {(language, kind)}
