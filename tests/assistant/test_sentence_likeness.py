"""How near sentences are to a question by the network of questions, over a small index."""

from typing import cast

import numpy as np

from assistant.sentence_likeness import SpokenSentences
from knowledge.documents import TextKind
from knowledge.vectors import Vectors
from tests.assistant.asking import HashVectors
from tests.fakes import HashEmbedder, Shelf, a_document, a_provision

SALT = a_provision("ore-code/1", "Buyers weigh salt.", "Sellers rest.")
OFFICIAL = a_provision(
    "ore-code/2", "Buyers shall weigh.", document=a_document("ore-code", text_kind=TextKind.OFFICIAL)
)


def test_a_sentence_is_nearest_to_a_question_in_its_own_words(shelf: Shelf) -> None:
    index = shelf.publish(SALT)
    sentences = SpokenSentences(cast("Vectors", HashVectors()))
    near = sentences.nearness(index, 0, HashEmbedder().embed_question("Sellers rest."))
    assert near is not None
    assert int(np.argmax(near)) == 1


def test_official_words_have_no_vectors(shelf: Shelf) -> None:
    index = shelf.publish(SALT, OFFICIAL)
    sentences = SpokenSentences(cast("Vectors", HashVectors()))
    question = HashEmbedder().embed_question("weigh")
    found = {passage.text_kind: sentences.nearness(index, at, question) for at, passage in enumerate(index.passages)}
    assert found[TextKind.OFFICIAL] is None
    assert found[TextKind.SUMMARY] is not None


def test_another_index_is_read_anew(shelf: Shelf) -> None:
    sentences = SpokenSentences(cast("Vectors", HashVectors()))
    question = HashEmbedder().embed_question("salt")
    before = shelf.publish(SALT)
    assert sentences.nearness(before, 1, question) is None
    after = shelf.publish(SALT, a_provision("ore-code/3", "Salt is white."))
    assert sentences.nearness(after, 1, question) is not None
    assert sentences.nearness(before, 1, question) is None
