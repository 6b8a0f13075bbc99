"""What a channel delivered and is not answered yet, written down before the channel is told that it arrived."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Engine, delete, update

from assistant.database import insert_or, transaction
from assistant.tables import UPDATES

# Telegram delivers an update again for at most a day.
DEDUPLICATION_DAYS = 2


@dataclass(frozen=True, slots=True)
class Update:
    """One delivery as it came in; `attempts` is how often somebody has begun to answer it, this time included."""

    id: int
    received_at: datetime
    attempts: int
    payload: dict[str, Any]


class Updates:
    """The deliveries of one bot, each of which numbers its own; raises LogUnavailable where nothing answers.

    A payload holds what a person wrote, so it is kept until the update is answered and no longer; the number stays
    for `DEDUPLICATION_DAYS`, because the same update may be delivered again.
    """

    def __init__(self, engine: Engine, bot: int = 0) -> None:
        self._engine = engine
        self._bot = bot

    def of(self, bot: int) -> Self:
        """Those of the bot with a number of its own: another one's may have the same numbers for its updates."""
        return type(self)(self._engine, bot)

    def receive(self, update_id: int, payload: dict[str, Any], chat: str | None) -> bool:
        """Write an update down for the caller to answer; False where it was delivered before.

        `chat` is the key of the chat that it came from, for erasure; None where it came from none.
        """
        now = datetime.now(UTC)
        row = {"bot": self._bot, "id": update_id, "received_at": now, "taken_at": now, "attempts": 1}
        row |= {"chat": chat, "payload": payload}
        with transaction(self._engine) as connection:
            written = insert_or(connection, UPDATES).values(row).on_conflict_do_nothing().returning(UPDATES.c.id)
            return connection.execute(written).scalar_one_or_none() is not None

    def finish(self, update_id: int) -> None:
        """Forget what an answered update held and whom it came from."""
        answered = update(UPDATES).where(self._mine & (UPDATES.c.id == update_id)).values(payload=None, chat=None)
        with transaction(self._engine) as connection:
            connection.execute(answered)

    def take_waiting(self, idle_seconds: float = 0) -> list[Update]:
        """The updates that nobody finished or took for so many seconds, by id; they are the caller's to answer now.

        That is what a killed process left. Where several processes share a database, more seconds than an answer
        takes keep one of them from answering what another is busy with.
        """
        now = datetime.now(UTC)
        waiting = (
            self._mine & UPDATES.c.payload.is_not(None) & (UPDATES.c.taken_at <= now - timedelta(seconds=idle_seconds))
        )
        taken = update(UPDATES).where(waiting).values(taken_at=now, attempts=UPDATES.c.attempts + 1)
        columns = (UPDATES.c.id, UPDATES.c.received_at, UPDATES.c.attempts, UPDATES.c.payload)
        with transaction(self._engine) as connection:
            rows = connection.execute(taken.returning(*columns)).all()
        return sorted((Update(*row) for row in rows), key=lambda taken: taken.id)

    def hold(self, update_ids: Collection[int]) -> None:
        """Say of updates that somebody is still busy with them."""
        self._set_taken_at(update_ids, datetime.now(UTC))

    def release(self, update_ids: Collection[int]) -> None:
        """Leave updates to whoever looks for some next, at once."""
        self._set_taken_at(update_ids, datetime.fromtimestamp(0, UTC))

    def _set_taken_at(self, update_ids: Collection[int], moment: datetime) -> None:
        unfinished = self._mine & UPDATES.c.id.in_(update_ids) & UPDATES.c.payload.is_not(None)
        with transaction(self._engine) as connection:
            connection.execute(update(UPDATES).where(unfinished).values(taken_at=moment))

    def erase(self, chat: str, before: int) -> int:
        """Delete what waits of a chat and was delivered before an update, such as the wish to delete all; how much.

        The key of a chat is one and the same with every bot.
        """
        waiting = (UPDATES.c.chat == chat) & (UPDATES.c.id < before)
        with transaction(self._engine) as connection:
            return connection.execute(update(UPDATES).where(waiting).values(payload=None, chat=None)).rowcount

    @property
    def _mine(self) -> ColumnElement[bool]:
        return UPDATES.c.bot == self._bot

    def forget_older_than(self, days: int) -> None:
        """Delete all that was received longer ago, answered or not."""
        until = datetime.now(UTC) - timedelta(days=days)
        with transaction(self._engine) as connection:
            connection.execute(delete(UPDATES).where(UPDATES.c.received_at < until))
