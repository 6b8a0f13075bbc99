"""What many tests share: no network, a data folder of their own, and the real library indexed once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from assistant.answering import Assistant
from bots.settings import Settings
from bots.wiring import Knowledge, build_assistant, build_knowledge
from knowledge.embedding import Embedder
from tests.fakes import HashEmbedder, Shelf, open_shelf


def pytest_runtest_setup() -> None:
    """A test that reaches past this machine fails; pytest-socket takes the guard away after each test."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of whatever a test starts without naming one: never that of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KETENWIJZER_DATA", str(folder))
        yield folder


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf with the fake embedder."""
    with open_shelf(tmp_path / "shelf", HashEmbedder()) as opened:
        yield opened


@pytest.fixture(scope="session")
def real_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """A data folder for the real library with the shipped vectors; nothing is indexed until somebody asks for it."""
    knowledge = build_knowledge(_real_settings(tmp_path_factory))
    yield knowledge
    knowledge.store.close()


@pytest.fixture(scope="session")
def real_embedder(real_knowledge: Knowledge) -> Embedder:
    """The embedder that answers questions in a plain installation."""
    return real_knowledge.embedder


@pytest.fixture(scope="session")
def real_assistant(real_knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the real library, indexed once in a few seconds."""
    assistant = build_assistant(_real_settings(tmp_path_factory), real_knowledge)
    yield assistant
    assistant.index().nearest.close()


def _real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.getbasetemp() / "real-library")
