"""Every question and how it ended, without personal data: enough to see what is asked and what went unanswered."""

import hashlib
import hmac
import secrets
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select

from assistant.answering import Trace
from assistant.answers import Answer
from assistant.database import transaction
from assistant.errors import LogUnavailable
from assistant.questions import Question
from assistant.redaction import redact
from assistant.tables import QUESTION_LOG
from knowledge.locks import waiting_lock

_LOGGED_HITS = 8
_MOST_WAITING = 10_000


class QuestionLog:
    """Writes a line a question. A line that cannot be written waits in memory and goes with the next one."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self._waiting: deque[dict[str, Any]] = deque(maxlen=_MOST_WAITING)
        self._lock = Lock()

    def record(self, question: Question, answer: Answer, trace: Trace) -> bool:
        """Log a question once; False when the line has to wait."""
        line = self._line(question, answer, trace)
        with self._lock:
            lines = [*self._waiting, line]
            try:
                with transaction(self._engine) as connection:
                    connection.execute(insert(QUESTION_LOG), lines)
            except LogUnavailable:
                self._waiting.append(line)
                return False
            self._waiting.clear()
        return True

    def _line(self, question: Question, answer: Answer, trace: Trace) -> dict[str, Any]:
        interpreted = answer.interpreted_question
        return {
            "answer_id": answer.answer_id,
            "asked_at": datetime.now(UTC),
            "pseudonym": self.pseudonym(question.conversation_id),
            "channel": question.channel.value,
            "language": answer.language.value,
            "question": redact(question.text),
            "interpreted_question": None if interpreted is None else redact(interpreted),
            "outcome": answer.outcome.value,
            "mode": answer.mode.value,
            "confidence": answer.confidence,
            "citations": [str(citation.reference) for citation in answer.citations],
            "hits": [[str(hit.reference), round(hit.score, 4)] for hit in trace.hits[:_LOGGED_HITS]],
            "generation": trace.generation,
            "milliseconds": answer.timing.total,
        }

    def pseudonym(self, conversation_id: str) -> str:
        """A keyed name for a conversation: equal for equal conversations, and telling nothing without the key."""
        return hmac.new(self._key, conversation_id.encode(), hashlib.sha256).hexdigest()[:32]

    def lines(self) -> list[dict[str, Any]]:
        """All lines, oldest first, as they are stored; raises LogUnavailable."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(QUESTION_LOG).order_by(QUESTION_LOG.c.asked_at)).mappings()
            return [dict(row) for row in rows]

    def count(self) -> int:
        """The number of lines; raises LogUnavailable."""
        with transaction(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(QUESTION_LOG)).scalar_one()

    def erase(self, conversation_id: str) -> int:
        """Delete the lines of a conversation, waiting ones too; returns how many. Raises LogUnavailable."""
        pseudonym = self.pseudonym(conversation_id)
        with self._lock:
            kept = [line for line in self._waiting if line["pseudonym"] != pseudonym]
            waiting = len(self._waiting) - len(kept)
            self._waiting = deque(kept, _MOST_WAITING)
        return waiting + self._delete(QUESTION_LOG.c.pseudonym == pseudonym)

    def erase_older_than(self, days: int) -> None:
        """Delete lines past the retention period; raises LogUnavailable."""
        self._delete(QUESTION_LOG.c.asked_at < datetime.now(UTC) - timedelta(days=days))

    def _delete(self, condition: ColumnElement[bool]) -> int:
        with transaction(self._engine) as connection:
            return connection.execute(delete(QUESTION_LOG).where(condition)).rowcount


def log_key(file: Path) -> bytes:
    """The key of the pseudonyms, made at first use and readable by the owner alone."""
    # Two processes may start at once, and must not each have a key of their own.
    with waiting_lock(file.with_suffix(".lock")):
        if not file.exists():
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(32))
        return file.read_bytes()
