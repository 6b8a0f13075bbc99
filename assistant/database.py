"""How the database of the question log, conversations and chats is opened, written to and brought up to date.

Its address is that of a SQLite file or a PostgreSQL server. The schema is changed by the numbered migrations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import BadDatabaseAddress, LogUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST_MIGRATION = "0002"
_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
# What others write for PostgreSQL, and the driver that we have for it.
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_CONNECT_SECONDS = 5
_MIGRATION_LOCKS = {_SQLITE: "BEGIN IMMEDIATE", _POSTGRESQL: "SELECT pg_advisory_xact_lock(6241)"}


def open_database(address: str) -> Engine:
    """Connect and bring the schema up to date; raises BadDatabaseAddress, and LogUnavailable where nothing answers."""
    url = _url(address)
    try:
        engine = _engine(url)
        if _migration(engine) != NEWEST_MIGRATION:
            _migrate(engine)
    except ImportError as error:
        raise LogUnavailable(f"{error.name} is not installed (the extra `postgres`)") from error
    except SQLAlchemyError as error:
        raise LogUnavailable(_reason(error)) from error
    return engine


def database_name(address: str) -> str:
    """A database as it may be shown and logged: without user, password and options. Raises BadDatabaseAddress."""
    url = _url(address)
    return URL.create(url.drivername, host=url.host, port=url.port, database=url.database).render_as_string()


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are kept together or not at all; raises LogUnavailable where nothing answers.

    Begin with what changes rows: a SQLite transaction that began by reading cannot wait for another writer.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise LogUnavailable(_reason(error)) from error


def insert_or(connection: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An insert that can say what happens to a row that is there already."""
    return postgresql.insert(table) if connection.dialect.name == _POSTGRESQL else sqlite.insert(table)


def _url(address: str) -> URL:
    # The message of a parser may quote what it could not read, and with it a password.
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):
        raise BadDatabaseAddress("it is no address such as postgresql://user:password@host/database") from None
    if url.get_backend_name() not in (_SQLITE, _POSTGRESQL, *_DRIVERS):
        raise BadDatabaseAddress("use sqlite or postgresql")
    if "@" in (url.host or ""):
        raise BadDatabaseAddress("write an @ in a user or password as %40")
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def _engine(url: URL) -> Engine:
    # Parameters are what people wrote: they stay out of the messages of errors.
    if url.get_backend_name() == _SQLITE:
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    # A server that restarted is met with a new connection, and one that hangs does not hold up an answer for long.
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=patience)


def _reason(error: SQLAlchemyError) -> str:
    """What the driver says, without the statement and its values."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def _migration(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine) -> None:
    # Imported here: a start that finds the schema up to date does without it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        # One process at a time, and all or nothing: the next one finds the work done.
        connection.execute(text(_MIGRATION_LOCKS[engine.dialect.name]))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
