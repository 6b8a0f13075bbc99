"""The tables of the file that holds what is known, and how a file of an earlier version is brought up to date."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import disk_usage
from typing import Any, TypeVar

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    text,
)
from sqlalchemy.engine import ExceptionContext

from knowledge.errors import StorageFull

_METADATA = MetaData()
PASSAGES = Table(
    "passages",
    _METADATA,
    Column("digest", String(32), primary_key=True),
    Column("record", Text, nullable=False),
)
VECTORS = Table(
    "vectors",
    _METADATA,
    Column("embedder", String, primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
GENERATIONS = Table(
    "generations",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("embedder", String, nullable=False),
    Column("record_format", Integer, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("served_at", DateTime(timezone=True), nullable=False),
    Column("aids", Text, nullable=False),
    Column("serving", Boolean, nullable=False),
    Column("restored", Boolean, nullable=False),
)
GENERATION_PASSAGES = Table(
    "generation_passages",
    _METADATA,
    Column("generation", ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("digest", ForeignKey("passages.digest"), nullable=False),
    sqlite_with_rowid=False,
)
ORIGINALS = Table(
    "originals",
    _METADATA,
    Column("text_of", String, primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("edition", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("address", String, nullable=False),
    Column("shape", String, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("record_format", Integer, nullable=False),
    Column("provisions", Integer, nullable=False),
    Column("passages", Text, nullable=False),
)
ORIGINAL_FILES = Table(
    "original_files",
    _METADATA,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
FLAGS = Table(
    "flags",
    _METADATA,
    Column("card", String, primary_key=True),
    Column("place", String, primary_key=True),
    Column("removed", Boolean, nullable=False),
    Column("card_digest", String(32), nullable=False),
    Column("flagged_at", DateTime(timezone=True), nullable=False),
)
_SCHEMA = 3
_UNNAMED_ORIGINALS = 2  # the version whose originals were called `ungp-2011.en` and had no file
_ROWS = 500
_LITTLE_ROOM = 1024**2
Row = TypeVar("Row")


def open_engine(file: Path) -> Engine:
    """Open the file, made when it is not there; raises OSError where it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab"):  # an operator understands PermissionError better than SQLite's message
        pass
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "handle_error", partial(_say_when_full, file))
    with engine.begin() as connection:
        if _version(connection) != _SCHEMA:
            connection.execute(text("BEGIN IMMEDIATE"))  # two processes may start at once after an upgrade
            _prepare_tables(connection)
    return engine


def batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in as many as one statement takes."""
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


def _prepare_tables(connection: Connection) -> None:
    """Make the tables; those of another version make room, but for vectors and for what an operator added."""
    version = _version(connection)
    if version == _SCHEMA:  # the other process has done it
        return
    earlier = _unnamed_originals(connection) if version == _UNNAMED_ORIGINALS else []
    for table in reversed(_METADATA.sorted_tables):
        if table is not VECTORS:
            table.drop(connection, checkfirst=True)
    _METADATA.create_all(connection)
    if earlier:
        connection.execute(insert(ORIGINALS), earlier)
    connection.execute(text(f"PRAGMA user_version = {_SCHEMA}"))


def _version(connection: Connection) -> int:
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def _unnamed_originals(connection: Connection) -> list[dict[str, Any]]:
    """The originals of version 2 as rows of today: what they were the text of stands in their passages.

    Their files were not kept, so the file name is not known.
    """
    rows = connection.execute(text("SELECT digest, added_at, record_format, passages FROM originals")).mappings()
    return [_named(row["digest"], row["added_at"], row["record_format"], row["passages"]) for row in rows]


def _named(digest: str, added_at: str, record_format: int, passages: str) -> dict[str, Any]:
    records = [json.loads(line) for line in passages.split("\n")]
    document = records[0]["document"]
    return {
        "text_of": document["source"],
        "language": document["language"],
        "edition": document["edition"],
        "status": document["status"],
        "file_name": "",
        "digest": digest,
        "address": "",
        "shape": "",
        "added_at": datetime.fromisoformat(added_at).replace(tzinfo=UTC),
        "record_format": record_format,
        "provisions": len({record["reference"]["locator"] for record in records}),
        "passages": passages,
    }


def _prepare_connection(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _say_when_full(file: Path, context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.OperationalError) and _is_full(error.sqlite_errorcode & 0xFF, file):
        raise StorageFull("the disk is full") from error


def _is_full(code: int, file: Path) -> bool:
    """Whether there was no room; SQLite calls that an I/O error where its shared memory cannot grow."""
    if code == sqlite3.SQLITE_IOERR:
        return disk_usage(file.parent).free < _LITTLE_ROOM
    return code == sqlite3.SQLITE_FULL
