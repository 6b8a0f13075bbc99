import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.answering import Trace
from assistant.errors import LogUnavailable
from assistant.question_log import QuestionLog, log_key
from knowledge.retrieval import Hit
from tests.assistant.asking import a_question, an_answer
from tests.assistant.databases import age, gone
from tests.fakes import a_provision

NO_TRACE = Trace((), "generation")


@pytest.fixture
def question_log(engine: Engine) -> QuestionLog:
    return QuestionLog(engine, b"key")


def logged(question_log: QuestionLog, text: str, conversation_id: str = "c") -> bool:
    return question_log.record(a_question(text, conversation_id), an_answer(conversation_id), NO_TRACE)


def questions(question_log: QuestionLog) -> list[str]:
    return [line["question"] for line in question_log.lines()]


def test_a_line_holds_what_the_secretariat_needs(question_log: QuestionLog) -> None:
    passage = a_provision("ore-code/1", "Buyers ask.")
    hit = Hit(passage.reference, (passage,), (0,), 0.123456, 0.1, 1.0)
    answer = an_answer("c", interpreted="What must buyers do? Mail jan@example.org")
    assert question_log.record(a_question("Mail jan@example.org"), answer, Trace((hit,) * 12, "generation"))
    [line] = question_log.lines()
    assert line["answer_id"] == answer.answer_id
    assert line["question"] == "Mail [email]"
    assert line["interpreted_question"] == "What must buyers do? Mail [email]"
    assert line["hits"] == [["ore-code/1", 0.1235]] * 8
    assert (line["outcome"], line["channel"], line["language"]) == ("answered", "web", "en")
    assert line["generation"] == "generation"


def test_nothing_in_a_line_tells_the_conversation(question_log: QuestionLog) -> None:
    logged(question_log, "Why?", "secret-conversation-id")
    assert "secret-conversation-id" not in json.dumps(question_log.lines(), default=str)


def test_a_pseudonym_is_the_same_for_a_conversation_and_tells_nothing_without_the_key(engine: Engine) -> None:
    question_log, other = QuestionLog(engine, b"key"), QuestionLog(engine, b"another key")
    assert question_log.pseudonym("c") == question_log.pseudonym("c")
    assert len({question_log.pseudonym("c"), question_log.pseudonym("d"), other.pseudonym("c")}) == 3
    logged(question_log, "Why?", "c")
    assert question_log.lines()[0]["pseudonym"] == question_log.pseudonym("c")


def test_the_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    key = log_key(tmp_path / "log.key")
    assert len(key) == 32
    assert log_key(tmp_path / "log.key") == key
    assert stat.S_IMODE((tmp_path / "log.key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: log_key(tmp_path / "log.key"), range(8)))
    assert [len(key) for key in keys] == [32]


def test_lines_are_counted_and_come_oldest_first(question_log: QuestionLog) -> None:
    for text in ("One?", "Two?", "Three?"):
        assert logged(question_log, text)
    assert questions(question_log) == ["One?", "Two?", "Three?"]
    assert question_log.count() == 3


def test_erasing_takes_the_lines_of_one_conversation(question_log: QuestionLog) -> None:
    logged(question_log, "Mine?", "mine")
    logged(question_log, "Yours?", "yours")
    assert question_log.erase("mine") == 1
    assert questions(question_log) == ["Yours?"]


def test_lines_past_the_retention_period_are_deleted(question_log: QuestionLog, engine: Engine) -> None:
    logged(question_log, "Old?")
    age(engine, "question_log", "asked_at", days=31)
    logged(question_log, "New?")
    question_log.erase_older_than(30)
    assert questions(question_log) == ["New?"]


def test_lines_wait_while_the_database_is_gone_and_are_written_with_the_next(
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
