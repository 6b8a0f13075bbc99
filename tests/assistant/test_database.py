import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Dialect, Engine, create_engine, func, insert, inspect, select, text

from assistant.conversations import Conversations
from assistant.database import MIGRATIONS, NEWEST_MIGRATION, Connecting, database_name, open_database, transaction
from assistant.errors import BadDatabaseAddress, LogUnavailable
from assistant.records import Records
from assistant.tables import CONVERSATIONS, METADATA
from tests.assistant.databases import a_database


def migrate_to(url: str, revision: str) -> None:
    """Bring a database to the schema of an earlier version of the program."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def with_a_conversation(url: str) -> None:
    """Put in what the first version of the program kept."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO conversations VALUES ('c', 'web', '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')",
            "INSERT INTO turns VALUES (1, 'c', '2026-01-02 03:04:05+00:00', 'Why?', '{\"text\": \"So.\"}')",
            "INSERT INTO question_log VALUES ('a', '2026-01-02 03:04:05+00:00', 'p', 'web', 'en', 'Why?', NULL, "
            "'answered', 'extractive', 0.5, '[]', '[]', 'g', 1.0)",
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()


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


def test_a_database_of_the_first_version_keeps_what_it_holds_and_can_be_used(database_url: str, tmp_path: Path) -> None:
    migrate_to(database_url, "0001")
    with_a_conversation(database_url)
    engine = open_database(database_url)
    records = Records.over(engine, tmp_path)
    [turn] = records.conversations.turns("c")
    assert (turn.question, turn.answer) == ("Why?", {"text": "So."})
    assert [line["question"] for line in records.question_log.lines()] == ["Why?"]
    assert records.updates.receive(1, {}, records.chats.get("chat").key)
    engine.dispose()


def test_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    migrate_to(database_url, "0001")
    with_a_conversation(database_url)
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(lambda _: open_database(database_url), range(4)))
    for engine in engines:
        assert len(Conversations(engine).turns("c")) == 1
        engine.dispose()


def test_a_migration_that_breaks_off_changes_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate_to(database_url, "0001")
    broken = create_engine(database_url)
    with broken.begin() as connection:
        connection.execute(text("CREATE TABLE handovers (digest VARCHAR(64))"))
    with pytest.raises(LogUnavailable):
        open_database(database_url)
    assert "chats" not in inspect(broken).get_table_names()
    with broken.begin() as connection:
        connection.execute(text("DROP TABLE handovers"))
    broken.dispose()
    open_database(database_url).dispose()


def begin_twice(engine: Engine, channel: str) -> None:
    """Break off a transaction halfway, with what somebody wrote in hand."""
    now = datetime.now(UTC)
    row = {"id": "c", "channel": channel, "started_at": now, "last_at": now}
    with transaction(engine) as connection:
        connection.execute(insert(CONVERSATIONS).values(row))
        connection.execute(insert(CONVERSATIONS).values(row))


def test_a_transaction_is_kept_whole_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(LogUnavailable):
        begin_twice(engine, "web")
    with transaction(engine) as connection:
        assert connection.execute(select(func.count()).select_from(CONVERSATIONS)).scalar_one() == 0


def test_what_people_wrote_stays_out_of_the_logs_of_errors(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    try:
        begin_twice(engine, "my own words")
    except LogUnavailable:
        logging.getLogger(__name__).exception("it broke")
    assert "INSERT INTO conversations" in caplog.text
    assert "my own words" not in caplog.text.replace('begin_twice(engine, "my own words")', "")


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


@pytest.mark.parametrize(
    "address",
    [
        "",
        "log.sqlite",
        "mysql://u:secret@host/db",
        "postgresql://u:secret",
        "postgresql://u:se@cret@host/db",
        "oracle+x://",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(address: str) -> None:
    for use in (database_name, open_database):
        with pytest.raises(BadDatabaseAddress) as refused:
            use(address)
        assert "secret" not in str(refused.value)
        assert refused.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_is_named_without_what_is_secret(scheme: str) -> None:
    address = f"{scheme}://user:secret@host:5433/log?password=secret&sslmode=require"
    assert database_name(address) == "postgresql+psycopg://host:5433/log"
    assert database_name("sqlite:////data/log.sqlite") == "sqlite:////data/log.sqlite"


def test_a_server_that_is_away_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(LogUnavailable) as away:
        open_database(f"postgres://user:secret@127.0.0.1:{port}/log")
    assert str(port) in str(away.value)
    assert "secret" not in str(away.value)


def test_a_server_that_restarted_is_met_with_a_new_connection(tmp_path: Path) -> None:
    with a_database("postgresql", tmp_path) as engine, a_database("postgresql", tmp_path) as other:
        with transaction(engine) as connection:
            process = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with transaction(other) as connection:
            assert connection.execute(text("SELECT pg_terminate_backend(:process)"), {"process": process}).scalar_one()
        assert Conversations(engine).turns("c") == []


def test_a_server_that_does_not_answer_is_given_up_in_seconds() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(LogUnavailable):
        open_database(f"postgresql://user@127.0.0.1:{silent.getsockname()[1]}/log?connect_timeout=2")


class SlowServer:
    """Refuses a connection after a while, and counts how often it was asked for one."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.asked = 0

    def connect(self) -> None:
        self.asked += 1
        time.sleep(self.seconds)
        raise ConnectionError


def test_a_server_that_kept_us_waiting_is_left_alone_for_as_long() -> None:
    server, connecting = SlowServer(0.2), Connecting()
    with pytest.raises(ConnectionError):
        connecting(cast(Dialect, server), None, (), {})
    for _ in range(3):
        with pytest.raises(LogUnavailable):
            connecting(cast(Dialect, server), None, (), {})
    time.sleep(0.25)
    with pytest.raises(ConnectionError):
        connecting(cast(Dialect, server), None, (), {})
    assert server.asked == 2


@pytest.mark.parametrize("driver", ["psycopg2", "nodriver"])
def test_a_driver_that_is_not_installed_is_named(driver: str) -> None:
    with pytest.raises(LogUnavailable, match=driver):
        open_database(f"postgresql+{driver}://user@127.0.0.1/log")
