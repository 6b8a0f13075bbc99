"""What every vector index promises, held against the exact one and Chroma's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.chroma_index import ChromaIndex
from knowledge.embedding import Matrix
from knowledge.errors import IndexDamaged
from knowledge.language import Language
from knowledge.vector_index import ExactIndex, Row, VectorIndex

DUTCH, ENGLISH, SIZE = 30, 20, 16
ROWS = [
    *(Row(number, 2 * number, Language.NL) for number in range(DUTCH)),
    *(Row(DUTCH + number, 7, Language.EN) for number in range(ENGLISH)),
]


def unit_rows(count: int) -> Matrix:
    matrix = np.random.default_rng(7).normal(size=(count, SIZE)).astype(np.float32)
    rows: Matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return rows


VECTORS = unit_rows(len(ROWS))


def build(kind: str, folder: Path, rows: list[Row], vectors: Matrix) -> VectorIndex:
    if kind == "exact":
        return ExactIndex(rows, vectors)
    ChromaIndex.build(folder, rows, vectors)
    return ChromaIndex.open(folder)


@pytest.fixture(params=["exact", "chroma"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished directory, which is only ever read."""
    folder = tmp_path_factory.mktemp("chroma")
    ChromaIndex.build(folder, ROWS, VECTORS)
    return folder


@pytest.fixture
def index(kind: str, folder: Path) -> Iterator[VectorIndex]:
    index: VectorIndex = ExactIndex(ROWS, VECTORS) if kind == "exact" else ChromaIndex.open(folder)
    yield index
    index.close()


def test_every_row_is_counted(index: VectorIndex) -> None:
    assert index.count() == len(ROWS)


@pytest.mark.parametrize("number", [0, 11, DUTCH, DUTCH + ENGLISH - 1])
def test_a_vector_finds_itself_first(index: VectorIndex, number: int) -> None:
    best = index.nearest(ROWS[number].language, VECTORS[number], 3)[0]
    assert best.passage == ROWS[number].passage
    assert best.similarity == pytest.approx(1, abs=1e-4)


def test_neighbours_come_best_first_with_their_cosines(index: VectorIndex) -> None:
    found = index.nearest(Language.NL, VECTORS[3], 10)
    similarities = [neighbour.similarity for neighbour in found]
    assert similarities == sorted(similarities, reverse=True)
    expected = [float(VECTORS[neighbour.passage] @ VECTORS[3]) for neighbour in found]
    np.testing.assert_allclose(similarities, expected, atol=1e-4)


def test_only_rows_of_the_asked_language_are_found(index: VectorIndex) -> None:
    assert {neighbour.passage for neighbour in index.nearest(Language.EN, VECTORS[0], 50)} == set(range(DUTCH, 50))


@pytest.mark.parametrize(("wanted", "given"), [(0, 0), (1, 1), (ENGLISH, ENGLISH), (500, ENGLISH)])
def test_at_most_as_many_as_asked_and_as_there_are(index: VectorIndex, wanted: int, given: int) -> None:
    assert len(index.nearest(Language.EN, VECTORS[0], wanted)) == given


def test_a_language_without_rows_finds_nothing(kind: str, tmp_path: Path) -> None:
    index = build(kind, tmp_path / "dutch", ROWS[:DUTCH], VECTORS[:DUTCH])
    assert index.nearest(Language.EN, VECTORS[0], 5) == []
    index.close()


def test_an_index_without_rows_finds_nothing(kind: str, tmp_path: Path) -> None:
    index = build(kind, tmp_path / "empty", [], VECTORS[:0])
    assert index.count() == 0
    assert index.nearest(Language.NL, VECTORS[0], 5) == []
    index.close()


def test_several_vectors_of_a_passage_each_find_it(kind: str, tmp_path: Path) -> None:
    rows = [Row(4, view, Language.NL) for view in range(3)]
    index = build(kind, tmp_path / "views", rows, VECTORS[:3])
    assert [neighbour.passage for neighbour in index.nearest(Language.NL, VECTORS[1], 9)] == [4, 4, 4]
    index.close()


def test_many_threads_find_what_one_finds(index: VectorIndex) -> None:
    expected = index.nearest(Language.NL, VECTORS[5], 5)
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda _: index.nearest(Language.NL, VECTORS[5], 5), range(40))
        assert all(each == expected for each in found)


def test_a_directory_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="not there"):
        ChromaIndex.open(tmp_path / "nowhere")


def test_an_empty_directory_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        ChromaIndex.open(tmp_path)


def test_a_database_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    ChromaIndex.build(folder, ROWS, VECTORS)
    (folder / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(IndexDamaged):
        ChromaIndex.open(folder)


def test_vectors_that_are_gone_are_damage_at_the_latest_when_they_are_searched(tmp_path: Path) -> None:
    folder, count = tmp_path / "gutted", 1200  # below a thousand, Chroma keeps no files beside its database
    ChromaIndex.build(folder, [Row(number, 0, Language.NL) for number in range(count)], unit_rows(count))
    for part in [path for path in folder.iterdir() if path.is_dir()]:
        for file in part.iterdir():
            file.write_bytes(b"")
    with pytest.raises(IndexDamaged):
        ChromaIndex.open(folder).nearest(Language.NL, VECTORS[0], 3)
