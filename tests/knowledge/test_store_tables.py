"""A file of an earlier version is opened without losing what an operator added."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from knowledge.documents import RECORD_FORMAT, Status, dump_passage
from knowledge.errors import StorageFull
from knowledge.language import Language
from knowledge.original_store import OriginalKey
from knowledge.passage_store import PassageStore
from knowledge.store_tables import open_engine
from tests.fakes import a_provision

ONE = a_provision("ore-code/1", "Buyers ask where ore is from.")
TWO = a_provision("ore-code/2", "Mines keep their water clean.")
VERSION_2 = """
CREATE TABLE originals (name VARCHAR PRIMARY KEY, digest VARCHAR(64) NOT NULL, added_at DATETIME NOT NULL,
    record_format INTEGER NOT NULL, passages TEXT NOT NULL);
CREATE TABLE generations (id VARCHAR PRIMARY KEY, fingerprint VARCHAR NOT NULL);
CREATE TABLE vectors (embedder VARCHAR, key VARCHAR(32), vector BLOB NOT NULL, PRIMARY KEY (embedder, key));
PRAGMA user_version = 2;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "knowledge.sqlite"


def write_version_2(file: Path, record_format: int) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(VERSION_2)
        passages = "\n".join(map(dump_passage, (ONE, TWO)))
        row = ("ore-code.en", "a" * 64, "2026-11-01 12:00:00.000000", record_format, passages)
        connection.execute("INSERT INTO originals VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO vectors VALUES ('hash', ?, ?)", ("0" * 32, np.ones(3, np.float32).tobytes()))
        connection.commit()


@pytest.fixture
def opened(file: Path) -> Iterator[PassageStore]:
    write_version_2(file, RECORD_FORMAT)
    store = PassageStore.open(file)
    yield store
    store.close()


def test_originals_of_the_version_without_editions_keep_their_passages(opened: PassageStore) -> None:
    (stored,) = opened.originals.all()
    assert stored.key == OriginalKey("ore-code", Language.EN, "2020")
    assert (stored.status, stored.digest, stored.file_name) == (Status.IN_FORCE, "a" * 64, "")
    assert (stored.provisions, stored.passages, stored.readable) == (2, 2, True)
    assert f"{stored.added_at:%Y-%m-%d %H:%M}" == "2026-11-01 12:00"
    assert opened.originals.passages() == [ONE, TWO]
    assert opened.originals.content(stored.digest) is None


def test_vectors_survive_an_upgrade(opened: PassageStore) -> None:
    assert opened.vectors("hash", ["0" * 32]).keys() == {"0" * 32}


def test_an_upgraded_file_opens_again_as_it_is(file: Path, opened: PassageStore) -> None:
    again = PassageStore.open(file)
    assert again.originals.all() == opened.originals.all()
    again.close()


def test_originals_whose_passages_can_no_longer_be_read_stay_in_the_list(file: Path) -> None:
    write_version_2(file, RECORD_FORMAT - 1)
    store = PassageStore.open(file)
    assert [stored.readable for stored in store.originals.all()] == [False]
    assert store.originals.passages() == []
    store.close()


def test_a_full_disk_is_told_from_other_faults(file: Path) -> None:
    engine = open_engine(file)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        with pytest.raises(StorageFull):
            connection.execute(text("CREATE TABLE big AS SELECT randomblob(1000000)"))
    engine.dispose()
