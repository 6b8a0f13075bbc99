"""Who deals with what is in the inbox, replies to it, and their delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and make the tables."""
    op.add_column("inbox", sa.Column("assignee", sa.String(64)))
    op.add_column("inbox", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("inbox", sa.Column("changed_by", sa.String(64)))
    op.add_column("inbox", sa.Column("state_since", _MOMENT))
    _make_replies()
    _make_deliveries()


def downgrade() -> None:
    """Drop them."""
    for table in ("deliveries", "replies"):
        op.drop_table(table)
    for column in ("state_since", "changed_by", "version", "assignee"):
        op.drop_column("inbox", column)


def _make_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("item", sa.String(64), sa.ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_by", sa.String(64), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
    )


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("reply", sa.String(32), sa.ForeignKey("replies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    op.create_index("deliveries_by_turn", "deliveries", ["state", "due_at"])
