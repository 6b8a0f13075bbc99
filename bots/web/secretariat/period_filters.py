"""What the overview counts, as its address says: a period, and what to narrow it down to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from assistant.answers import Outcome
from assistant.counting import Filters
from assistant.questions import Channel
from assistant.topics import TOPICS
from knowledge.language import Language

USUAL_DAYS = 30
LONGEST_DAYS = 366

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address; `problem` is the code of what could not be taken, and is mended in the filters."""

    filters: Filters
    problem: str


def read_filters(query: Mapping[str, str]) -> Asked:
    """The filters of a query string: the last thirty days where it tells no others, and no choice that is not known."""
    today = datetime.now(UTC).date()
    try:
        until = _day(query.get("until", "")) or today
        since = _day(query.get("since", "")) or until - timedelta(days=USUAL_DAYS - 1)
    except ValueError:
        return Asked(_filters(query, today - timedelta(days=USUAL_DAYS - 1), today), "bad_day")
    if since > until:
        return Asked(_filters(query, until, since), "days_swapped")
    earliest = until - timedelta(days=LONGEST_DAYS - 1)
    if since < earliest:
        return Asked(_filters(query, earliest, until), "too_long")
    return Asked(_filters(query, since, until), "")


def _day(text: str) -> date | None:
    day = date.fromisoformat(text) if text else None
    if day is not None and day.year < 2000:
        raise ValueError(text)
    return day


def _filters(query: Mapping[str, str], since: date, until: date) -> Filters:
    topic = query.get("topic", "")
    return Filters(
        since=since,
        until=until,
        channel=_chosen(Channel, query.get("channel", "")),
        language=_chosen(Language, query.get("language", "")),
        outcome=_chosen(Outcome, query.get("outcome", "")),
        topic=topic if topic in TOPICS else None,
    )


def _chosen(kind: type[Choice], value: str) -> Choice | None:
    return kind(value) if value in list(kind) else None
