"""The tables of what the secretariat writes back, and of what still has to be delivered."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.tables import METADATA, UtcDateTime

REPLIES = Table(
    "replies",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("item", ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_by", String(64), nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("reply", ForeignKey("replies.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("deliveries_by_turn", "state", "due_at"),
)
