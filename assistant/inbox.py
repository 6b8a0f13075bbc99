"""What people send on purpose: questions to the secretariat, and what they think of an answer."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, RowMapping, Select, delete, func, select, update

from assistant.database import insert_or, transaction
from assistant.questions import Channel
from assistant.redaction import redact
from assistant.tables import INBOX
from knowledge.language import Language


class ItemKind(StrEnum):
    """What a person sends."""

    QUESTION = "question"
    FEEDBACK = "feedback"


class Rating(StrEnum):
    """Whether an answer was of use."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


class Reason(StrEnum):
    """What is the matter with an answer."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    OUTDATED = "outdated"
    SOURCE = "source"
    OTHER = "other"


class State(StrEnum):
    """How far the secretariat is with an item."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that a person sent; `text` is empty where they only pressed a button.

    `sender` is the key of their chat, for erasure. `reply_to` is the address of the place to reply and never shown to
    a secretary. A question and an address are kept with consent alone: raises ValueError without.
    """

    id: str
    kind: ItemKind
    channel: Channel
    language: Language
    text: str
    answer_id: str | None
    rating: Rating | None
    reason: Reason | None
    reply_to: str | None
    sender: str
    consent: datetime | None
    sent_at: datetime
    state: State

    def __post_init__(self) -> None:
        if self.consent is None and (self.kind is ItemKind.QUESTION or self.reply_to is not None):
            raise ValueError("a question to the secretariat and an address to reply to need consent")


class Inbox:
    """Reads and writes items; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, item: InboxItem) -> None:
        """Keep an item, once: a question as it was written, anything else without personal data."""
        text = item.text if item.kind is ItemKind.QUESTION else redact(item.text)
        with transaction(self._engine) as connection:
            statement = insert_or(connection, INBOX).values(_row(item) | {"text": text})
            connection.execute(statement.on_conflict_do_nothing())

    def items(self, kind: ItemKind | None = None) -> list[InboxItem]:
        """All items, or those of a kind, oldest first."""
        query = select(INBOX).order_by(INBOX.c.sent_at, INBOX.c.id)
        with transaction(self._engine) as connection:
            return list(map(_item, connection.execute(_of(query, kind)).mappings()))

    def count(self, kind: ItemKind | None = None) -> int:
        """How many items there are, or are of a kind."""
        with transaction(self._engine) as connection:
            return int(connection.execute(_of(select(func.count()).select_from(INBOX), kind)).scalar_one())

    def rate(self, answer_id: str, sender: str, rating: Rating, channel: Channel, language: Language) -> None:
        """Keep what a sender thinks of an answer; the last rating counts, and another one takes the reason away."""
        row = _row(_rated(answer_id, sender, rating, channel, language))
        again = {"rating": row["rating"], "reason": None, "sent_at": row["sent_at"], "state": row["state"]}
        with transaction(self._engine) as connection:
            statement = insert_or(connection, INBOX).values(row)
            changed = INBOX.c.rating != rating.value
            connection.execute(statement.on_conflict_do_update(index_elements=[INBOX.c.id], set_=again, where=changed))

    def give_reason(self, answer_id: str, sender: str, reason: Reason) -> None:
        """Add what is the matter to a rating that the sender gave; nothing where there is none."""
        rated = update(INBOX).where(INBOX.c.id == _rating_id(answer_id, sender))
        with transaction(self._engine) as connection:
            connection.execute(rated.values(reason=reason.value))

    def erase(self, sender: str) -> int:
        """Delete all that a sender sent; returns how much."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(INBOX).where(INBOX.c.sender == sender)).rowcount

    def erase_older_than(self, days: int) -> None:
        """Delete what was sent longer ago."""
        until = datetime.now(UTC) - timedelta(days=days)
        with transaction(self._engine) as connection:
            connection.execute(delete(INBOX).where(INBOX.c.sent_at < until))


def _rated(answer_id: str, sender: str, rating: Rating, channel: Channel, language: Language) -> InboxItem:
    return InboxItem(
        id=_rating_id(answer_id, sender),
        kind=ItemKind.FEEDBACK,
        channel=channel,
        language=language,
        text="",
        answer_id=answer_id,
        rating=rating,
        reason=None,
        reply_to=None,
        sender=sender,
        consent=None,
        sent_at=datetime.now(UTC),
        state=State.NEW,
    )


def _rating_id(answer_id: str, sender: str) -> str:
    """One and the same for all ratings of an answer by a sender, so that there is never more than one."""
    return hashlib.sha256(f"{answer_id}:{sender}".encode()).hexdigest()[:32]


def _of(query: Select[Any], kind: ItemKind | None) -> Select[Any]:
    return query if kind is None else query.where(INBOX.c.kind == kind.value)


def _row(item: InboxItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "channel": item.channel.value,
        "language": item.language.value,
        "text": item.text,
        "answer_id": item.answer_id,
        "rating": None if item.rating is None else item.rating.value,
        "reason": None if item.reason is None else item.reason.value,
        "reply_to": item.reply_to,
        "sender": item.sender,
        "consent": item.consent,
        "sent_at": item.sent_at,
        "state": item.state.value,
    }


def _item(row: RowMapping) -> InboxItem:
    return InboxItem(
        id=row["id"],
        kind=ItemKind(row["kind"]),
        channel=Channel(row["channel"]),
        language=Language(row["language"]),
        text=row["text"],
        answer_id=row["answer_id"],
        rating=None if row["rating"] is None else Rating(row["rating"]),
        reason=None if row["reason"] is None else Reason(row["reason"]),
        reply_to=row["reply_to"],
        sender=row["sender"],
        consent=row["consent"],
        sent_at=row["sent_at"],
        state=State(row["state"]),
    )
