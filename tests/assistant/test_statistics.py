from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.counting import Filters
from assistant.errors import LogUnavailable
from assistant.inbox import Rating
from assistant.log_lines import Origin
from assistant.questions import Channel
from assistant.records import Records
from assistant.statistics import Count, Day, Satisfaction
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.assistant.log_lines import a_line

FIRST = date(2026, 5, 4)
WEEK = Filters(FIRST, FIRST + timedelta(days=6))


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path)


def asked(records: Records, people: int, day: int = 0, **changes: Any) -> list[str]:
    """A question of each of some people on a day of the week; the ids of the answers."""
    at = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC) + timedelta(days=day)
    lines = [a_line(asked_at=at, **changes) for _ in range(people)]
    records.question_log.add(lines)
    return [line.answer_id for line in lines]


def test_an_empty_log_has_an_empty_overview(records: Records) -> None:
    overview = records.statistics.overview(WEEK)
    assert overview.questions is None
    assert (overview.channels, overview.topics, overview.sources, overview.withheld) == ((), (), (), frozenset())
    assert overview.satisfaction == Satisfaction(None, None)
    assert (overview.satisfaction.share, overview.unanswered_share, overview.demo) == (None, None, False)


def test_groups_come_with_the_most_questions_first(records: Records) -> None:
    asked(records, 3, language="nl", topic="step-1", citations=("ungp-2011/17",))
    asked(records, 6, language="en", topic="step-2", citations=("ungp-2011/18", "eu-csddd/art-8"))
    overview = records.statistics.overview(WEEK)
    assert overview.questions == 9
    assert overview.languages == (Count("en", 6), Count("nl", 3))
    assert overview.topics == (Count("step-2", 6), Count("step-1", 3))
    assert overview.sources == (Count("ungp-2011", 9), Count("eu-csddd", 6))
    assert overview.withheld == frozenset()


def test_a_group_of_two_people_is_left_out_and_the_list_says_so(records: Records) -> None:
    asked(records, 6, channel="web")
    asked(records, 2, channel="telegram")
    overview = records.statistics.overview(WEEK)
    assert overview.channels == (Count("web", 6),)
    assert overview.withheld == {"channels"}
    assert records.statistics.overview(replace(WEEK, channel=Channel.TELEGRAM)).questions is None


def test_one_person_with_many_questions_is_no_group(records: Records) -> None:
    asked(records, 30, pseudonym="one and the same")
    assert records.statistics.overview(WEEK).questions is None


@pytest.mark.parametrize("few", [1, 2])
def test_a_few_cannot_be_had_by_subtracting(records: Records, few: int) -> None:
    asked(records, 4, language="nl")
    asked(records, few, language="en")
    whole = records.statistics.overview(WEEK).questions
    dutch = records.statistics.overview(replace(WEEK, language=Language.NL)).questions
    assert whole is not None
    assert dutch is not None
    assert (whole - dutch) % 3 == 0


def test_days_add_up_to_their_period_and_those_of_a_few_are_withheld(records: Records) -> None:
    for day, people in enumerate((4, 4, 2, 0, 5)):
        asked(records, people, day)
    days = records.statistics.overview(WEEK).days
    assert [day.questions for day in days] == [3, 6, None, None, 6, None, None]
    assert days[0] == Day(FIRST, 3, (Count("web", 3),))
    first_two = replace(WEEK, until=FIRST + timedelta(days=1))
    assert records.statistics.overview(first_two).questions == 3 + 6
    assert records.statistics.overview(replace(WEEK, since=FIRST + timedelta(days=1))).days == days[1:]


def test_a_day_shows_the_channels_that_may_be_shown(records: Records) -> None:
    asked(records, 3, channel="web")
    asked(records, 1, channel="telegram")
    [day, *_] = records.statistics.overview(WEEK).days
    assert (day.questions, day.channels) == (3, (Count("web", 3),))


def test_satisfaction_is_that_of_enough_people(records: Records) -> None:
    for answer_id, rating in zip(asked(records, 9), [Rating.HELPFUL] * 6 + [Rating.NOT_HELPFUL] * 3, strict=True):
        records.inbox.rate(answer_id, answer_id, rating, Channel.WEB, Language.EN)
    satisfaction = records.statistics.overview(WEEK).satisfaction
    assert satisfaction == Satisfaction(6, 3)
    assert satisfaction.share == pytest.approx(2 / 3)


def test_one_unhappy_person_is_not_seen(records: Records) -> None:
    for answer_id, rating in zip(asked(records, 4), [Rating.HELPFUL] * 3 + [Rating.NOT_HELPFUL], strict=True):
        records.inbox.rate(answer_id, answer_id, rating, Channel.WEB, Language.EN)
    satisfaction = records.statistics.overview(WEEK).satisfaction
    assert (satisfaction.helpful, satisfaction.not_helpful, satisfaction.share) == (3, None, None)


def test_what_is_no_question_within_the_subject_counts_for_no_share(records: Records) -> None:
    for outcome in ("answered", "partial", "legal_advice", "not_in_sources", "greeting", "out_of_scope", "blocked"):
        asked(records, 3, outcome=outcome)
    assert records.statistics.overview(WEEK).unanswered_share == 0.25


def test_an_overview_stays_the_same_when_only_counts_are_left(records: Records) -> None:
    for day, outcome in enumerate(("answered", "answered", "not_in_sources")):
        asked(records, 3, day, outcome=outcome, topic="step-2")
    before = records.statistics.overview(WEEK)
    records.erase_older_than(1)
    assert records.question_log.count() == 0
    assert records.statistics.overview(WEEK) == before


def test_an_operator_may_ask_for_larger_groups(engine: Engine, tmp_path: Path) -> None:
    records = Records.over(engine, tmp_path, smallest=5)
    asked(records, 4)
    assert records.statistics.overview(WEEK).questions is None
    asked(records, 1)
    assert records.statistics.overview(WEEK).questions == 5


def test_the_demo_is_marked(records: Records) -> None:
    asked(records, 3, origin=Origin.DEMO)
    assert records.statistics.overview(WEEK).demo


def test_a_database_that_is_gone_is_told(records: Records, engine: Engine) -> None:
    with gone(engine, "question_log"), pytest.raises(LogUnavailable):
        records.statistics.overview(WEEK)
