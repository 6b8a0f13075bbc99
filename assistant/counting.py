"""Tallies of logged questions: over the lines of the log, and over the counts that outlive them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Row, String, Table, case, cast, distinct, func, literal_column, select

from assistant.answers import Outcome
from assistant.disclosure import Tally
from assistant.log_lines import Origin
from assistant.questions import Channel
from assistant.tables import INBOX, QUESTION_LOG
from assistant.tables_questions import DAILY_COUNTS
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
    """The tallies of one period under some filters, over one connection; each is counted once.

    The log's lines are counted in memory, for a database would sort them anew for every list of an overview.
    """

    def __init__(self, connection: Connection, filters: Filters) -> None:
        self._connection = connection
        self._filters = filters
        self._lines = _read(connection, filters)
        self._known: dict[tuple[str, ...], Tallies] = {}

    def by(self, *names: str) -> Tallies:
        """The tallies of the groups that some columns make; without columns that of all together."""
        if names not in self._known:
            self._known[names] = tallies((*self._lines.rows(names), *self._past(names)), len(names))
        return self._known[names]

    def sources(self) -> Tallies:
        """The tallies of cited sources, of which only the log knows."""
        return tallies(self._lines.each("sources").rows(("sources",)), 1)

    def ratings(self) -> Tallies:
        """The tallies of ratings: of the questions rated so, and of their conversations."""
        log = QUESTION_LOG.c
        rated = QUESTION_LOG.join(INBOX, INBOX.c.answer_id == log.answer_id)
        is_within = log.day >= self._filters.since
        groups = [INBOX.c.rating, month(QUESTION_LOG)]
        counted = (_sum(~is_within, 1), _sum(is_within, 1), func.count(distinct(case((is_within, log.pseudonym)))))
        query = select(*groups, *counted).select_from(rated).group_by(*groups)
        query = query.where(INBOX.c.rating.is_not(None), *_conditions(QUESTION_LOG, self._filters))
        return tallies(self._connection.execute(query), 1)

    def holds_demo(self) -> bool:
        """Whether questions of the demo are counted."""
        return any(tally.within for (origin,), tally in self.by("origin").items() if origin == Origin.DEMO)

    def _past(self, names: Sequence[str]) -> Iterable[Row[Any]]:
        """Counts that outlived their lines, as rows that `tallies` takes."""
        past = DAILY_COUNTS.c
        groups = [*(past[name] for name in names), month(DAILY_COUNTS)]
        is_within = past.day >= self._filters.since
        counted = (
            _sum(~is_within, past.questions),
            _sum(is_within, past.questions),
            _sum(is_within, past.conversations),
        )
        query = select(*groups, *counted).where(*_conditions(DAILY_COUNTS, self._filters)).group_by(*groups)
        return self._connection.execute(query)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of the log by columns, each value as its number among `values`."""

    values: Mapping[str, Sequence[Any]]
    numbers: Mapping[str, NDArray[np.intp]]
    within: NDArray[np.bool_]

    def rows(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Groups with their month, questions before the period and within it, and conversations within it."""
        keys = np.zeros(len(self.within), dtype=np.intp)
        for name in (*names, "month"):
            keys = keys * max(1, len(self.values[name])) + self.numbers[name]
        groups, first, members = np.unique(keys, return_index=True, return_inverse=True)
        before, within = (np.bincount(members[side], minlength=len(groups)) for side in (~self.within, self.within))
        people = max(1, len(self.values["pseudonym"]))
        pairs = np.sort(members[self.within] * people + self.numbers["pseudonym"][self.within])
        is_new = np.diff(pairs, prepend=-1) > 0
        conversations = np.bincount(pairs[is_new] // people, minlength=len(groups))
        for number, line in enumerate(first):
            group = (self.values[name][self.numbers[name][line]] for name in (*names, "month"))
            yield (*group, int(before[number]), int(within[number]), int(conversations[number]))

    def each(self, name: str) -> "_Lines":
        """A line for each word of a column, in the place of one that has several; none for one without."""
        words = [str(value).split() for value in self.values[name]]
        known = list(dict.fromkeys(word for found in words for word in found))
        lengths = np.array([len(found) for found in words], dtype=np.intp)
        flat = np.array([known.index(word) for found in words for word in found], dtype=np.intp)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.intp)
        counts = lengths[self.numbers[name]]
        lines = np.repeat(np.arange(len(counts)), counts)
        place = np.arange(len(lines)) - np.repeat(np.cumsum(counts) - counts, counts)
        numbers = {column: found[lines] for column, found in self.numbers.items()}
        numbers[name] = flat[starts[numbers[name]] + place]
        return _Lines({**self.values, name: known}, numbers, self.within[lines])


def _read(connection: Connection, filters: Filters) -> _Lines:
    """The lines of the log up to the end of a period."""
    names = ("channel", "language", "outcome", "topic", "sources", "origin", "pseudonym")
    columns = [cast(QUESTION_LOG.c.day, String), *(QUESTION_LOG.c[name] for name in names)]
    rows = connection.execute(select(*columns).where(*_conditions(QUESTION_LOG, filters))).all()
    found = zip(*rows, strict=True) if rows else ((),) * len(columns)
    numbered = dict(zip(("day", *names), map(_numbered, found), strict=True))
    days, day_numbers = numbered["day"]
    months, month_of = _numbered([str(day)[:7] for day in days])
    values: dict[str, Sequence[Any]] = {name: found for name, (found, _) in numbered.items()}
    numbers = {name: found for name, (_, found) in numbered.items()}
    values |= {"day": [date.fromisoformat(day) for day in days], "month": months}
    numbers["month"] = month_of[day_numbers]
    is_within = np.array([day >= filters.since for day in values["day"]], dtype=np.bool_)
    return _Lines(values, numbers, is_within[day_numbers])


def _numbered(column: Sequence[Any]) -> tuple[list[Any], NDArray[np.intp]]:
    """The different values of a column, and for each line the number of its own."""
    known = {value: number for number, value in enumerate(dict.fromkeys(column))}
    return list(known), np.fromiter(map(known.__getitem__, column), dtype=np.intp, count=len(column))


def _conditions(table: Table, filters: Filters) -> list[ColumnElement[bool]]:
    """The filters and the end of the period: what came before it is counted apart."""
    chosen = {name: getattr(filters, name) for name in _FILTERS}
    wanted = [table.c[name] == str(value) for name, value in chosen.items() if value is not None]
    return [table.c.day <= filters.until, *wanted]


def _sum(condition: ColumnElement[bool], number: Any) -> ColumnElement[Any]:
    return func.sum(case((condition, number), else_=0))


def month(table: Table) -> ColumnElement[str]:
    """The month of a line, in which a conversation has one and the same pseudonym."""
    # Numbers in the text and not beside it, so that PostgreSQL sees one and the same expression wherever it stands.
    return func.substr(cast(table.c.day, String), literal_column("1"), literal_column("7"))


def tallies(rows: Iterable[Row[Any] | tuple[Any, ...]], width: int) -> Tallies:
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


def _split(
    rows: Iterable[Row[Any] | tuple[Any, ...]], width: int
) -> Iterator[tuple[tuple[Any, ...], str, int, int, int]]:
    for row in rows:
        values = tuple(row)
        in_month, before, within, conversations = values[width:]
        # A sum over no rows at all is NULL.
        yield values[:width], in_month, int(before or 0), int(within or 0), int(conversations or 0)
