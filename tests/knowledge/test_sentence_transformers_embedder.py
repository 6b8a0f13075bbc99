"""The library itself is a large extra: a stand-in of its shape shows what is asked of it."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from knowledge.embedding import Matrix
from knowledge.errors import EmbedderUnavailable
from knowledge.sentence_transformers_embedder import SentenceTransformersEmbedder


class Model:
    """Remembers what it was asked to encode."""

    def __init__(self, name: str) -> None:
        if name == "nowhere":
            raise OSError("no such model")
        self.prompts: dict[str, str] = {"query": "find: "} if name == "prompted" else {}
        self.encoded: list[tuple[str, str]] = []

    def encode(self, texts: list[str], prompt: str, **_options: Any) -> Matrix:
        self.encoded += [(prompt, text) for text in texts]
        return np.ones((len(texts), 1), dtype=np.float32)


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    monkeypatch.setattr(os, "environ", dict(os.environ))


def encoded(model: str) -> list[tuple[str, str]]:
    embedder = SentenceTransformersEmbedder(model)
    embedder.embed_question("where from")
    list(embedder.embed_passages(["From here."]))
    found: list[tuple[str, str]] = embedder._model.encoded
    return found


@pytest.mark.parametrize(
    ("model", "question", "passage"),
    [("intfloat/multilingual-e5-small", "query: ", "passage: "), ("prompted", "find: ", ""), ("other", "", "")],
)
def test_questions_and_passages_get_the_prompts_of_the_model(model: str, question: str, passage: str) -> None:
    assert encoded(model) == [(question, "where from"), (passage, "From here.")]


def test_many_passages_come_batch_by_batch() -> None:
    batches = list(SentenceTransformersEmbedder("other").embed_passages(["ore"] * 1100))
    assert [len(batch) for batch in batches] == [512, 512, 76]


def test_what_stops_a_model_is_taken_out() -> None:
    embedder = SentenceTransformersEmbedder("other")
    embedder.embed_questions(["ore\x00", "\ud800"])
    assert embedder._model.encoded == [("", "ore"), ("", " ")]


def test_the_identity_names_the_model() -> None:
    assert (
        SentenceTransformersEmbedder("intfloat/multilingual-e5-small").identity == "st-intfloat-multilingual-e5-small"
    )


def test_another_model_in_the_same_folder_has_another_identity(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    first = SentenceTransformersEmbedder(str(tmp_path)).identity
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert SentenceTransformersEmbedder(str(tmp_path)).identity != first


def test_no_model_is_downloaded_unless_the_operator_wants_it() -> None:
    os.environ.pop("HF_HUB_OFFLINE", None)
    SentenceTransformersEmbedder("other")
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_wish_to_download_is_left_alone() -> None:
    os.environ["HF_HUB_OFFLINE"] = "0"
    SentenceTransformersEmbedder("other")
    assert os.environ["HF_HUB_OFFLINE"] == "0"


def test_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(EmbedderUnavailable, match=r"'nowhere'.*HF_HUB_OFFLINE=0"):
        SentenceTransformersEmbedder("nowhere")


def test_a_missing_extra_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailable, match=r"pip install .*ketenwijzer\[st\]"):
        SentenceTransformersEmbedder("other")
