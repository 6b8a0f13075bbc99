"""What is remembered of a chat on a channel that has no cookie, so that nothing is lost when a process restarts.

A chat is known by a keyed digest of its number, never by the number itself.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, and_, delete, literal, select

from assistant.database import insert_or, transaction
from assistant.tables import CHATS, LEFT_CONVERSATIONS
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Chat:
    """The state of one chat, or of one thread in it.

    `language` is what the person chose, None for that of each question; `disclosed` whether they were told that this is
    an automated assistant (AI Act, article 50); `invitation` the digest of the code that let the chat in; `active` is
    False once the person blocked the bot; `plan` the choices so far of a guided start, None when none is under way;
    `awaiting` names what the next message is, None for a question.
    """

    key: str
    conversation_id: str
    language: Language | None
    disclosed: bool
    invitation: str | None
    active: bool
    plan: dict[str, list[str]] | None
    awaiting: str | None


class Chats:
    """Reads and writes chats; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key

    def key(self, chat_id: int, thread_id: int | None) -> str:
        """The name of a Telegram chat or thread here: equal for equal ones, and telling nothing without the key."""
        name = f"telegram:{chat_id}:{thread_id or 0}"
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()

    def get(self, key: str) -> Chat:
        """The chat, made on first use; keeps it from the retention period for as long as it is used."""
        now = datetime.now(UTC)
        with transaction(self._engine) as connection:
            statement = insert_or(connection, CHATS).values(**_row(new_chat(key)), last_at=now)
            used = statement.on_conflict_do_update(index_elements=[CHATS.c.key], set_={"last_at": now})
            return _chat(connection.execute(used.returning(CHATS)).mappings().one())

    def save(self, chat: Chat) -> None:
        """Keep the state of a chat; the last write wins."""
        row = _row(chat) | {"last_at": datetime.now(UTC)}
        with transaction(self._engine) as connection:
            _leave(connection, chat)
            statement = insert_or(connection, CHATS).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=[CHATS.c.key], set_=row))

    def conversations(self, key: str) -> list[str]:
        """The ids of the running conversation of a chat and of those that it left, for as long as they may be kept."""
        left = select(LEFT_CONVERSATIONS.c.conversation_id).where(LEFT_CONVERSATIONS.c.chat == key)
        with transaction(self._engine) as connection:
            running = select(CHATS.c.conversation_id).where(CHATS.c.key == key)
            return list(connection.execute(running.union(left)).scalars())

    def erase(self, key: str) -> int:
        """Delete the state of a chat; returns the number of rows."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(CHATS).where(CHATS.c.key == key)).rowcount

    def erase_older_than(self, days: int) -> None:
        """Delete chats that were last used longer ago, and forget which conversations were left longer ago."""
        until = datetime.now(UTC) - timedelta(days=days)
        with transaction(self._engine) as connection:
            connection.execute(delete(CHATS).where(CHATS.c.last_at < until))
            connection.execute(delete(LEFT_CONVERSATIONS).where(LEFT_CONVERSATIONS.c.left_at < until))


def _leave(connection: Connection, chat: Chat) -> None:
    """Remember the conversation that a chat goes on from: whoever erases a chat means that one too."""
    now = datetime.now(UTC)
    another = and_(CHATS.c.key == chat.key, CHATS.c.conversation_id != chat.conversation_id)
    left = select(CHATS.c.key, CHATS.c.conversation_id, literal(now, LEFT_CONVERSATIONS.c.left_at.type)).where(another)
    statement = insert_or(connection, LEFT_CONVERSATIONS).from_select(["chat", "conversation_id", "left_at"], left)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[LEFT_CONVERSATIONS.c.chat, LEFT_CONVERSATIONS.c.conversation_id], set_={"left_at": now}
        )
    )


def new_chat(key: str) -> Chat:
    """A chat of which nothing is known yet, with a conversation of its own."""
    return Chat(
        key=key,
        conversation_id=uuid4().hex,
        language=None,
        disclosed=False,
        invitation=None,
        active=True,
        plan=None,
        awaiting=None,
    )


def _row(chat: Chat) -> dict[str, Any]:
    return {
        "key": chat.key,
        "conversation_id": chat.conversation_id,
        "language": None if chat.language is None else chat.language.value,
        "disclosed": chat.disclosed,
        "invitation": chat.invitation,
        "active": chat.active,
        "plan": chat.plan,
        "awaiting": chat.awaiting,
    }


def _chat(row: RowMapping) -> Chat:
    language = row["language"]
    return Chat(
        key=row["key"],
        conversation_id=row["conversation_id"],
        language=None if language is None else Language(language),
        disclosed=row["disclosed"],
        invitation=row["invitation"],
        active=row["active"],
        plan=row["plan"],
        awaiting=row["awaiting"],
    )
