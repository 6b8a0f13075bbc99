"""Running conversations, so that a reload shows them again and follow-ups have something to lean on.

Questions are kept redacted, and so is how they were understood. A conversation is known by a random id that only the
person's browser or chat holds; it is deleted by the person at any time and by the retention period otherwise.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from assistant.answers import Answer, answer_record
from assistant.database import insert_or, transaction
from assistant.questions import Channel
from assistant.redaction import redact
from assistant.tables import CONVERSATIONS, TURNS


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
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(TURNS.c.id)).all()
        return [Turn(question, answer) for question, answer in rows]

    def turn_of(self, answer_id: str) -> Turn | None:
        """The turn of an answer, whoever's it is; None where it is not kept, or not any more."""
        query = select(TURNS.c.question, TURNS.c.answer).where(TURNS.c.answer_id == answer_id).limit(1)
        with transaction(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Turn(row.question, row.answer)

    def append(self, question: str, answer: Answer, channel: Channel) -> None:
        """Add a turn; the conversation begins with its first."""
        now = datetime.now(UTC)
        conversation = {"id": answer.conversation_id, "channel": channel.value, "started_at": now, "last_at": now}
        turn = {
            "conversation": answer.conversation_id,
            "asked_at": now,
            "question": redact(question),
            "answer": _kept(answer),
            "answer_id": answer.answer_id,
        }
        with transaction(self._engine) as connection:
            begun = insert_or(connection, CONVERSATIONS).values(conversation)
            connection.execute(begun.on_conflict_do_update(index_elements=[CONVERSATIONS.c.id], set_={"last_at": now}))
            connection.execute(insert(TURNS).values(turn))

    def erase(self, conversation_id: str) -> int:
        """Delete a conversation; returns the number of turns it had."""
        with transaction(self._engine) as connection:
            turns = connection.execute(delete(TURNS).where(TURNS.c.conversation == conversation_id)).rowcount
            connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id))
        return turns

    def erase_older_than(self, days: int) -> None:
        """Delete what was last used longer ago."""
        until = datetime.now(UTC) - timedelta(days=days)
        with transaction(self._engine) as connection:
            connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.last_at < until))


def _kept(answer: Answer) -> dict[str, Any]:
    """The record of an answer; nothing in it but the question as it was understood is in the person's own words."""
    understood = answer.interpreted_question
    return answer_record(answer) | {"interpreted_question": None if understood is None else redact(understood)}
