"""State of chats, updates that wait for their answer, the inbox, pauses and handovers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_chats()
    _make_updates()
    _make_inbox()
    _make_pauses()
    _make_handovers()


def downgrade() -> None:
    """Drop them."""
    for table in ("handovers", "pauses", "inbox", "updates", "left_conversations", "chats"):
        op.drop_table(table)


def _make_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2)),
        sa.Column("disclosed", sa.Boolean, nullable=False),
        sa.Column("invitation", sa.String(64)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("plan", sa.JSON),
        sa.Column("awaiting", sa.Text),
        sa.Column("last_at", _MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "left_conversations",
        sa.Column("chat", sa.String(64), sa.ForeignKey("chats.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("conversation_id", sa.String(64), primary_key=True),
        sa.Column("left_at", _MOMENT, nullable=False, index=True),
    )


def _make_updates() -> None:
    op.create_table(
        "updates",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("received_at", _MOMENT, nullable=False, index=True),
        sa.Column("taken_at", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("chat", sa.String(64), index=True),
        sa.Column("payload", sa.JSON),
    )


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("answer_id", sa.String(64)),
        sa.Column("rating", sa.String(16)),
        sa.Column("reason", sa.String(16)),
        sa.Column("reply_to", sa.Text),
        sa.Column("sender", sa.String(64), nullable=False, index=True),
        sa.Column("consent", _MOMENT),
        sa.Column("sent_at", _MOMENT, nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False),
    )


def _make_pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(16)),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT),
        sa.Column("nl", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
    )


def _make_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )
