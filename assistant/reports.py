"""The report of a month: what was asked, how it ended, what is asked often, and what the sources do not tell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, Self

from assistant.counting import Filters
from assistant.inbox_items import ItemKind, State
from assistant.records import Records
from assistant.statistics import Overview, Statistics
from assistant.subjects import Subject
from assistant.triage import Triage

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, in UTC."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month that `2026-11` names; raises ValueError for any other text."""
        match = _MONTH.fullmatch(text)
        if match is None or not 1 < int(match[1]) < 9999:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month.of(self.first + timedelta(days=31))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def running_month() -> Month:
    """The month of today."""
    return Month.of(datetime.now(UTC).date())


class Subjects(Protocol):
    """Where subjects come from; each list has what is asked most first. Raises LogUnavailable."""

    def answered(self) -> Sequence[Subject]:
        """What the sources answer."""

    def gaps(self) -> Sequence[Subject]:
        """What the sources do not tell."""


@dataclass(frozen=True, slots=True)
class Report:
    """A month with the one before it. `inbox` counts items by kind and state as they are when the report is made."""

    month: Month
    made_at: datetime
    overview: Overview
    before: Overview
    inbox: Mapping[tuple[ItemKind, State], int]
    answered: tuple[Subject, ...]
    gaps: tuple[Subject, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the month was over when the report was made."""
        return self.made_at.date() > self.month.last


class Reports:
    """Makes reports; raises LogUnavailable where the database does not answer."""

    def __init__(self, statistics: Statistics, triage: Triage, subjects: Subjects) -> None:
        self._statistics = statistics
        self._triage = triage
        self._subjects = subjects

    @classmethod
    def over(cls, records: Records) -> Self:
        """Reports of all that is kept."""
        return cls(records.statistics, records.triage, records.subjects)

    def of(self, month: Month) -> Report:
        """The report of a month, which may still run; subjects and inbox are those of now."""
        return Report(
            month,
            datetime.now(UTC),
            overview=self._overview(month),
            before=self._overview(month.before),
            inbox=self._triage.counts(),
            answered=tuple(self._subjects.answered()),
            gaps=tuple(self._subjects.gaps()),
        )

    def _overview(self, month: Month) -> Overview:
        return self._statistics.overview(Filters(month.first, month.last))
