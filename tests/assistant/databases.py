"""Databases of a test's own: SQLite in a folder, and PostgreSQL where a server on this machine answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text, update
from sqlalchemy.exc import SQLAlchemyError

from assistant.database import open_database
from assistant.tables import METADATA

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


@contextmanager
def a_database_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database; skips the test where there is none of the kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'log.sqlite'}"
        return
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with _postgres_schema() as schema:
        yield f"{POSTGRES}?connect_timeout=3&options=-csearch_path%3D{schema}"


@contextmanager
def _postgres_schema() -> Iterator[str]:
    """A schema of our own, dropped at the end."""
    schema = f"test_{uuid4().hex}"
    server = create_engine(f"{POSTGRES}?connect_timeout=3")
    try:
        _run(server, f"CREATE SCHEMA {schema}")
    except SQLAlchemyError as error:
        pytest.skip(f"no PostgreSQL with a database named test on 127.0.0.1:5432: {type(error).__name__}")
    try:
        yield schema
    finally:
        _run(server, f"DROP SCHEMA {schema} CASCADE")
        server.dispose()


def _run(server: Engine, statement: str) -> None:
    with server.begin() as connection:
        connection.execute(text(statement))


@contextmanager
def a_database(kind: str, folder: Path) -> Iterator[Engine]:
    """An empty database with its tables made."""
    with a_database_url(kind, folder) as url:
        engine = open_database(url)
        yield engine
        engine.dispose()


@contextmanager
def gone(engine: Engine, *tables: str) -> Iterator[None]:
    """The time in which a database does not take what is written to it."""
    for table in tables:
        _run(engine, f"ALTER TABLE {table} RENAME TO {table}_away")
    yield
    for table in tables:
        _run(engine, f"ALTER TABLE {table}_away RENAME TO {table}")


def age(engine: Engine, table: str, column: str, days: int) -> None:
    """Make all rows of a table older."""
    long_ago = datetime.now(UTC) - timedelta(days=days)
    with engine.begin() as connection:
        connection.execute(update(METADATA.tables[table]).values({column: long_ago}))
