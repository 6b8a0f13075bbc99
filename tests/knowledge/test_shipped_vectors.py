"""The vectors in the package belong to the texts in the package."""

from statistics import fmean

import numpy as np
import pytest

from assistant.intents import IntentExamples
from assistant.question_vectors import QuestionVectors
from assistant.sentence_likeness import spoken_words
from bots.wiring import SHIPPED_VECTORS
from ingest.library import read_library
from knowledge.embedding import Embedder
from knowledge.vectors import ShippedVectors
from knowledge.views import ViewKind, Words, views

_SAMPLE = 40
HINT = "run `ketenwijzer ingest vectors` and commit what it writes"


@pytest.fixture(scope="module")
def texts() -> list[Words]:
    return [*(view.words for view in views(read_library().passages)), *IntentExamples.read().words]


def test_every_text_has_its_vector(texts: list[Words], real_embedder: Embedder) -> None:
    shipped = ShippedVectors(SHIPPED_VECTORS).of(real_embedder.identity)

    missing = [words.text for words in texts if words.key not in shipped]
    assert not missing, HINT


def test_no_vector_is_shipped_for_a_text_that_is_gone(texts: list[Words], real_embedder: Embedder) -> None:
    shipped = ShippedVectors(SHIPPED_VECTORS).of(real_embedder.identity)

    gone = len(shipped.keys() - {words.key for words in texts})
    assert gone == 0, HINT


def test_a_sample_embeds_to_the_same_vectors(texts: list[Words], real_embedder: Embedder) -> None:
    shipped = ShippedVectors(SHIPPED_VECTORS).of(real_embedder.identity)
    for words in texts[:: len(texts) // _SAMPLE]:
        made = real_embedder.embed_question(words.text) if words.as_question else _passage(real_embedder, words.text)
        assert float(made @ shipped[words.key]) >= 0.999, HINT


def test_every_way_to_ask_and_every_sentence_has_its_vector_by_the_network_too_and_nothing_else() -> None:
    network = QuestionVectors()
    read = {spoken_words(view.text) for view in views(read_library().passages) if view.kind is not ViewKind.TEXT}
    shipped = ShippedVectors(SHIPPED_VECTORS).of(network.identity)

    assert shipped.keys() == {words.key for words in read}, HINT
    sample = sorted(read, key=lambda words: words.key)[:: len(read) // _SAMPLE]
    # In eight bits processors do not round alike; two unlike questions have some 0.85 in common.
    assert fmean(float(network.embed_question(words.text) @ shipped[words.key]) for words in sample) >= 0.96, HINT


def _passage(embedder: Embedder, text: str) -> np.ndarray:  # type: ignore[type-arg]
    (rows,) = embedder.embed_passages([text])
    row: np.ndarray = rows[0]  # type: ignore[type-arg]
    return row
