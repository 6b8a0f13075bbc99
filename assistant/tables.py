"""The tables of what is kept of questions and of the people who ask them; the numbered migrations make them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


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
    # None for what an earlier version kept without.
    Column("answer_id", String(36), index=True),
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
    Column("day", Date, nullable=False),
    Column("topic", String(32), nullable=False),
    Column("sources", Text, nullable=False),
    Column("cluster", String(36)),
    Column("origin", String(8), nullable=False),
    # They hold all that statistics and clusters count, so that no line is read for a count.
    Index("question_log_counted", "day", "channel", "language", "outcome", "topic", "sources", "origin", "pseudonym"),
    Index("question_log_by_cluster", "cluster", "day", "outcome", "pseudonym", "origin"),
)

CHATS = Table(
    "chats",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("conversation_id", String(64), nullable=False),
    Column("language", String(2)),
    Column("disclosed", Boolean, nullable=False),
    Column("invitation", String(64)),
    Column("active", Boolean, nullable=False),
    Column("plan", JSON(none_as_null=True)),
    Column("awaiting", Text),
    Column("last_at", UtcDateTime, nullable=False, index=True),
)

LEFT_CONVERSATIONS = Table(
    "left_conversations",
    METADATA,
    Column("chat", ForeignKey("chats.key", ondelete="CASCADE"), primary_key=True),
    Column("conversation_id", String(64), primary_key=True),
    Column("left_at", UtcDateTime, nullable=False, index=True),
)

UPDATES = Table(
    "updates",
    METADATA,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False, index=True),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("chat", String(64), index=True),
    Column("payload", JSON(none_as_null=True)),
)

INBOX = Table(
    "inbox",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("answer_id", String(64)),
    Column("rating", String(16)),
    Column("reason", String(16)),
    Column("reply_to", Text),
    Column("sender", String(64), nullable=False, index=True),
    Column("consent", UtcDateTime),
    Column("sent_at", UtcDateTime, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("assignee", String(64)),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_by", String(64)),
    Column("state_since", UtcDateTime),
)

PAUSES = Table(
    "pauses",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("channel", String(16)),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("nl", Text, nullable=False),
    Column("en", Text, nullable=False),
)

HANDOVERS = Table(
    "handovers",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

APPROVED_VERSIONS = Table(
    "approved_versions",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("answer", Text, nullable=False),
)
