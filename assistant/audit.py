"""The audit trail: who did what to what, and when. It holds no questions and no passwords."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from assistant.database import transaction
from assistant.tables_accounts import AUDIT

DAYS_KEPT = 365
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done: by the user of a sign-in name (empty where nobody was signed in), to a target."""

    id: int
    at: datetime
    user: str
    action: str
    target: str
    details: dict[str, Any]


class Audit:
    """Writes and reads entries; there is no way to change one. Raises LogUnavailable where nothing answers."""

    def __init__(self, engine: Engine, days: int = DAYS_KEPT) -> None:
        self._engine = engine
        self._days = days

    def write(self, user: str, action: str, target: str, **details: str | int | bool | list[str]) -> None:
        """Note that a user did something, in its own transaction; `action` is a word such as `answer_approved`."""
        with transaction(self._engine) as connection:
            note(connection, user, action, target, **details)

    def entries(self, before: int | None = None, limit: int = 100) -> list[Entry]:
        """The latest entries, the latest first; `before` an id for the page that follows it."""
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(AUDIT.c.id < before)
        with transaction(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Entry(row["id"], row["at"], row["user_name"], row["action"], row["target"], row["details"]) for row in rows
        ]

    def erase_old(self) -> None:
        """Delete what is past the days that entries are kept."""
        until = datetime.now(UTC) - timedelta(days=self._days)
        with transaction(self._engine) as connection:
            connection.execute(delete(AUDIT).where(AUDIT.c.at < until))


def note(connection: Connection, user: str, action: str, target: str, **details: str | int | bool | list[str]) -> None:
    """Write an entry in a transaction of the caller's, so that nothing is done that is not noted."""
    row = {"at": datetime.now(UTC), "user_name": user[:_LONGEST], "action": action, "target": target[:_LONGEST]}
    connection.execute(insert(AUDIT).values(row | {"details": details}))
