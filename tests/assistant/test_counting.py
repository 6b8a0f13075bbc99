from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.answers import Outcome
from assistant.counting import Counted, Filters
from assistant.database import transaction
from assistant.disclosure import Tally
from assistant.inbox import Inbox, Rating
from assistant.log_lines import Origin
from assistant.pseudonyms import Pseudonyms
from assistant.question_log import QuestionLog
from assistant.questions import Channel
from assistant.spool import Spool
from knowledge.language import Language
from tests.assistant.log_lines import a_line

MAY = Filters(date(2026, 5, 1), date(2026, 5, 31))


@pytest.fixture
def question_log(engine: Engine, tmp_path: Path) -> QuestionLog:
    return QuestionLog(engine, Pseudonyms(tmp_path / "keys", b"first"), Spool(tmp_path / "spool"))


def asked(question_log: QuestionLog, month: int, day: int, person: str, **changes: Any) -> str:
    line = a_line(asked_at=datetime(2026, month, day, 12, tzinfo=UTC), pseudonym=person, **changes)
    question_log.write(line)
    return line.answer_id


def counted(engine: Engine, filters: Filters, *names: str) -> dict[tuple[Any, ...], Tally]:
    with transaction(engine) as connection:
        return dict(Counted(connection, filters).by(*names))


def test_nothing_is_counted_of_an_empty_log(engine: Engine) -> None:
    assert counted(engine, MAY, "channel") == {}
    with transaction(engine) as connection:
        none = Counted(connection, MAY)
        assert none.by()[()] == Tally(0, 0, 0)
        assert dict(none.sources()) == {}
        assert not none.holds_demo()


def test_questions_before_a_period_and_within_it_are_counted_with_conversations(
    question_log: QuestionLog, engine: Engine
) -> None:
    for month, day, person in ((4, 30, "a"), (5, 1, "a"), (5, 1, "a"), (5, 31, "b"), (6, 1, "c")):
        asked(question_log, month, day, person)
    assert counted(engine, MAY) == {(): Tally(1, 3, 2)}


def test_groups_are_those_of_one_column_or_more(question_log: QuestionLog, engine: Engine) -> None:
    asked(question_log, 5, 1, "a", channel="web")
    asked(question_log, 5, 2, "b", channel="telegram")
    asked(question_log, 5, 2, "c", channel="telegram")
    assert counted(engine, MAY, "channel") == {("web",): Tally(0, 1, 1), ("telegram",): Tally(0, 2, 2)}
    assert counted(engine, MAY, "day", "channel")[date(2026, 5, 2), "telegram"] == Tally(0, 2, 2)


def test_each_filter_chooses(question_log: QuestionLog, engine: Engine) -> None:
    chosen = {"channel": "api", "language": "nl", "outcome": "partial", "topic": "step-3"}
    asked(question_log, 5, 1, "a", **chosen)
    for name, other in {"channel": "web", "language": "en", "outcome": "answered", "topic": "step-1"}.items():
        asked(question_log, 5, 1, "b", **chosen | {name: other})
    filters = Filters(MAY.since, MAY.until, Channel.API, Language.NL, Outcome.PARTIAL, "step-3")
    assert counted(engine, filters) == {(): Tally(0, 1, 1)}


def test_conversations_are_those_of_the_month_that_has_the_most(question_log: QuestionLog, engine: Engine) -> None:
    for month, person in ((4, "a"), (4, "b"), (5, "a again"), (5, "b again"), (5, "c")):
        asked(question_log, month, 15, person)
    assert counted(engine, Filters(date(2026, 4, 1), date(2026, 5, 31))) == {(): Tally(0, 5, 3)}


def test_counts_that_outlived_their_lines_are_added(question_log: QuestionLog, engine: Engine) -> None:
    for month, day, person in ((4, 30, "a"), (5, 1, "a"), (5, 2, "b"), (5, 2, "b")):
        asked(question_log, month, day, person)
    before = counted(engine, MAY)
    question_log.erase_older_than(1)
    assert question_log.count() == 0
    assert counted(engine, MAY) == before == {(): Tally(1, 3, 2)}


def test_each_source_of_an_answer_is_counted(question_log: QuestionLog, engine: Engine) -> None:
    asked(question_log, 5, 1, "a", citations=("ungp-2011/17", "eu-csddd/art-8"))
    asked(question_log, 5, 1, "b", citations=("eu-csddd/art-2",))
    asked(question_log, 5, 1, "c")
    with transaction(engine) as connection:
        sources = dict(Counted(connection, MAY).sources())
    assert sources == {("ungp-2011",): Tally(0, 1, 1), ("eu-csddd",): Tally(0, 2, 2)}


def test_ratings_are_counted_by_conversation(question_log: QuestionLog, engine: Engine) -> None:
    inbox = Inbox(engine, b"key")
    for person, rating in (("a", Rating.HELPFUL), ("a", Rating.HELPFUL), ("b", Rating.NOT_HELPFUL)):
        answer_id = asked(question_log, 5, 1, person)
        inbox.rate(answer_id, f"sender of {answer_id}", rating, Channel.WEB, Language.EN)
    with transaction(engine) as connection:
        ratings = Counted(connection, MAY).ratings()
    assert ratings["helpful",] == Tally(0, 2, 1)
    assert ratings["not_helpful",] == Tally(0, 1, 1)


def test_the_demo_is_told(question_log: QuestionLog, engine: Engine) -> None:
    asked(question_log, 5, 1, "a", origin=Origin.DEMO)
    for filters, found in ((MAY, True), (Filters(date(2026, 6, 1), date(2026, 6, 2)), False)):
        with transaction(engine) as connection:
            assert Counted(connection, filters).holds_demo() is found
