from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select, text

from assistant.database import MIGRATIONS, NEWEST_MIGRATION, open_database
from assistant.errors import LogUnavailable
from assistant.tables import CONVERSATIONS, METADATA


def test_an_empty_database_gets_all_tables(database_url: str) -> None:
    engine = open_database(database_url)
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_migrated_schema_is_that_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_opening_again_changes_nothing_and_keeps_what_is_there(database_url: str) -> None:
    first = open_database(database_url)
    now = datetime.now(UTC)
    with first.begin() as connection:
        connection.execute(insert(CONVERSATIONS).values(id="c", channel="web", started_at=now, last_at=now))
    first.dispose()
    again = open_database(database_url)
    with again.connect() as connection:
        assert connection.execute(select(CONVERSATIONS.c.id)).scalars().all() == ["c"]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [NEWEST_MIGRATION]
    again.dispose()


def test_the_newest_migration_is_the_last_of_the_files() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST_MIGRATION


def test_a_moment_comes_back_in_utc(engine: Engine) -> None:
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    with engine.begin() as connection:
        connection.execute(insert(CONVERSATIONS).values(id="c", channel="web", started_at=noon, last_at=noon))
        assert connection.execute(select(CONVERSATIONS.c.last_at)).scalar_one() == noon


def test_an_address_that_does_not_answer_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(LogUnavailable):
        open_database(f"sqlite:///{tmp_path / 'no-such-folder' / 'log.sqlite'}")


def test_a_file_that_is_no_database_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(LogUnavailable):
        open_database(f"sqlite:///{tmp_path / 'log.sqlite'}")


def test_sqlite_keeps_foreign_keys_and_lets_readers_read_while_it_writes(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()
