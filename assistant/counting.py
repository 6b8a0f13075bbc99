"""Tallies of logged questions: over the lines of the log, and over the counts that outlive them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, Table, case, cast, distinct, func, select

from assistant.answers import Outcome
from assistant.disclosure import Tally
from assistant.log_lines import Origin
from assistant.questions import Channel
from assistant.tables import INBOX, QUESTION_LOG
from assistant.tables_questions import CITED_SOURCES, DAILY_COUNTS
from knowledge.language import Language

Tallies = Mapping[tuple[Any, ...], Tally]
"""Tallies by the values of the columns that make the groups; nought for a group that is not there."""

_FILTERS = ("channel", "language", "outcome", "topic")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which questions to count: those of the days from `since` up to and including `until`, in UTC.

    None is no filter. A `topic` is one of `assistant.topics.TOPICS`.
    """

    since: date
    until: date
    channel: Channel | None = None
    language: Language | None = None
    outcome: Outcome | None = None
    topic: str | None = None


class Counted:
    """The tallies of one period under some filters, over one connection; each is asked for once."""

    def __init__(self, connection: Connection, filters: Filters) -> None:
        self._connection = connection
        self._filters = filters
        self._known: dict[tuple[str, ...], Tallies] = {}

    def by(self, *names: str) -> Tallies:
        """The tallies of the groups that some columns make; without columns that of all together."""
        if names not in self._known:
            rows = (row for table in (QUESTION_LOG, DAILY_COUNTS) for row in self._rows(table, names))
            self._known[names] = tallies(rows, len(names))
        return self._known[names]

    def sources(self) -> Tallies:
        """The tallies of cited sources, of which only the log knows."""
        return tallies(self._rows(CITED_SOURCES, ("source",)), 1)

    def ratings(self) -> Tallies:
        """The tallies of ratings: of the questions rated so, and of their conversations."""
        rated = QUESTION_LOG.join(INBOX, INBOX.c.answer_id == QUESTION_LOG.c.answer_id)
        groups = [INBOX.c.rating, month(QUESTION_LOG)]
        query = select(*groups, *self._columns(QUESTION_LOG)).select_from(rated).group_by(*groups)
        query = query.where(INBOX.c.rating.is_not(None), *self._conditions(QUESTION_LOG))
        return tallies(self._connection.execute(query), 1)

    def holds_demo(self) -> bool:
        """Whether questions of the demo are counted."""
        found = (
            select(table.c.day)
            .where(table.c.origin == Origin.DEMO.value, table.c.day >= self._filters.since, *self._conditions(table))
            .limit(1)
            for table in (QUESTION_LOG, DAILY_COUNTS)
        )
        return any(self._connection.execute(query).first() is not None for query in found)

    def _rows(self, table: Table, names: Sequence[str]) -> Iterable[Row[Any]]:
        groups = [*(table.c[name] for name in names), month(table)]
        query = select(*groups, *self._columns(table)).where(*self._conditions(table)).group_by(*groups)
        return self._connection.execute(query)

    def _columns(self, table: Table) -> Sequence[ColumnElement[Any]]:
        """Questions before the period and within it, and conversations within it."""
        is_within = table.c.day >= self._filters.since
        number: Any = table.c.questions if table is DAILY_COUNTS else 1
        before, within = (func.sum(case((side, number), else_=0)) for side in (~is_within, is_within))
        if table is DAILY_COUNTS:
            return before, within, func.sum(case((is_within, table.c.conversations), else_=0))
        return before, within, func.count(distinct(case((is_within, table.c.pseudonym))))

    def _conditions(self, table: Table) -> list[ColumnElement[bool]]:
        """The filters and the end of the period: what came before it is counted apart."""
        chosen = {name: getattr(self._filters, name) for name in _FILTERS}
        wanted = [table.c[name] == str(value) for name, value in chosen.items() if value is not None]
        return [table.c.day <= self._filters.until, *wanted]


def month(table: Table) -> ColumnElement[str]:
    """The month of a line, in which a conversation has one and the same pseudonym."""
    return func.substr(cast(table.c.day, String), 1, 7)


def tallies(rows: Iterable[Row[Any]], width: int) -> Tallies:
    """Tallies from rows of a group's `width` values, a month, questions before and within, conversations within.

    Conversations are those of the month that has the most.
    """
    before: dict[tuple[Any, ...], int] = defaultdict(int)
    within: dict[tuple[Any, ...], int] = defaultdict(int)
    monthly: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for group, in_month, earlier, now, conversations in _split(rows, width):
        before[group] += earlier
        within[group] += now
        monthly[group][in_month] += conversations
    found = {group: Tally(before[group], within[group], max(monthly[group].values())) for group in monthly}
    return defaultdict(lambda: Tally(0, 0, 0), found)


def _split(rows: Iterable[Row[Any]], width: int) -> Iterator[tuple[tuple[Any, ...], str, int, int, int]]:
    for row in rows:
        values = tuple(row)
        in_month, before, within, conversations = values[width:]
        # A sum over no rows at all is NULL.
        yield values[:width], in_month, int(before or 0), int(within or 0), int(conversations or 0)
