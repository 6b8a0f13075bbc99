"""Answers by their own ids, for whoever looks at what was sent about one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TURNS = sa.table("turns", sa.column("id", sa.Integer), sa.column("answer", sa.JSON), sa.column("answer_id", sa.String))


def upgrade() -> None:
    """Add the column, and fill it from the answers that are there."""
    op.add_column("turns", sa.Column("answer_id", sa.String(36)))
    op.create_index("ix_turns_answer_id", "turns", ["answer_id"])
    connection = op.get_bind()
    found = connection.execute(sa.select(_TURNS.c.id, _TURNS.c.answer)).all()
    known = [{"turn": turn, "known": answer["answer_id"]} for turn, answer in found if "answer_id" in answer]
    if known:
        filling = sa.update(_TURNS).where(_TURNS.c.id == sa.bindparam("turn")).values(answer_id=sa.bindparam("known"))
        connection.execute(filling, known)


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_turns_answer_id", "turns")
    op.drop_column("turns", "answer_id")
