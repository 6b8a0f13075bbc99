"""What is made of the question log: vectors, counts that stay, clusters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_MOMENT = sa.DateTime(timezone=True)
_LINE = "question_log.answer_id"
_TABLES = (
    "cluster_runs",
    "cluster_examples",
    "cluster_anchors",
    "clusters",
    "daily_counts",
    "question_vectors",
)


def upgrade() -> None:
    """Make the tables, and give the lines that are there a day."""
    _widen_log()
    _make_vectors()
    _make_counts()
    _make_clusters()
    _make_cluster_parts()


def downgrade() -> None:
    """Drop them."""
    for table in _TABLES:
        op.drop_table(table)
    for index in ("question_log_by_cluster", "question_log_counted"):
        op.drop_index(index, "question_log")
    with op.batch_alter_table("question_log") as log:
        for column in ("origin", "sources", "cluster", "topic", "day"):
            log.drop_column(column)


def _widen_log() -> None:
    op.add_column("question_log", sa.Column("day", sa.Date))
    op.add_column("question_log", sa.Column("topic", sa.String(32), nullable=False, server_default=""))
    op.add_column("question_log", sa.Column("sources", sa.Text, nullable=False, server_default=""))
    op.add_column("question_log", sa.Column("cluster", sa.String(36)))
    op.add_column("question_log", sa.Column("origin", sa.String(8), nullable=False, server_default="asked"))
    sqlite = op.get_bind().dialect.name == "sqlite"
    day = "substr(asked_at, 1, 10)" if sqlite else "(asked_at AT TIME ZONE 'UTC')::date"
    op.execute(f"UPDATE question_log SET day = {day}")  # noqa: S608 (no value of anybody's)
    with op.batch_alter_table("question_log") as log:
        log.alter_column("day", existing_type=sa.Date, nullable=False)
    counted = ["day", "channel", "language", "outcome", "topic", "sources", "origin", "pseudonym"]
    op.create_index("question_log_counted", "question_log", counted)
    clustered = ["cluster", "day", "outcome", "pseudonym", "origin"]
    op.create_index("question_log_by_cluster", "question_log", clustered)


def _make_vectors() -> None:
    op.create_table(
        "question_vectors",
        sa.Column("answer_id", sa.String(36), sa.ForeignKey(_LINE, ondelete="CASCADE"), primary_key=True),
        sa.Column("embedder", sa.String(128), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _make_counts() -> None:
    op.create_table(
        "daily_counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("language", sa.String(2), primary_key=True),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("topic", sa.String(32), primary_key=True),
        sa.Column("cluster", sa.String(36), primary_key=True),
        sa.Column("origin", sa.String(8), primary_key=True),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("conversations", sa.Integer, nullable=False),
    )
    op.create_index("daily_counts_by_cluster", "daily_counts", ["cluster"])


def _make_clusters() -> None:
    op.create_table(
        "clusters",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("nl", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("central_nl", sa.String(36)),
        sa.Column("central_en", sa.String(36)),
        sa.Column("named_by_hand", sa.Boolean, nullable=False),
        sa.Column("shaped_by_hand", sa.Boolean, nullable=False),
        sa.Column("queue", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(64)),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("changed_by", sa.String(64), nullable=False),
    )


def _make_cluster_parts() -> None:
    op.create_table(
        "cluster_anchors",
        sa.Column("cluster", sa.String(36), sa.ForeignKey("clusters.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("embedder", sa.String(128), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "cluster_examples",
        sa.Column("cluster", sa.String(36), sa.ForeignKey("clusters.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("approved_by", sa.String(64), nullable=False),
        sa.Column("approved_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "cluster_runs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("progress", sa.Float, nullable=False),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("clusters", sa.Integer, nullable=False),
    )
