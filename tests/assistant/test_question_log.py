import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, select

from assistant.answering import Asked, Trace
from assistant.errors import LogUnavailable
from assistant.log_lines import Origin
from assistant.pseudonyms import Pseudonyms
from assistant.question_log import QuestionLog
from assistant.spool import Spool
from assistant.tables_questions import DAILY_COUNTS, QUESTION_VECTORS
from knowledge.retrieval import Hit
from tests.assistant.asking import a_question, an_answer
from tests.assistant.databases import age, gone
from tests.assistant.log_lines import a_line
from tests.fakes import HashEmbedder, a_provision

NO_TRACE = Trace((), "generation")
FIRST = b"first"


@pytest.fixture
def question_log(engine: Engine, tmp_path: Path) -> QuestionLog:
    return a_log(engine, tmp_path)


def a_log(engine: Engine, folder: Path, most_bytes: int = 10_000_000) -> QuestionLog:
    return QuestionLog(engine, Pseudonyms(folder / "pseudonyms", FIRST), Spool(folder / "log.spool", most_bytes))


def logged(question_log: QuestionLog, text: str, conversation_id: str = "c") -> bool:
    return question_log.record(a_question(text, conversation_id), an_answer(conversation_id), NO_TRACE)


def questions(question_log: QuestionLog) -> list[str]:
    return [line["question"] for line in question_log.lines()]


def counts(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(DAILY_COUNTS)).mappings()]


def rows(engine: Engine, table: Any) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_a_line_holds_what_the_secretariat_needs(question_log: QuestionLog, engine: Engine) -> None:
    passage = a_provision("ore-code/1", "Buyers ask.")
    hit = Hit(passage.reference, (passage,), (0,), 0.123456, 0.1, 1.0)
    answer = an_answer("c", interpreted="What must buyers do? Mail jan@example.org")
    vector = HashEmbedder().embed_question("What must buyers do?")
    trace = Trace((hit,) * 12, "generation", "step-2", Asked("hash", vector))
    assert question_log.record(a_question("Mail jan@example.org"), answer, trace)
    [line] = question_log.lines()
    assert line["answer_id"] == answer.answer_id
    assert line["question"] == "Mail [email]"
    assert line["interpreted_question"] == "What must buyers do? Mail [email]"
    assert line["hits"] == [["ore-code/1", 0.1235]] * 8
    assert (line["outcome"], line["channel"], line["language"]) == ("answered", "web", "en")
    assert (line["generation"], line["topic"], line["day"]) == ("generation", "step-2", datetime.now(UTC).date())
    [kept] = rows(engine, QUESTION_VECTORS)
    assert kept["embedder"] == "hash"
    assert np.allclose(np.frombuffer(kept["vector"], dtype=np.float16), vector, atol=1e-3)


def test_each_source_that_an_answer_cites_is_noted_once(question_log: QuestionLog) -> None:
    assert question_log.write(a_line(citations=("ungp-2011/17", "ungp-2011/18", "guidance/first-100-days")))
    assert question_log.lines()[0]["sources"] == "ungp-2011 guidance"


def test_nothing_in_a_line_tells_the_conversation(question_log: QuestionLog) -> None:
    logged(question_log, "Why?", "secret-conversation-id")
    assert "secret-conversation-id" not in json.dumps(question_log.lines(), default=str)


def test_lines_are_counted_and_come_oldest_first(question_log: QuestionLog) -> None:
    for text_ in ("One?", "Two?", "Three?"):
        assert logged(question_log, text_)
    assert questions(question_log) == ["One?", "Two?", "Three?"]
    assert question_log.count() == 3


def test_erasing_takes_the_lines_of_one_conversation_with_all_that_hangs_on_them(
    question_log: QuestionLog, engine: Engine
) -> None:
    vector = Asked("hash", HashEmbedder().embed_question("Mine?"))
    question_log.record(a_question("Mine?", "mine"), an_answer("mine"), Trace((), "generation", asked=vector))
    logged(question_log, "Yours?", "yours")
    assert question_log.erase("mine") == 1
    assert questions(question_log) == ["Yours?"]
    assert rows(engine, QUESTION_VECTORS) == []


def test_erasing_reaches_lines_of_an_earlier_month_and_of_the_first_version(
    question_log: QuestionLog, engine: Engine, tmp_path: Path
) -> None:
    pseudonyms = Pseudonyms(tmp_path / "pseudonyms", FIRST)
    last_month = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    question_log.write(a_line(pseudonym=pseudonyms.of("mine", last_month.date()), asked_at=last_month))
    first = Pseudonyms(tmp_path / "nowhere", FIRST).all_of("mine")[0]
    question_log.write(a_line(pseudonym=first))
    assert question_log.erase("mine") == 2


def test_of_lines_past_the_retention_period_only_counts_are_left(question_log: QuestionLog, engine: Engine) -> None:
    for conversation in ("a", "a", "b"):
        logged(question_log, "Old?", conversation)
    age(engine, "question_log", "asked_at", days=31)
    logged(question_log, "New?")
    question_log.erase_older_than(30)
    question_log.erase_older_than(30)
    assert questions(question_log) == ["New?"]
    [left] = counts(engine)
    assert (left["questions"], left["conversations"]) == (3, 2)
    assert (left["channel"], left["language"], left["outcome"], left["cluster"]) == ("web", "en", "answered", "")


