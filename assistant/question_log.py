"""Every question and how it ended, without personal data: enough to see what is asked and what went unanswered."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select

from assistant.answering import Trace
from assistant.answers import Answer
from assistant.daily_counts import add_counts
from assistant.database import insert_or, transaction
from assistant.errors import LogUnavailable, SpoolFull
from assistant.log_lines import LogLine, Origin
from assistant.pseudonyms import Pseudonyms
from assistant.questions import Question
from assistant.redaction import redact
from assistant.spool import Spool
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import DAILY_COUNTS, QUESTION_VECTORS
from knowledge.references import Reference

_LOGGED_HITS = 8
_COUNTED = ("day", "channel", "language", "outcome", "topic", "cluster", "origin")

log = logging.getLogger(__name__)


class QuestionLog:
    """Writes a line a question; one that cannot be written waits on disk and goes before the next one.

    After the retention period only counts are left of a line.
    """

    def __init__(self, engine: Engine, pseudonyms: Pseudonyms, spool: Spool) -> None:
        self._engine = engine
        self._pseudonyms = pseudonyms
        self._spool = spool

    def record(self, question: Question, answer: Answer, trace: Trace) -> bool:
        """Log a question once; False when the line has to wait."""
        now = datetime.now(UTC)
        pseudonym = self._pseudonyms.of(question.conversation_id, now.date())
        return self.write(made_line(question, answer, trace, now, pseudonym))

    def write(self, line: LogLine) -> bool:
        """Log a line once, behind those that wait; False when it has to wait with them."""
        try:
            self.write_waiting()
            self.add([line])
        except LogUnavailable:
            self._keep(line)
            return False
        return True

    def write_waiting(self) -> None:
        """Write the lines that wait, in the order in which they came; raises LogUnavailable."""
        if not self._spool.is_empty:
            self._spool.drain(self.add)

    def _keep(self, line: LogLine) -> None:
        try:
            self._spool.append(line)
        except SpoolFull as error:
            log.error("a line of the question log is lost: %s", error)

    def add(self, lines: Sequence[LogLine]) -> None:
        """Write lines, each once: one that is there already stays as it is. Raises LogUnavailable."""
        with transaction(self._engine) as connection:
            _add(connection, QUESTION_LOG, map(_row, lines))
            _add(connection, QUESTION_VECTORS, (row for line in lines for row in _vector_rows(line)))

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
        pseudonyms = self._pseudonyms.all_of(conversation_id)
        waiting = self._spool.erase(pseudonyms)
        with transaction(self._engine) as connection:
            written = delete(QUESTION_LOG).where(QUESTION_LOG.c.pseudonym.in_(pseudonyms))
            return waiting + connection.execute(written).rowcount

    def erase_demo(self) -> int:
        """Delete all that the demo put in; returns how many questions. Raises LogUnavailable."""
        with transaction(self._engine) as connection:
            lines = connection.execute(delete(QUESTION_LOG).where(QUESTION_LOG.c.origin == Origin.DEMO.value)).rowcount
            counts = delete(DAILY_COUNTS).where(DAILY_COUNTS.c.origin == Origin.DEMO.value)
            counted = connection.execute(counts.returning(DAILY_COUNTS.c.questions)).scalars()
            return int(lines + sum(counted))

    def erase_older_than(self, days: int) -> None:
        """Put counts in the place of lines past the retention period, also of those that wait; raises LogUnavailable.

        Each line is counted once, whoever else does the same at the same time: who deletes it counts it.
        """
        self.write_waiting()
        until = datetime.now(UTC) - timedelta(days=days)
        with transaction(self._engine) as connection:
            gone = delete(QUESTION_LOG).where(QUESTION_LOG.c.asked_at < until)
            columns = [QUESTION_LOG.c[name] for name in ("asked_at", "pseudonym", *_COUNTED)]
            lines = connection.execute(gone.returning(*columns)).mappings().all()
            if lines:
                going_on = set(connection.execute(select(QUESTION_LOG.c.pseudonym).distinct()).scalars())
                _count(connection, sorted(lines, key=lambda line: line["asked_at"]), going_on)
        self._pseudonyms.forget_before(until.date())


def made_line(question: Question, answer: Answer, trace: Trace, asked_at: datetime, pseudonym: str) -> LogLine:
    """What is logged of a question that was asked by somebody of that name."""
    interpreted = answer.interpreted_question
    asked = trace.asked
    return LogLine(
        answer_id=answer.answer_id,
        asked_at=asked_at,
        pseudonym=pseudonym,
        channel=question.channel.value,
        language=answer.language.value,
        question=redact(question.text),
        interpreted_question=None if interpreted is None else redact(interpreted),
        outcome=answer.outcome.value,
        mode=answer.mode.value,
        confidence=answer.confidence,
        citations=tuple(str(citation.reference) for citation in answer.citations),
        hits=tuple((str(hit.reference), round(hit.score, 4)) for hit in trace.hits[:_LOGGED_HITS]),
        generation=trace.generation,
        milliseconds=answer.timing.total,
        topic=trace.topic,
        embedder=None if asked is None else asked.embedder,
        vector=None if asked is None else asked.vector.astype("<f2").tobytes(),
        origin=Origin.ASKED,
    )


def _count(connection: Connection, lines: Sequence[Any], going_on: set[str]) -> None:
    """Add lines, oldest first, to the counts; a conversation counts where its last line is, and so only once.

    One that goes on has its last line still to come.
    """
    groups = [tuple(line[name] or "" for name in _COUNTED) for line in lines]
    last = {line["pseudonym"]: group for line, group in zip(lines, groups, strict=True)}
    ended = Counter(group for pseudonym, group in last.items() if pseudonym not in going_on)
    rows = [
        dict(zip(_COUNTED, group, strict=True)) | {"questions": questions, "conversations": ended[group]}
        for group, questions in Counter(groups).items()
    ]
    add_counts(connection, rows)


def _add(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if made := list(rows):
        connection.execute(insert_or(connection, table).on_conflict_do_nothing(), made)


def _row(line: LogLine) -> dict[str, Any]:
    kept = {name: value for name, value in asdict(line).items() if name not in ("embedder", "vector")}
    sources = dict.fromkeys(Reference.parse(citation).source for citation in line.citations)
    counted = {"day": line.asked_at.date(), "sources": " ".join(sources), "cluster": None, "origin": line.origin.value}
    return kept | counted


def _vector_rows(line: LogLine) -> list[dict[str, Any]]:
    if line.vector is None:
        return []
    return [{"answer_id": line.answer_id, "embedder": line.embedder, "vector": line.vector}]
