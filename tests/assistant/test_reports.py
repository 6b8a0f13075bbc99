"""The report of a month."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from assistant.disclosure import SMALLEST
from assistant.inbox import Inbox
from assistant.inbox_items import ItemKind, State
from assistant.reports import Month, Reports
from assistant.statistics import Statistics
from assistant.subjects import Subject
from assistant.triage import Triage
from knowledge.language import Language
from tests.assistant.inbox_items import an_item

GAP = Subject("g", {Language.NL: "Wat?", Language.EN: "What?"}, 4, None, 0.0, "new", ())


class OneGap:
    """Subjects of which one is a gap."""

    def answered(self) -> Sequence[Subject]:
        return ()

    def gaps(self) -> Sequence[Subject]:
        return (GAP,)


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "after"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "2026-10", "2026-12"),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "2025-12", "2026-02"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "2028-01", "2028-03"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026-11", "2027-01"),
    ],
)
def test_a_month_knows_its_days_and_its_neighbours(text: str, first: date, last: date, before: str, after: str) -> None:
    month = Month.parse(text)
    assert (month.first, month.last) == (first, last)
    assert (str(month), str(month.before), str(month.after)) == (text, before, after)


@pytest.mark.parametrize("text", ["x", "2026", "2026-13", "2026-00", "2026-1", "november", "0001-01", "9999-12"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Month.parse(text)


def test_a_report_holds_the_month_the_one_before_the_inbox_and_the_gaps(engine: Engine) -> None:
    Inbox(engine, b"key").add(an_item())
    report = Reports(Statistics(engine, SMALLEST), Triage(engine), OneGap()).of(Month.parse("2026-03"))
    assert (report.overview.days[0].day, report.before.days[-1].day) == (date(2026, 3, 1), date(2026, 2, 28))
    assert report.inbox == {(ItemKind.QUESTION, State.NEW): 1}
    assert report.gaps == (GAP,)


def test_a_month_that_still_runs_is_not_whole(engine: Engine) -> None:
    reports = Reports(Statistics(engine, SMALLEST), Triage(engine), OneGap())
    assert not reports.of(Month.of(datetime.now(UTC).date())).is_whole
    assert reports.of(Month.parse("2026-03")).is_whole
