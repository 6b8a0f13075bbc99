"""What an address asks the overview for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.answers import Outcome
from assistant.questions import Channel
from bots.web.secretariat.period_filters import LONGEST_DAYS, USUAL_DAYS, read_filters
from knowledge.language import Language


def test_without_a_choice_it_is_the_last_thirty_days() -> None:
    asked = read_filters({})
    today = datetime.now(UTC).date()
    assert (asked.filters.until, asked.problem) == (today, "")
    assert (asked.filters.until - asked.filters.since).days == USUAL_DAYS - 1


def test_every_choice_of_the_address_is_taken() -> None:
    query = {"since": "2026-01-01", "until": "2026-01-31", "channel": "api", "language": "en"}
    filters = read_filters(query | {"outcome": "partial", "topic": "issue-child-labour"}).filters
    assert (filters.since, filters.until) == (date(2026, 1, 1), date(2026, 1, 31))
    assert (filters.channel, filters.language) == (Channel.API, Language.EN)
    assert (filters.outcome, filters.topic) == (Outcome.PARTIAL, "issue-child-labour")


def test_choices_that_are_not_known_are_none() -> None:
    filters = read_filters({"channel": "fax", "language": "fr", "outcome": "", "topic": "weather"}).filters
    assert (filters.channel, filters.language, filters.outcome, filters.topic) == (None,) * 4


def test_a_last_day_alone_gives_the_days_before_it() -> None:
    filters = read_filters({"until": "2026-01-30"}).filters
    assert (filters.since, filters.until) == (date(2026, 1, 1), date(2026, 1, 30))


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "0001-01-01", "99999-01-01"])
def test_what_is_no_day_is_said(day: str) -> None:
    asked = read_filters({"since": day, "channel": "web"})
    assert asked.problem == "bad_day"
    assert (asked.filters.until, asked.filters.channel) == (datetime.now(UTC).date(), Channel.WEB)


def test_days_in_the_wrong_order_are_swapped() -> None:
    asked = read_filters({"since": "2026-02-01", "until": "2026-01-01"})
    assert (asked.filters.since, asked.filters.until) == (date(2026, 1, 1), date(2026, 2, 1))
    assert asked.problem == "days_swapped"


def test_a_period_that_is_too_long_keeps_its_end() -> None:
    asked = read_filters({"since": "2020-01-01", "until": "2026-01-01"})
    assert asked.problem == "too_long"
    assert asked.filters.until - asked.filters.since == timedelta(days=LONGEST_DAYS - 1)
