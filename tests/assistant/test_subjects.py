"""Subjects of reports, from clusters."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, update

from assistant.answering import Trace
from assistant.clusters import Queue, Status
from assistant.records import Records
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTERS
from knowledge.language import Language
from tests.assistant.asking import a_question, an_answer

NEAR, FAR = "ungp-2011/17", "oecd-ddg-2018/2.3"


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path)


def clustered(records: Records, engine: Engine, queue: Queue, conversations: int) -> None:
    """A cluster of that many questions, each of a conversation of its own."""
    now = datetime.now(UTC)
    for number in range(conversations):
        records.question_log.record(a_question("Why?", f"conversation-{number}"), an_answer(), Trace((), "generation"))
    row = {"id": "c", "nl": "Waarom?", "en": "Why?", "queue": queue.value, "status": Status.NEW.value, "version": 1}
    row |= {"named_by_hand": True, "shaped_by_hand": False, "notes": "", "changed_by": "", "made_at": now}
    with engine.begin() as connection:
        connection.execute(insert(CLUSTERS).values(row | {"changed_at": now}))
        connection.execute(update(QUESTION_LOG).values(cluster="c", hits=[[FAR, 0.2], [NEAR, 0.9], ["nonsense", 0.1]]))


def test_a_gap_is_listed_with_the_places_that_came_nearest(records: Records, engine: Engine) -> None:
    clustered(records, engine, Queue.GAP, 3)
    [subject] = records.subjects.gaps()
    assert records.subjects.answered() == []
    assert (subject.label[Language.NL], subject.questions) == ("Waarom?", 3)
    assert list(map(str, subject.nearest)) == [NEAR, FAR]


def test_what_the_sources_answer_is_listed_by_itself(records: Records, engine: Engine) -> None:
    clustered(records, engine, Queue.ANSWERED, 3)
    [subject] = records.subjects.answered()
    assert (subject.status, subject.nearest) == ("new", ())
    assert records.subjects.gaps() == []


def test_a_group_that_is_too_small_is_no_subject(records: Records, engine: Engine) -> None:
    clustered(records, engine, Queue.GAP, 2)
    assert records.subjects.gaps() == []
