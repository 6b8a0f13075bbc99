"""What the settings say about personal data."""

from dataclasses import dataclass
from typing import Self

from assistant.audit import DAYS_KEPT
from assistant.disclosure import SMALLEST
from assistant.inbox import UNANSWERED_DAYS
from assistant.sessions import SESSION_HOURS
from bots.settings import Settings


@dataclass(frozen=True, slots=True)
class Facts:
    """Periods in days or hours, the fewest conversations shown as a group, and which parts are in use.

    `database` is the product, and nothing of where it stands; `several` says that processes count together in Redis.
    """

    retention_days: int
    unanswered_days: int
    audit_days: int
    session_hours: int
    smallest_group: int
    logs: bool
    telegram: bool
    several: bool
    database: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The facts of an installation."""
        return cls(
            retention_days=settings.retention_days,
            unanswered_days=settings.inbox_days,
            audit_days=settings.audit_days,
            session_hours=settings.session_hours,
            smallest_group=settings.smallest_group,
            logs=settings.log_questions,
            telegram=bool(settings.telegram_token.get_secret_value()),
            several=bool(settings.redis.get_secret_value()),
            database="SQLite" if settings.log_address.startswith("sqlite:") else "PostgreSQL",
        )


STANDARD = Facts(
    retention_days=30,
    unanswered_days=UNANSWERED_DAYS,
    audit_days=DAYS_KEPT,
    session_hours=SESSION_HOURS,
    smallest_group=SMALLEST,
    logs=True,
    telegram=False,
    several=False,
    database="SQLite",
)
"""Those of an installation in which nothing is set."""
