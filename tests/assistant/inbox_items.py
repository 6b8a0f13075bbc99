"""Items for the tests of the inbox, triage and replies."""

from datetime import UTC, datetime
from typing import Any

from assistant.inbox_items import UNTOUCHED, InboxItem, ItemKind
from assistant.questions import Channel
from knowledge.language import Language

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PERSONAL = "Mail me at jan@example.org"


def an_item(name: str = "a", kind: ItemKind = ItemKind.QUESTION, **changes: Any) -> InboxItem:
    """A question from a chat that just came in, or what `changes` make of it."""
    given: dict[str, Any] = {
        "id": name,
        "kind": kind,
        "channel": Channel.TELEGRAM,
        "language": Language.EN,
        "text": PERSONAL,
        "answer_id": None,
        "rating": None,
        "reason": None,
        "reply_to": None,
        "sender": "sender",
        "consent": NOW if kind is ItemKind.QUESTION else None,
        "sent_at": NOW,
        "handling": UNTOUCHED,
    }
    return InboxItem(**given | changes)
