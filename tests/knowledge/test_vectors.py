from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from knowledge.embedding import Matrix
from knowledge.vectors import ShippedVectors, Vectors
from knowledge.views import Words
from tests.fakes import HashEmbedder, Shelf

QUESTIONS = [Words(f"where is ore {number} from", as_question=True) for number in range(3)]
PASSAGES = [Words(f"Ore {number} is from the north.", as_question=False) for number in range(40)]


def embedded(shelf: Shelf) -> int:
    assert isinstance(shelf.embedder, HashEmbedder)
    return shelf.embedder.texts_embedded


def test_there_is_a_row_for_each_text_in_order(shelf: Shelf) -> None:
    matrix = shelf.vectors.of([PASSAGES[7], QUESTIONS[1], PASSAGES[2]])
    expected = [
        next(iter(shelf.embedder.embed_passages([PASSAGES[7].text])))[0],
        shelf.embedder.embed_question(QUESTIONS[1].text),
        next(iter(shelf.embedder.embed_passages([PASSAGES[2].text])))[0],
    ]
    np.testing.assert_allclose(matrix, expected, atol=1e-6)


def test_a_text_that_comes_twice_is_embedded_once(shelf: Shelf) -> None:
    matrix = shelf.vectors.of([PASSAGES[0], PASSAGES[0]])
    np.testing.assert_array_equal(matrix[0], matrix[1])
    assert embedded(shelf) == 1


def test_what_was_embedded_before_is_not_embedded_again(shelf: Shelf) -> None:
    first = shelf.vectors.of(PASSAGES)
    np.testing.assert_array_equal(shelf.vectors.of(PASSAGES), first)
    assert embedded(shelf) == len(PASSAGES)


def test_only_what_is_new_is_embedded(shelf: Shelf) -> None:
    shelf.vectors.of(PASSAGES[:-1])
    shelf.vectors.of(PASSAGES)
    assert embedded(shelf) == len(PASSAGES)


def test_shipped_vectors_are_taken_instead_of_embedding(shelf: Shelf) -> None:
    shipped = {words.key: row for words, row in zip(PASSAGES, shelf.vectors.of(PASSAGES), strict=True)}
    folder = ShippedVectors(shelf.folder / "shipped")
    folder.write("another", "ore", shipped)
    embedder = HashEmbedder("another")
    matrix = Vectors(embedder, shelf.store, folder).of(PASSAGES)
    assert embedder.texts_embedded == 0
    np.testing.assert_allclose(matrix, list(shipped.values()), atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-6)


def test_shipped_vectors_are_whole_whatever_file_they_stand_in(shelf: Shelf) -> None:
    folder = ShippedVectors(shelf.folder / "shipped")
    for number in range(2):
        folder.write("hash", f"file {number}", {PASSAGES[number].key: shelf.vectors.of([PASSAGES[number]])[0]})
    assert folder.of("hash").keys() == {PASSAGES[0].key, PASSAGES[1].key}


def test_an_embedder_that_nothing_is_shipped_for_has_no_shipped_vectors(shelf: Shelf) -> None:
    assert ShippedVectors(shelf.folder / "shipped").of("hash") == {}


def test_equal_vectors_are_shipped_in_equal_bytes_whatever_their_order(shelf: Shelf) -> None:
    vectors = {words.key: row for words, row in zip(PASSAGES, shelf.vectors.of(PASSAGES), strict=True)}
    folder = ShippedVectors(shelf.folder / "shipped")
    first = folder.write("hash", "ore", vectors).read_bytes()
    assert folder.write("hash", "ore", dict(reversed(vectors.items()))).read_bytes() == first


def test_progress_is_told_after_each_batch_up_to_all(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    shelf.vectors.of(PASSAGES, lambda done, total: told.append((done, total)))
    assert told == [(16, 40), (32, 40), (40, 40)]


def test_nothing_is_told_where_there_is_nothing_to_embed(shelf: Shelf) -> None:
    shelf.vectors.of(PASSAGES)
    told: list[tuple[int, int]] = []
    shelf.vectors.of(PASSAGES, lambda done, total: told.append((done, total)))
    assert told == []


class Breaking(HashEmbedder):
    """Stops after the first batch, as a killed process does."""

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Matrix]:
        yield next(iter(super().embed_passages(texts)))
        raise KeyboardInterrupt


def test_a_kill_loses_the_batch_in_hand_and_no_other(shelf: Shelf) -> None:
    with pytest.raises(KeyboardInterrupt):
        Vectors(Breaking(), shelf.store, ShippedVectors(shelf.folder)).of(PASSAGES)
    shelf.vectors.of(PASSAGES)
    assert embedded(shelf) == len(PASSAGES) - 16
