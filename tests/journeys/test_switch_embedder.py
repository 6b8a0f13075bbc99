"""An operator switches to sentence-transformers and back, with a genuine multilingual-e5-small folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bots.wiring import build_embedder
from ingest.library_files import LIBRARY_FOLDER
from knowledge.embedding import Embedder
from knowledge.errors import EmbedderUnavailable
from tests.journeys.terminal import ketenwijzer

SHARED_TOOL = Path(__file__).parents[2].parent / "shared" / "tools" / "build_e5_dir.py"
TEXTS = ["Wat moeten wij doen bij kinderarbeid?", "Due diligence is an ongoing process.", "Erts, smelterij en schroot."]

pytestmark = pytest.mark.st


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A multilingual-e5-small folder in bfloat16, which indexes fastest on a processor."""
    if not SHARED_TOOL.is_file():
        pytest.skip("../shared/tools/build_e5_dir.py is not there: no model folder can be made without a network")
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("the extra st is not installed")
    made = tmp_path_factory.mktemp("model") / "multilingual-e5-small"
    command = [sys.executable, str(SHARED_TOOL), str(made), "--dtype", "bfloat16"]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def embedder(folder: Path) -> Embedder:
    return build_embedder(f"sentence-transformers:{folder}")


def test_its_vectors_are_those_of_the_embedded_model(embedder: Embedder, real_embedder: Embedder) -> None:
    ours, theirs = embedder.embed_questions(TEXTS), real_embedder.embed_questions(TEXTS)
    assert np.sum(ours * theirs, axis=1).min() > 0.999
    ours, theirs = np.concatenate(list(embedder.embed_passages(TEXTS))), _passages(real_embedder)
    assert np.sum(ours * theirs, axis=1).min() > 0.999


def _passages(embedder: Embedder) -> np.ndarray:  # type: ignore[type-arg]
    return np.concatenate(list(embedder.embed_passages(TEXTS)))


def test_it_keeps_the_promises_of_an_embedder(embedder: Embedder) -> None:
    rows = embedder.embed_questions(["", "\x00", "a \ud83d b", *TEXTS])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


def test_its_identity_tells_another_model_in_the_same_folder(folder: Path, embedder: Embedder, tmp_path: Path) -> None:
    other = tmp_path / folder.name
    other.mkdir()
    for path in folder.rglob("*"):
        if path.is_file():
            target = other / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path)
    (other / "extra.json").write_text("{}")

    assert build_embedder(f"sentence-transformers:{other}").identity != embedder.identity


def test_a_folder_without_a_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="HF_HUB_OFFLINE"):
        build_embedder(f"sentence-transformers:{tmp_path}")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """One real source, without what it says of others: embedding the whole library would take minutes."""
    sources = tmp_path / "library" / "sources"
    sources.mkdir(parents=True)
    shutil.copy(LIBRARY_FOLDER / "evidence.md", sources.parent)
    for path in (LIBRARY_FOLDER / "sources").glob("ungp-2011.*.md"):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = (line for line in lines if not line.startswith(("See also:", "Zie ook:")))
        (sources / path.name).write_text("\n".join(kept), encoding="utf-8")
    return sources.parent


def test_switching_builds_a_new_index_and_switching_back_another(folder: Path, library: Path, tmp_path: Path) -> None:
    data, chosen = tmp_path / "data", {"KETENWIJZER_LIBRARY": str(library)}
    switched = chosen | {"KETENWIJZER_EMBEDDER": f"sentence-transformers:{folder}"}
    question = ("ask", "--json", "When is a business relationship crucial?")
    before = ketenwijzer(data, *question, **chosen).records[0]

    examined = ketenwijzer(data, "doctor", **switched)
    there = ketenwijzer(data, *question, **switched).records[0]
    settled = ketenwijzer(data, "doctor", **switched)
    back = ketenwijzer(data, *question, **chosen).records[0]

    assert examined.status == 1
    assert "another embedder" in examined.out
    assert settled.status == 0
    assert there["outcome"] == "answered"
    assert there["citations"][0]["reference"].startswith("ungp-2011/19")
    assert back["text"] == before["text"]
