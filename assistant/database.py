"""How the database of the question log, conversations and chats is opened, written to and brought up to date.

Its address is that of a SQLite file or a PostgreSQL server. The schema is changed by the numbered migrations.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import BadDatabaseAddress, LogUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST_MIGRATION = "0007"
_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
# What others write for PostgreSQL, and the driver that we have for it.
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
# Seconds to connect, and milliseconds for the network to take what was sent: an answer does not wait for long.
_PATIENCE = {"connect_timeout": 3, "tcp_user_timeout": 5000}
_MIGRATION_LOCKS = {_SQLITE: "BEGIN IMMEDIATE", _POSTGRESQL: "SELECT pg_advisory_xact_lock(6241)"}


def open_database(address: str) -> Engine:
    """Connect and bring the schema up to date; raises BadDatabaseAddress, and LogUnavailable where nothing answers."""
    engine = _engine(_url(address))
    try:
        if _migration(engine) != NEWEST_MIGRATION:
            _migrate(engine)
    except SQLAlchemyError as error:
        engine.dispose()
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
    if url.get_backend_name() == _SQLITE:
        engine = _create(url)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    # A server that restarted is met with a new connection.
    patience = {name: value for name, value in _PATIENCE.items() if name not in url.query}
    engine = _create(url, pool_pre_ping=True, connect_args=patience)
    event.listen(engine, "do_connect", Connecting())
    return engine


class Connecting:
    """Connects to a server; one that did not answer is left alone for as long as it kept us waiting.

    Otherwise an answer, which asks the database several times, would wait for it as often.
    """

    def __init__(self) -> None:
        self._rests_until = 0.0

    def __call__(self, dialect: Dialect, _record: object, arguments: Sequence[Any], options: dict[str, Any]) -> Any:
        started = time.monotonic()
        if started < self._rests_until:
            raise LogUnavailable("the server did not answer a moment ago")
        try:
            return dialect.connect(*arguments, **options)
        except Exception:
            ended = time.monotonic()
            self._rests_until = ended + (ended - started)
            raise


def _create(url: URL, **options: Any) -> Engine:
    try:
        # Parameters are what people wrote: they stay out of the messages of errors.
        return create_engine(url, hide_parameters=True, **options)
    except (ImportError, SQLAlchemyError) as error:
        raise LogUnavailable(_reason(error)) from error


def _reason(error: Exception) -> str:
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
