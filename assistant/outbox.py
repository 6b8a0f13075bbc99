"""Replies that have to be brought to a place other than a page of ours: what waits, what arrived, what cannot."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine, and_, insert, select, update

from assistant.database import transaction
from assistant.questions import Channel
from assistant.tables import INBOX
from assistant.tables_replies import DELIVERIES, REPLIES
from knowledge.language import Language

MOST_ATTEMPTS = 6
# Longer than a channel tries by itself, so that two processes do not send the same.
_IN_HAND = timedelta(minutes=30)
_UNTIL_NEXT_ATTEMPT = timedelta(minutes=10)


class DeliveryState(StrEnum):
    """How far a reply is on its way."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A reply to bring to an address of its channel; `attempts` counts this one too."""

    reply_id: str
    address: str
    question: str
    text: str
    language: Language
    attempts: int


class Outbox:
    """What a channel takes from and reports to; raises LogUnavailable where the database does not answer.

    What is taken is the caller's for half an hour: a process that dies leaves it to the next one, so that a reply is
    delivered at least once. One that could not be delivered `MOST_ATTEMPTS` times has failed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, channel: Channel) -> Delivery | None:
        """What has waited longest for a channel and is not in somebody's hands; None where nothing is."""
        now = datetime.now(UTC)
        due = and_(
            DELIVERIES.c.channel == channel.value,
            DELIVERIES.c.state == DeliveryState.WAITING.value,
            DELIVERIES.c.due_at <= now,
        )
        first = select(DELIVERIES.c.reply).where(due).order_by(DELIVERIES.c.due_at, DELIVERIES.c.reply).limit(1)
        # Said twice, for a process that waited while another one took the same row.
        taken = update(DELIVERIES).where(due, DELIVERIES.c.reply == first.scalar_subquery())
        values = {"attempts": DELIVERIES.c.attempts + 1, "due_at": now + _IN_HAND, "changed_at": now}
        with transaction(self._engine) as connection:
            reply = connection.execute(taken.values(values).returning(DELIVERIES.c.reply)).scalar_one_or_none()
            return None if reply is None else _delivery(connection, reply)

    def delivered(self, reply_id: str) -> None:
        """Say that a reply has arrived."""
        self._set(reply_id, DeliveryState.DELIVERED)

    def failed(self, reply_id: str) -> None:
        """Say that a reply cannot arrive, whoever tries."""
        self._set(reply_id, DeliveryState.FAILED)

    def try_later(self, delivery: Delivery) -> None:
        """Leave a reply that did not arrive for another attempt, unless that was the last."""
        if delivery.attempts >= MOST_ATTEMPTS:
            self.failed(delivery.reply_id)
        else:
            self._set(delivery.reply_id, DeliveryState.WAITING)

    def states(self, item_id: str) -> dict[str, DeliveryState]:
        """How far each reply to an item is, by its id; those that are read on a page of ours are not among them."""
        query = select(DELIVERIES.c.reply, DELIVERIES.c.state).join(REPLIES).where(REPLIES.c.item == item_id)
        with transaction(self._engine) as connection:
            return {reply: DeliveryState(state) for reply, state in connection.execute(query)}

    def _set(self, reply_id: str, state: DeliveryState) -> None:
        now = datetime.now(UTC)
        values = {"state": state.value, "due_at": now + _UNTIL_NEXT_ATTEMPT, "changed_at": now}
        with transaction(self._engine) as connection:
            connection.execute(update(DELIVERIES).where(DELIVERIES.c.reply == reply_id).values(values))


def put_in_line(connection: Connection, reply_id: str, channel: Channel) -> None:
    """Let a reply wait for the process of its channel."""
    now = datetime.now(UTC)
    row = {"reply": reply_id, "channel": channel.value, "state": DeliveryState.WAITING.value, "attempts": 0}
    connection.execute(insert(DELIVERIES).values(row | {"due_at": now, "changed_at": now}))


def _delivery(connection: Connection, reply_id: str) -> Delivery:
    columns = (INBOX.c.reply_to, INBOX.c.text, REPLIES.c.text, REPLIES.c.language, DELIVERIES.c.attempts)
    query = select(*columns).select_from(DELIVERIES).join(REPLIES).join(INBOX).where(DELIVERIES.c.reply == reply_id)
    address, question, text, language, attempts = connection.execute(query).one()
    return Delivery(reply_id, address, question, text, Language(language), attempts)
