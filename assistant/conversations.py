"""Running conversations, so that a reload shows them again and follow-ups have something to lean on.

Questions are kept redacted. A conversation is known by a random id that only the person's browser or chat holds; it is
deleted by the person at any time and by the retention period otherwise.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.answers import Answer, answer_record
from assistant.database import CONVERSATIONS, TURNS
from assistant.errors import LogUnavailable
from assistant.questions import Channel
from assistant.redaction import redact


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was stored, and the answer as the JSON object of the contract."""

    question: str
    answer: dict[str, Any]


class Conversations:
    """Reads and writes conversations; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def turns(self, conversation_id: str) -> list[Turn]:
        """The turns of a conversation, oldest first; none for an id that is not known."""
        query = select(TURNS.c.question, TURNS.c.answer).where(TURNS.c.conversation == conversation_id)
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(TURNS.c.id)).all()
        except SQLAlchemyError as error:
            raise LogUnavailable("conversations cannot be read") from error
        return [Turn(question, answer) for question, answer in rows]

    def append(self, question: str, answer: Answer, channel: Channel) -> None:
        """Add a turn; the conversation begins with its first."""
        now = datetime.now(UTC)
        conversation = {"id": answer.conversation_id, "channel": channel.value, "started_at": now, "last_at": now}
        turn = {
            "conversation": answer.conversation_id,
            "asked_at": now,
            "question": redact(question),
            "answer": answer_record(answer),
        }
        try:
            try:
                self._write(conversation, turn)
            except IntegrityError:
                # Another turn began the conversation at the same moment: now it is there.
                self._write(conversation, turn)
        except SQLAlchemyError as error:
            raise LogUnavailable("the conversation cannot be written") from error

    def _write(self, conversation: dict[str, Any], turn: dict[str, Any]) -> None:
        # The update goes first: a SQLite transaction that began by reading could not wait for another writer.
        touched = update(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation["id"])
        with self._engine.begin() as connection:
            if connection.execute(touched.values(last_at=conversation["last_at"])).rowcount == 0:
                connection.execute(insert(CONVERSATIONS).values(conversation))
            connection.execute(insert(TURNS).values(turn))

    def erase(self, conversation_id: str) -> int:
        """Delete a conversation; returns the number of turns it had."""
        turns = len(self.turns(conversation_id))
        self._delete(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id))
        return turns

    def erase_older_than(self, days: int) -> None:
        """Delete what was last used longer ago."""
        self._delete(delete(CONVERSATIONS).where(CONVERSATIONS.c.last_at < datetime.now(UTC) - timedelta(days=days)))

    def _delete(self, statement: Any) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(statement)
        except SQLAlchemyError as error:
            raise LogUnavailable("the conversation cannot be deleted") from error
