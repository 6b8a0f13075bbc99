"""All that is kept of questions and of the people who ask them, in one database: put together, and deleted together."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from assistant.accounts import Accounts
from assistant.approved import ApprovedAnswers
from assistant.audit import DAYS_KEPT, Audit
from assistant.chats import Chats
from assistant.clusters import Clusters
from assistant.conversations import Conversations
from assistant.disclosure import SMALLEST
from assistant.handovers import Handovers
from assistant.inbox import UNANSWERED_DAYS, Inbox
from assistant.outbox import Outbox
from assistant.pauses import Pauses
from assistant.provider_visits import ProviderVisits
from assistant.pseudonyms import Pseudonyms, new_key
from assistant.question_log import QuestionLog
from assistant.replies import Replies
from assistant.sessions import SESSION_HOURS
from assistant.signing_in import SignIns
from assistant.spool import Spool
from assistant.statistics import Statistics
from assistant.subjects import ClusterSubjects
from assistant.triage import Triage
from assistant.updates import DEDUPLICATION_DAYS, Updates


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was deleted, as a receipt names it."""

    turns: int
    log_lines: int
    chats: int
    inbox_items: int
    updates: int


NOTHING_ERASED = Erased(turns=0, log_lines=0, chats=0, inbox_items=0, updates=0)


@dataclass(frozen=True, slots=True)
class StaffRules:
    """How long somebody stays signed in at most, and how many days it is kept what staff did."""

    session_hours: int = SESSION_HOURS
    audit_days: int = DAYS_KEPT


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
    approved: ApprovedAnswers
    accounts: Accounts
    sign_ins: SignIns
    provider_visits: ProviderVisits
    audit: Audit
    triage: Triage
    replies: Replies
    outbox: Outbox
    statistics: Statistics
    clusters: Clusters
    subjects: ClusterSubjects

    @classmethod
    def over(
        cls,
        engine: Engine,
        folder: Path,
        rules: StaffRules = StaffRules(),
        unanswered_days: int = UNANSWERED_DAYS,
        smallest: int = SMALLEST,
    ) -> Self:
        """The stores in a database; the folder keeps the keys of names, and lines that the database did not take.

        A question to the secretariat that nobody answers is kept for `unanswered_days`;
        `smallest` is the fewest conversations of which anything logged is shown.
        """
        key = new_key(folder / "log.key")
        return cls(
            Conversations(engine),
            QuestionLog(engine, Pseudonyms(folder / "pseudonyms", key), Spool(folder / "log.spool")),
            Chats(engine, key),
            Updates(engine),
            Inbox(engine, key, unanswered_days),
            Pauses(engine),
            Handovers(engine),
            ApprovedAnswers(engine),
            Accounts(engine),
            SignIns(engine, rules.session_hours),
            ProviderVisits(engine),
            Audit(engine, rules.audit_days),
            Triage(engine),
            Replies(engine),
            Outbox(engine),
            Statistics(engine, smallest),
            Clusters(engine, smallest),
            ClusterSubjects(engine, Clusters(engine, smallest)),
        )

    def erase_conversation(self, conversation_id: str) -> Erased:
        """Delete all that is kept of one conversation, with what was sent from it. Raises LogUnavailable."""
        self.handovers.erase(conversation_id)
        inbox_items = self.inbox.erase(self.inbox.sender(conversation_id))
        log_lines = self.question_log.erase(conversation_id)
        return Erased(self.conversations.erase(conversation_id), log_lines, chats=0, inbox_items=inbox_items, updates=0)

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
            inbox_items=inbox_items + sum(each.inbox_items for each in erased),
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
        self.sign_ins.erase_expired()
        self.provider_visits.erase_expired()
        self.audit.erase_old()
