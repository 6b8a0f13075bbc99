"""Accounts of the secretariat, how they sign in, and what was done by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_users()
    _make_sessions()
    _make_password_links()
    _make_attempts()
    _make_provider_visits()
    _make_audit()


def downgrade() -> None:
    """Drop them."""
    for table in ("audit", "provider_visits", "sign_in_attempts", "password_links", "known_browsers", "sessions"):
        op.drop_table(table)
    op.drop_table("users")


def _of_a_user() -> "sa.Column[int]":
    user = sa.ForeignKey("users.id", ondelete="CASCADE")
    return sa.Column("user_id", sa.Integer, user, nullable=False, index=True)


def _make_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(320), nullable=False, index=True, unique=True),
        sa.Column("display_name", sa.String(128), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("issuer", sa.String(255)),
        sa.Column("subject", sa.String(255)),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("signed_in_at", _MOMENT),
    )
    op.create_index("users_by_subject", "users", ["issuer", "subject"], unique=True)


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of_a_user(),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False, index=True),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "known_browsers",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of_a_user(),
        sa.Column("last_at", _MOMENT, nullable=False, index=True),
    )


def _make_password_links() -> None:
    op.create_table(
        "password_links",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of_a_user(),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )


def _make_attempts() -> None:
    op.create_table(
        "sign_in_attempts",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False, index=True),
        sa.Column("locked_until", _MOMENT, nullable=False),
    )


def _make_provider_visits() -> None:
    op.create_table(
        "provider_visits",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(64), nullable=False),
        sa.Column("return_to", sa.Text, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False, index=True),
        sa.Column("user_name", sa.String(320), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target", sa.String(320), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )
