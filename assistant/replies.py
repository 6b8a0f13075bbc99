"""What the secretariat writes back to a question, and the code with which a person comes back for it.

Nobody leaves an address for that: who asked on the web gets a link that only they know, and of which the database
holds a digest; who asked in a chat gets the reply there, through `assistant.outbox`.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Engine, insert, select

from assistant.audit import note
from assistant.database import transaction
from assistant.errors import NoSuchItem
from assistant.inbox_items import ItemKind, State
from assistant.outbox import put_in_line
from assistant.questions import Channel
from assistant.tables_replies import REPLIES
from assistant.triage import change_item, new_state
from knowledge.language import Language

_RANDOM_BYTES = 24
CODE = r"[A-Za-z0-9_-]{32}"
"""What a code looks like: 192 bits."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to a question; `written_by` is for the secretariat alone."""

    id: str
    text: str
    language: Language
    written_by: str
    written_at: datetime


class Replies:
    """Writes and reads replies; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def send(self, item_id: str, text: str, language: Language, *, by: str, version: int) -> int:
        """Answer a question where it was asked, and note it in the audit trail; returns its new version.

        `version` is that of the item which the writer looked at. Raises ChangedMeanwhile, and NoSuchItem also for what
        is no question.
        """
        now = datetime.now(UTC)
        reply = {"id": uuid4().hex, "item": item_id, "language": language.value, "text": text}
        with transaction(self._engine) as connection:
            kind, channel, reply_to = change_item(connection, item_id, by, version, new_state(State.ANSWERED))
            if kind != ItemKind.QUESTION:
                raise NoSuchItem(item_id)
            connection.execute(insert(REPLIES).values(reply | {"written_by": by, "written_at": now}))
            if reply_to is not None:
                put_in_line(connection, reply["id"], Channel(channel))
            note(connection, by, "inbox_replied", item_id)
        return version + 1

    def to(self, item_id: str) -> list[Reply]:
        """The replies to an item, oldest first."""
        query = select(REPLIES).where(REPLIES.c.item == item_id).order_by(REPLIES.c.written_at, REPLIES.c.id)
        with transaction(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Reply(row["id"], row["text"], Language(row["language"]), row["written_by"], row["written_at"])
            for row in rows
        ]


def new_draft() -> str:
    """A name for a form that is not sent yet, which nobody can guess; 32 URL-safe characters."""
    return secrets.token_urlsafe(_RANDOM_BYTES)


def reply_code(draft: str, text: str) -> str:
    """The code of what is sent by a form: equal where the same is sent twice, of 32 URL-safe characters."""
    digest = hashlib.sha256(f"{draft}\n{text}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:_RANDOM_BYTES]).decode()


def item_id_of(code: str) -> str:
    """The id of the item that a code is for: a digest, from which nobody gets the code."""
    return hashlib.sha256(code.encode()).hexdigest()
