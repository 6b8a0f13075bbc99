"""Counts that stay when lines of the log are deleted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from assistant.database import insert_or
from assistant.tables_questions import DAILY_COUNTS


def add_counts(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add counts to those that are there of the same day, channel, language, outcome, topic, cluster and origin."""
    statement = insert_or(connection, DAILY_COUNTS)
    numbers = ("questions", "conversations")
    more = {name: DAILY_COUNTS.c[name] + statement.excluded[name] for name in numbers}
    keys = [column for column in DAILY_COUNTS.c if column.name not in numbers]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=more), rows)
