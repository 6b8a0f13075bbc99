"""What people send on purpose, kept until it is dealt with: their side of the inbox."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Select, and_, delete, func, or_, select, update

from assistant.database import insert_or, transaction
from assistant.inbox_items import CLOSED, UNTOUCHED, InboxItem, ItemKind, Rating, Reason, State, item_of, item_row
from assistant.questions import Channel
from assistant.redaction import redact
from assistant.tables import INBOX
from knowledge.language import Language

UNANSWERED_DAYS = 90
"""How long a question waits for its answer, where nothing else is set."""


class Inbox:
    """The side of the people who send; raises LogUnavailable where the database does not answer.

    What a secretary does is in `assistant.triage` and `assistant.replies`.
    """

    def __init__(self, engine: Engine, key: bytes, unanswered_days: int = UNANSWERED_DAYS) -> None:
        self._engine = engine
        self._key = key
        self.unanswered_days = unanswered_days

    def sender(self, conversation_id: str) -> str:
        """The name here of whoever holds a conversation on the web; it tells nothing without the key.

        Not the pseudonym of the question log, which changes with time: who comes back after weeks can still erase.
        """
        return hmac.new(self._key, f"web:{conversation_id}".encode(), hashlib.sha256).hexdigest()

    def add(self, item: InboxItem) -> None:
        """Keep an item, once: a question as it was written, anything else without personal data."""
        text = item.text if item.kind is ItemKind.QUESTION else redact(item.text)
        with transaction(self._engine) as connection:
            statement = insert_or(connection, INBOX).values(item_row(item) | {"text": text})
            connection.execute(statement.on_conflict_do_nothing())

    def get(self, item_id: str) -> InboxItem | None:
        """An item by its id; None where there is none, or none any more."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(INBOX).where(INBOX.c.id == item_id)).mappings().one_or_none()
        return None if row is None else item_of(row)

    def sent_by(self, sender: str) -> list[InboxItem]:
        """All that a sender sent, oldest first."""
        query = select(INBOX).where(INBOX.c.sender == sender).order_by(INBOX.c.sent_at, INBOX.c.id)
        with transaction(self._engine) as connection:
            return list(map(item_of, connection.execute(query).mappings()))

    def items(self, kind: ItemKind | None = None) -> list[InboxItem]:
        """All items, or those of a kind, oldest first."""
        query = select(INBOX).order_by(INBOX.c.sent_at, INBOX.c.id)
        with transaction(self._engine) as connection:
            return list(map(item_of, connection.execute(_of(query, kind)).mappings()))

    def count(self, kind: ItemKind | None = None) -> int:
        """How many items there are, or are of a kind."""
        with transaction(self._engine) as connection:
            return int(connection.execute(_of(select(func.count()).select_from(INBOX), kind)).scalar_one())

    def rate(self, answer_id: str, sender: str, rating: Rating, channel: Channel, language: Language) -> None:
        """Keep what a sender thinks of an answer; the last rating counts, and another one takes the reason away."""
        row = item_row(_rated(answer_id, sender, rating, channel, language))
        again = {"rating": row["rating"], "reason": None, "text": "", "sent_at": row["sent_at"]} | _new_again()
        with transaction(self._engine) as connection:
            statement = insert_or(connection, INBOX).values(row)
            changed = INBOX.c.rating != rating.value
            connection.execute(statement.on_conflict_do_update(index_elements=[INBOX.c.id], set_=again, where=changed))

    def give_reason(self, answer_id: str, sender: str, reason: Reason, remark: str = "") -> None:
        """Say what is the matter, in the sender's words too, without personal data; nothing where there is no rating.

        Whoever looked at the rating before looks at it again, unless nothing changed.
        """
        given = {"reason": reason.value, "text": redact(remark)}
        changed = or_(*(INBOX.c[name].is_distinct_from(value) for name, value in given.items()))
        rated = update(INBOX).where(INBOX.c.id == _rating_id(answer_id, sender), changed)
        with transaction(self._engine) as connection:
            connection.execute(rated.values(given | _new_again()))

    def erase_item(self, item_id: str) -> int:
        """Delete one item with the replies to it; returns how many there were of it."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(INBOX).where(INBOX.c.id == item_id)).rowcount

    def erase(self, sender: str) -> int:
        """Delete all that a sender sent; returns how much."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(INBOX).where(INBOX.c.sender == sender)).rowcount

    def kept_until(self, item: InboxItem, days: int) -> datetime:
        """When an item is deleted, where `days` is the retention period of other things.

        Feedback goes `days` after it was sent; a question so long after the secretariat closed it, for the answer to be
        read, and after `unanswered_days` where nobody did.
        """
        if item.kind is ItemKind.FEEDBACK:
            return item.sent_at + timedelta(days=days)
        if item.state in CLOSED and item.handling.state_since is not None:
            return item.handling.state_since + timedelta(days=days)
        return item.sent_at + timedelta(days=self.unanswered_days)

    def erase_older_than(self, days: int) -> None:
        """Delete what is past the day that `kept_until` tells."""
        now = datetime.now(UTC)
        until, unanswered_until = now - timedelta(days=days), now - timedelta(days=self.unanswered_days)
        feedback, closed = INBOX.c.kind == ItemKind.FEEDBACK.value, INBOX.c.state.in_(CLOSED)
        past = or_(
            and_(feedback, INBOX.c.sent_at < until),
            and_(~feedback, closed, INBOX.c.state_since < until),
            and_(~feedback, ~closed, INBOX.c.sent_at < unanswered_until),
        )
        with transaction(self._engine) as connection:
            connection.execute(delete(INBOX).where(past))


def _new_again() -> dict[str, Any]:
    """What a change by the sender makes of the handling of an item."""
    return {
        "state": State.NEW.value,
        "assignee": None,
        "version": INBOX.c.version + 1,
        "changed_by": None,
        "state_since": datetime.now(UTC),
    }


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
        handling=UNTOUCHED,
    )


def _rating_id(answer_id: str, sender: str) -> str:
    """One and the same for all ratings of an answer by a sender, so that there is never more than one."""
    return hashlib.sha256(f"{answer_id}:{sender}".encode()).hexdigest()[:32]


def _of(query: Select[Any], kind: ItemKind | None) -> Select[Any]:
    return query if kind is None else query.where(INBOX.c.kind == kind.value)
