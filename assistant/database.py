"""The tables of the question log and of running conversations, and how their database is opened.

The address is any SQLAlchemy URL; SQLite by default. Schema changes are the numbered migrations beside this file.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import LogUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST_MIGRATION = "0001"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC; databases that keep no time zone give it back with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> datetime | None:
        """Move a moment of another zone to UTC."""
        return value.astimezone(UTC) if isinstance(value, datetime) else None

    def process_result_value(self, value: Any, dialect: object) -> datetime | None:
        """Put the time zone back."""
        if not isinstance(value, datetime):
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)


METADATA = MetaData()

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Index("conversations_by_age", "last_at"),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", JSON, nullable=False),
)

QUESTION_LOG = Table(
    "question_log",
    METADATA,
    Column("answer_id", String(36), primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("pseudonym", String(64), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("question", Text, nullable=False),
    Column("interpreted_question", Text),
    Column("outcome", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("hits", JSON, nullable=False),
    Column("generation", String, nullable=False),
    Column("milliseconds", Float, nullable=False),
)


def open_database(url: str) -> Engine:
    """Connect and bring the schema up to date; raises LogUnavailable for an address that does not answer."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        if _migration(engine) != NEWEST_MIGRATION:
            _migrate(engine)
    except SQLAlchemyError as error:
        raise LogUnavailable(str(error)) from error
    return engine


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
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