def test_counts_of_two_runs_add_up_and_a_conversation_counts_once(question_log: QuestionLog, engine: Engine) -> None:
    logged(question_log, "Old?", "goes on")
    age(engine, "question_log", "asked_at", days=31)
    logged(question_log, "New?", "goes on")
    question_log.erase_older_than(30)
    assert [(row["questions"], row["conversations"]) for row in counts(engine)] == [(1, 0)]
    age(engine, "question_log", "asked_at", days=31)
    question_log.erase_older_than(30)
    assert [(row["questions"], row["conversations"]) for row in counts(engine)] == [(2, 1)]


def test_processes_that_count_at_once_count_each_line_once(
    question_log: QuestionLog, engine: Engine, tmp_path: Path
) -> None:
    for number in range(60):
        question_log.write(a_line(pseudonym=f"p{number}", asked_at=datetime.now(UTC) - timedelta(days=40)))
    others = [a_log(engine, tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: each.erase_older_than(30), others))
    assert sum(row["questions"] for row in counts(engine)) == 60
    assert sum(row["conversations"] for row in counts(engine)) == 60


def test_the_key_of_a_month_goes_when_no_line_of_it_is_kept(question_log: QuestionLog, tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "pseudonyms", FIRST)
    long_ago = datetime.now(UTC) - timedelta(days=70)
    pseudonyms.of("c", long_ago.date())
    logged(question_log, "New?")
    question_log.erase_older_than(30)
    assert [file.stem for file in (tmp_path / "pseudonyms").glob("*.key")] == [f"{datetime.now(UTC):%Y-%m}"]


def test_lines_wait_while_the_database_is_gone_and_are_written_before_the_next(
    question_log: QuestionLog, engine: Engine
) -> None:
    with gone(engine, "question_log"):
        assert not logged(question_log, "One?")
        assert not logged(question_log, "Two?")
        with pytest.raises(LogUnavailable):
            question_log.count()
    assert question_log.count() == 0
    assert logged(question_log, "Three?")
    assert questions(question_log) == ["One?", "Two?", "Three?"]
    assert logged(question_log, "Four?")
    assert question_log.count() == 4


def test_lines_that_wait_outlive_the_process(question_log: QuestionLog, engine: Engine, tmp_path: Path) -> None:
    with gone(engine, "question_log"):
        logged(question_log, "Before the kill?")
    a_log(engine, tmp_path).write_waiting()
    assert questions(question_log) == ["Before the kill?"]


def test_a_line_that_was_written_before_a_kill_is_not_written_again(
    question_log: QuestionLog, engine: Engine, tmp_path: Path
) -> None:
    line = a_line(question="Once?", citations=("ungp-2011/17",))
    assert question_log.write(line)
    Spool(tmp_path / "log.spool").append(line)
    question_log.write_waiting()
    assert questions(question_log) == ["Once?"]


def test_a_line_without_room_on_disk_is_lost_and_the_log_goes_on(
    engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    question_log = a_log(engine, tmp_path, most_bytes=10)
    with gone(engine, "question_log"):
        assert not logged(question_log, "Lost?")
    assert "is lost" in caplog.text
    assert logged(question_log, "Kept?")
    assert questions(question_log) == ["Kept?"]


def test_the_retention_job_writes_waiting_lines_first(question_log: QuestionLog, engine: Engine) -> None:
    with gone(engine, "question_log"):
        question_log.write(a_line(asked_at=datetime.now(UTC) - timedelta(days=40)))
        logged(question_log, "New?")
    question_log.erase_older_than(30)
    assert questions(question_log) == ["New?"]
    assert [row["questions"] for row in counts(engine)] == [1]


def test_erasing_takes_waiting_lines_too(question_log: QuestionLog, engine: Engine) -> None:
    logged(question_log, "Mine before?", "mine")
    with gone(engine, "question_log"):
        logged(question_log, "Mine?", "mine")
        logged(question_log, "Yours?", "yours")
    assert question_log.erase("mine") == 2
    logged(question_log, "Next?")
    assert questions(question_log) == ["Yours?", "Next?"]


def test_erasing_says_so_while_the_database_is_gone(question_log: QuestionLog, engine: Engine) -> None:
    with gone(engine, "question_log"):
        with pytest.raises(LogUnavailable):
            question_log.erase("c")
        with pytest.raises(LogUnavailable):
            question_log.erase_older_than(30)


def test_threads_may_log_side_by_side(question_log: QuestionLog) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda number: logged(question_log, f"Question {number}?"), range(40)))
    assert question_log.count() == 40


def test_threads_write_what_waits_once(question_log: QuestionLog, engine: Engine) -> None:
    with gone(engine, "question_log"):
        for number in range(20):
            logged(question_log, f"Waiting {number}?")
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda number: logged(question_log, f"Next {number}?"), range(20)))
    assert questions(question_log)[:20] == [f"Waiting {number}?" for number in range(20)]
    assert question_log.count() == 40


def test_the_demo_is_deleted_and_nothing_else(question_log: QuestionLog, engine: Engine) -> None:
    demo = a_line(origin=Origin.DEMO)
    old = replace(demo, answer_id="old", asked_at=datetime.now(UTC) - timedelta(days=40))
    for line in (demo, old, a_line(question="Mine?")):
        question_log.write(line)
    question_log.erase_older_than(30)
    assert question_log.erase_demo() == 2
    assert questions(question_log) == ["Mine?"]
    assert counts(engine) == []


def test_lines_of_the_version_before_get_a_day(database_url: str, tmp_path: Path) -> None:
    from assistant.database import open_database
    from tests.assistant.test_database import migrate_to, with_a_conversation

    migrate_to(database_url, "0001")
    with_a_conversation(database_url)
    engine = open_database(database_url)
    [line] = a_log(engine, tmp_path).lines()
    assert (line["day"], line["topic"], line["origin"]) == (date(2026, 1, 2), "", "asked")
    engine.dispose()
