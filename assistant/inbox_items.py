"""What people send on purpose, as it is kept: a question to the secretariat, or what they think of an answer."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping

from assistant.questions import Channel
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


CLOSED = (State.ANSWERED, State.DISMISSED)
"""The states of what the secretariat is done with."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What the secretariat made of an item; `version` grows by one with every change, for who looks at an older one.

    `assignee` is the secretary who deals with it, None for nobody; `changed_by` who changed it last, None where that
    was nobody, or the person who sent it. It is in its state since `state_since`, None for since it came in.
    """

    state: State
    assignee: str | None
    version: int
    changed_by: str | None
    state_since: datetime | None


UNTOUCHED = Handling(State.NEW, assignee=None, version=1, changed_by=None, state_since=None)
"""That of an item which has just come in."""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that a person sent; `text` is empty where they only pressed a button.

    `sender` is the key of their chat or conversation, for erasure. `reply_to` is the address of the place to reply,
    None where the person comes back for it with a code. Neither is ever shown to a secretary. A question and an
    address are kept with consent alone: raises ValueError without.
    """

    id: str
    kind: ItemKind
    channel: Channel
    language: Language
    text: str
    answer_id: str | None
    rating: Rating | None
    reason: Reason | None
    reply_to: str | None = field(repr=False)
    sender: str = field(repr=False)
    consent: datetime | None
    sent_at: datetime
    handling: Handling

    def __post_init__(self) -> None:
        if self.consent is None and (self.kind is ItemKind.QUESTION or self.reply_to is not None):
            raise ValueError("a question to the secretariat and an address to reply to need consent")

    @property
    def state(self) -> State:
        """How far the secretariat is with it."""
        return self.handling.state


def item_row(item: InboxItem) -> dict[str, Any]:
    """The row of an item."""
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
        "assignee": item.handling.assignee,
        "version": item.handling.version,
        "changed_by": item.handling.changed_by,
        "state_since": item.handling.state_since,
    }


def item_of(row: RowMapping) -> InboxItem:
    """An item from its row."""
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
        handling=Handling(State(row["state"]), row["assignee"], row["version"], row["changed_by"], row["state_since"]),
    )
