import numpy as np
import pytest

from assistant.question_vectors import QuestionVectors

ASKED = "May we refuse the questions of a customer?"
SAME = "mogen we weigeren de vragen van een afnemer te beantwoorden"
OTHER = "Which mines have zinc?"


@pytest.fixture(scope="module")
def embedder() -> QuestionVectors:
    return QuestionVectors()


def test_rows_are_unit_vectors_and_those_of_each_question_alone(embedder: QuestionVectors) -> None:
    rows = embedder.embed_questions([ASKED, SAME, "", "\x00 half a \ud83d smile"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    np.testing.assert_array_equal(rows[1], embedder.embed_question(SAME))


def test_the_same_in_the_other_language_is_nearer_than_another_question(embedder: QuestionVectors) -> None:
    asked, same, other = embedder.embed_questions([ASKED, SAME, OTHER])
    assert asked @ same > asked @ other


def test_a_passage_is_read_as_a_question(embedder: QuestionVectors) -> None:
    [rows] = embedder.embed_passages([OTHER])
    np.testing.assert_array_equal(rows[0], embedder.embed_question(OTHER))


def test_the_name_tells_the_network_and_fits_a_folder(embedder: QuestionVectors) -> None:
    assert embedder.identity == QuestionVectors().identity
    assert embedder.identity.replace("-", "").isalnum()
