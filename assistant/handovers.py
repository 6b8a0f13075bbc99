"""Codes with which a person goes on with a conversation on another channel."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, insert

from assistant.database import transaction
from assistant.tables import HANDOVERS

LIFETIME = timedelta(minutes=15)
_RANDOM_BYTES = 12  # 16 characters in a link


class Handovers:
    """Gives out codes and takes them in; only their digests are kept.

    Raises LogUnavailable where the database does not answer.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def offer(self, conversation_id: str) -> str:
        """A code of 16 URL-safe characters for a conversation, good for one use within `LIFETIME`."""
        code = secrets.token_urlsafe(_RANDOM_BYTES)
        expires_at = datetime.now(UTC) + LIFETIME
        row = {"digest": _digest(code), "conversation_id": conversation_id, "expires_at": expires_at}
        with transaction(self._engine) as connection:
            connection.execute(insert(HANDOVERS).values(row))
        return code

    def take(self, code: str) -> str | None:
        """The conversation that a code is for; None where it is unknown, used or too old."""
        offered = delete(HANDOVERS).where(
            HANDOVERS.c.digest == _digest(code), HANDOVERS.c.expires_at > datetime.now(UTC)
        )
        with transaction(self._engine) as connection:
            return connection.execute(offered.returning(HANDOVERS.c.conversation_id)).scalar_one_or_none()

    def erase(self, conversation_id: str) -> int:
        """Delete the codes for a conversation; returns how many."""
        with transaction(self._engine) as connection:
            erased = delete(HANDOVERS).where(HANDOVERS.c.conversation_id == conversation_id)
            return connection.execute(erased).rowcount

    def erase_expired(self) -> None:
        """Delete codes that are too old to be taken."""
        with transaction(self._engine) as connection:
            connection.execute(delete(HANDOVERS).where(HANDOVERS.c.expires_at <= datetime.now(UTC)))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
