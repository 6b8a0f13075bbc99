"""The tables of what is made of the question log: vectors, counts that stay, clusters."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from assistant.tables import METADATA, UtcDateTime

QUESTION_VECTORS = Table(
    "question_vectors",
    METADATA,
    Column("answer_id", ForeignKey("question_log.answer_id", ondelete="CASCADE"), primary_key=True),
    Column("embedder", String(128), nullable=False),
    # float16, little-endian: half the room, and far more exact than nearness needs.
    Column("vector", LargeBinary, nullable=False),
)

DAILY_COUNTS = Table(
    "daily_counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("outcome", String(16), primary_key=True),
    Column("topic", String(32), primary_key=True),
    Column("cluster", String(36), primary_key=True),
    Column("origin", String(8), primary_key=True),
    Column("questions", Integer, nullable=False),
    Column("conversations", Integer, nullable=False),
    Index("daily_counts_by_cluster", "cluster"),
)

CLUSTERS = Table(
    "clusters",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("nl", Text, nullable=False),
    Column("en", Text, nullable=False),
    # The lines whose own words stand for the cluster, for as long as they are kept.
    Column("central_nl", String(36)),
    Column("central_en", String(36)),
    Column("named_by_hand", Boolean, nullable=False),
    Column("shaped_by_hand", Boolean, nullable=False),
    Column("queue", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("assignee", String(64)),
    Column("notes", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", String(64), nullable=False),
)

CLUSTER_ANCHORS = Table(
    "cluster_anchors",
    METADATA,
    Column("cluster", ForeignKey("clusters.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("embedder", String(128), nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

CLUSTER_EXAMPLES = Table(
    "cluster_examples",
    METADATA,
    Column("cluster", ForeignKey("clusters.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("approved_by", String(64), nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
)

CLUSTER_RUNS = Table(
    "cluster_runs",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("progress", Float, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("clusters", Integer, nullable=False),
)
