"""How large clusters are, how their questions ended and were rated, and whether they grow."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, RowMapping, case, cast, func, select

from assistant.answers import Outcome
from assistant.counting import month, tallies
from assistant.disclosure import Tally, shown_share
from assistant.inbox_items import Rating
from assistant.log_lines import Origin
from assistant.tables import INBOX, QUESTION_LOG
from assistant.tables_questions import DAILY_COUNTS

ANSWERED = frozenset({Outcome.ANSWERED, Outcome.LEGAL_ADVICE})
"""Outcomes by which the sources answer a cluster's question: what was answered in part is a gap as well."""
TREND_DAYS = 14
"""How many days are compared with as many before."""

_SIDES = ("questions", "answered", "recent", "previous")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a cluster, before anything is withheld.

    `asked`, `recent` and `previous` include what is past the retention period; `answered` and `unanswered` do not.
    """

    asked: Tally
    answered: Tally
    unanswered: Tally
    recent: Tally
    previous: Tally
    first_at: date
    last_at: date
    demo: bool


@dataclass(frozen=True, slots=True)
class _Monthly:
    """What one month of a cluster adds."""

    month: str
    counts: Mapping[str, tuple[int, int]]
    first_at: date
    last_at: date
    demo: bool


def figures_of(connection: Connection, today: date) -> dict[str, Figures]:
    """The figures of all clusters that hold a question or held one."""
    months: dict[str, list[_Monthly]] = defaultdict(list)
    for row in (*_live(connection, today), *_past(connection, today)):
        counts = {name: (int(row[name]), int(row[f"{name}_conversations"])) for name in (*_SIDES, "unanswered")}
        days = (_day(row["first_at"]), _day(row["last_at"]))
        months[row["cluster"]].append(_Monthly(row["month"], counts, *days, bool(row["demo"])))
    return {cluster: _figures(found) for cluster, found in months.items()}


def ratings_of(connection: Connection, clusters: Collection[str], smallest: int) -> dict[str, float | None]:
    """The share of helpful ratings of each cluster, as it may be shown."""
    rated = QUESTION_LOG.join(INBOX, INBOX.c.answer_id == QUESTION_LOG.c.answer_id)
    groups = (QUESTION_LOG.c.cluster, INBOX.c.rating, month(QUESTION_LOG))
    counted = (func.sum(0), func.count(), func.count(QUESTION_LOG.c.pseudonym.distinct()))
    query = select(*groups, *counted).select_from(rated).group_by(*groups)
    query = query.where(QUESTION_LOG.c.cluster.in_(clusters), INBOX.c.rating.is_not(None))
    found = tallies(connection.execute(query), 2)
    return {
        cluster: shown_share(found[cluster, Rating.HELPFUL], found[cluster, Rating.NOT_HELPFUL], smallest)
        for cluster in clusters
    }


def _live(connection: Connection, today: date) -> Sequence[RowMapping]:
    """Counts of the log's lines by cluster and month, over its conversations."""
    log = QUESTION_LOG.c
    numbers = {
        "questions": func.count(),
        "answered": _sum(log.outcome.in_([outcome.value for outcome in ANSWERED])),
        "recent": _sum(_recent(log.day, today)),
        "previous": _sum(_previous(log.day, today)),
    }
    columns = [number.label(name) for name, number in numbers.items()]
    days = [func.min(log.day).label("first_at"), func.max(log.day).label("last_at")]
    demo = _highest(log.origin == Origin.DEMO.value).label("demo")
    groups = [log.cluster, month(QUESTION_LOG).label("month"), log.pseudonym]
    inner = select(*groups, *columns, *days, demo).where(log.cluster.is_not(None)).group_by(*groups).subquery()
    sums = [item for name in _SIDES for item in _both(inner.c[name], name)]
    sums += _both(inner.c.questions - inner.c.answered, "unanswered")
    days = [func.min(inner.c.first_at).label("first_at"), func.max(inner.c.last_at).label("last_at")]
    query = select(inner.c.cluster, inner.c.month, *sums, *days, func.max(inner.c.demo).label("demo"))
    return connection.execute(query.group_by(inner.c.cluster, inner.c.month)).mappings().all()


def _past(connection: Connection, today: date) -> Sequence[RowMapping]:
    """The same of counts that outlived their lines; how those ended counts no more."""
    past = DAILY_COUNTS.c
    sides = {"questions": None, "recent": _recent(past.day, today), "previous": _previous(past.day, today)}
    sums = [item for name, side in sides.items() for item in _weighed(name, side)]
    nothing = [func.sum(0).label(name) for side in ("answered", "unanswered") for name in _names(side)]
    days = [func.min(past.day).label("first_at"), func.max(past.day).label("last_at")]
    demo = _highest(past.origin == Origin.DEMO.value).label("demo")
    in_month = month(DAILY_COUNTS)  # one and the same expression: PostgreSQL knows it again by its parameters
    query = select(past.cluster, in_month.label("month"), *sums, *nothing, *days, demo)
    query = query.where(past.cluster != "").group_by(past.cluster, in_month)
    return connection.execute(query).mappings().all()


def _recent(day: ColumnElement[date], today: date) -> ColumnElement[bool]:
    return day > today - timedelta(days=TREND_DAYS)


def _previous(day: ColumnElement[date], today: date) -> ColumnElement[bool]:
    return ~_recent(day, today) & (day > today - timedelta(days=2 * TREND_DAYS))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(cast(condition, Integer))


def _highest(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.max(cast(condition, Integer))


def _both(number: ColumnElement[int], name: str) -> list[ColumnElement[Any]]:
    """The sum over conversations, and how many of them have any."""
    questions, conversations = _names(name)
    return [func.sum(number).label(questions), _sum(number > 0).label(conversations)]


def _weighed(name: str, side: ColumnElement[bool] | None) -> list[ColumnElement[Any]]:
    counts = (DAILY_COUNTS.c.questions, DAILY_COUNTS.c.conversations)
    numbers = counts if side is None else tuple(case((side, count), else_=0) for count in counts)
    return [func.sum(number).label(label) for number, label in zip(numbers, _names(name), strict=True)]


def _names(name: str) -> tuple[str, str]:
    return name, f"{name}_conversations"


def _day(value: date | str) -> date:
    """A day; a function over a column of days gives text back in SQLite."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _figures(months: Sequence[_Monthly]) -> Figures:
    asked, recent, previous = (_tally(months, name, 0) for name in ("questions", "recent", "previous"))
    before_previous = asked.within - recent.within - previous.within
    return Figures(
        asked=asked,
        answered=_tally(months, "answered", 0),
        unanswered=_tally(months, "unanswered", 0),
        recent=_tally(months, "recent", before_previous + previous.within),
        previous=_tally(months, "previous", before_previous),
        first_at=min(each.first_at for each in months),
        last_at=max(each.last_at for each in months),
        demo=any(each.demo for each in months),
    )


def _tally(months: Iterable[_Monthly], name: str, before: int) -> Tally:
    """A tally of a side; its conversations are those of the month that has the most."""
    within = 0
    conversations: dict[str, int] = defaultdict(int)
    for each in months:
        within += each.counts[name][0]
        conversations[each.month] += each.counts[name][1]
    return Tally(before, within, max(conversations.values()))
