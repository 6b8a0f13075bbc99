"""All that is kept of questions and of the people who ask them, in one database: put together, and deleted together."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from assistant.chats import Chats
from assistant.clusters import Clusters
from assistant.conversations import Conversations
from assistant.disclosure import SMALLEST
from assistant.handovers import Handovers
from assistant.inbox import Inbox
from assistant.pauses import Pauses
from assistant.pseudonyms import Pseudonyms, new_key
from assistant.question_log import QuestionLog
from assistant.spool import Spool
from assistant.statistics import Statistics
from assistant.updates import DEDUPLICATION_DAYS, Updates


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was deleted, as a receipt names it."""

    turns: int
    log_lines: int
    chats: int
    inbox_items: int
    updates: int


@dataclass(frozen=True, slots=True)
class Records:
    """The stores; each raises LogUnavailable where the database does not answer."""

    conversations: Conversations
    question_log: QuestionLog
    chats: Chats
    updates: Updates
    inbox: Inbox
    pauses: Pauses
    handovers: Handovers
    statistics: Statistics
    clusters: Clusters

    @classmethod
    def over(cls, engine: Engine, folder: Path, smallest: int = SMALLEST) -> Self:
        """The stores in a database; the folder keeps the keys of names, and lines that the database did not take.

        `smallest` is the fewest conversations of which anything logged is shown.
        """
        key = new_key(folder / "log.key")
        return cls(
            Conversations(engine),
            QuestionLog(engine, Pseudonyms(folder / "pseudonyms", key), Spool(folder / "log.spool")),
            Chats(engine, key),
            Updates(engine),
            Inbox(engine),
            Pauses(engine),
            Handovers(engine),
            Statistics(engine, smallest),
            Clusters(engine, smallest),
        )

    def erase_conversation(self, conversation_id: str) -> Erased:
        """Delete all that is kept of one conversation. Raises LogUnavailable."""
        self.handovers.erase(conversation_id)
        log_lines = self.question_log.erase(conversation_id)
        return Erased(self.conversations.erase(conversation_id), log_lines, chats=0, inbox_items=0, updates=0)

    def erase_chat(self, key: str, before: int) -> Erased:
        """Delete all that is kept of a chat, its earlier conversations and what it sent before an update included.

        Raises LogUnavailable; what was not deleted then is so by the next attempt.
        """
        erased = [self.erase_conversation(conversation_id) for conversation_id in self.chats.conversations(key)]
        updates, inbox_items = self.updates.erase(key, before), self.inbox.erase(key)
        return Erased(
            turns=sum(each.turns for each in erased),
            log_lines=sum(each.log_lines for each in erased),
            # Last, for it alone tells which conversations there were.
            chats=self.chats.erase(key),
            inbox_items=inbox_items,
            updates=updates,
        )

    def erase_older_than(self, days: int) -> None:
        """Delete what is past the retention period, and codes and numbers past their own. Raises LogUnavailable."""
        self.conversations.erase_older_than(days)
        self.question_log.erase_older_than(days)
        self.chats.erase_older_than(days)
        self.inbox.erase_older_than(days)
        self.updates.forget_older_than(DEDUPLICATION_DAYS)
        self.handovers.erase_expired()
