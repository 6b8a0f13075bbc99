import logging
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine

from assistant.answering import Assistant, Trace
from assistant.answers import Answer, Outcome
from assistant.desk import Desk
from assistant.errors import EmptyQuestion, LogUnavailable, NoSuchAnswer
from assistant.question_log import QuestionLog
from assistant.questions import Channel, Question
from assistant.records import Erased, Records
from assistant.words import say
from knowledge.language import Language
from tests.assistant.approvals import a_draft, ore_passages
from tests.assistant.asking import an_answer
from tests.assistant.databases import a_database, age, gone
from tests.fakes import Shelf

BREAKS, DUTCH_BREAKS = "Does this break the machinery?", "Gaat de machine hiervan stuk?"


class ScriptedAssistant:
    """Remembers what it was asked, and breaks when asked to."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def ask(self, question: Question) -> tuple[Answer, Trace]:
        self.asked.append(question)
        if question.text in (BREAKS, DUTCH_BREAKS):
            raise RuntimeError("secret details")
        return an_answer(question.conversation_id), Trace((), "generation")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with a_database("sqlite", tmp_path) as opened:
        yield opened


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path)


@pytest.fixture
def question_log(records: Records) -> QuestionLog:
    return records.question_log


@pytest.fixture
def desk(assistant: ScriptedAssistant, records: Records) -> Desk:
    return Desk(cast(Assistant, assistant), records)


def test_a_question_is_answered_kept_and_logged_once(desk: Desk, question_log: QuestionLog) -> None:
    answer = desk.ask("What must buyers do?", Channel.WEB, "c")
    assert answer.outcome is Outcome.ANSWERED
    assert [turn.question for turn in desk.turns("c")] == ["What must buyers do?"]
    assert [line["answer_id"] for line in question_log.lines()] == [answer.answer_id]


@pytest.mark.parametrize(("text", "language"), [(BREAKS, Language.EN), (DUTCH_BREAKS, Language.NL)])
def test_a_broken_assistant_gives_the_failed_answer_and_is_logged_once(
    desk: Desk, question_log: QuestionLog, caplog: pytest.LogCaptureFixture, text: str, language: Language
) -> None:
    answer = desk.ask(text, Channel.WEB, "c")
    assert (answer.outcome, answer.language) == (Outcome.FAILED, language)
    assert answer.text == say("error.failed", language)
    assert [line["outcome"] for line in question_log.lines()] == ["failed"]
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert errors[0].exc_info is not None
    assert text not in errors[0].getMessage()


def test_the_failed_answer_is_in_the_chosen_language(desk: Desk) -> None:
    assert desk.ask(BREAKS, Channel.WEB, "c", Language.NL).language is Language.NL


def test_a_bad_question_is_refused_and_neither_kept_nor_logged(desk: Desk, question_log: QuestionLog) -> None:
    with pytest.raises(EmptyQuestion):
        desk.ask("?!", Channel.WEB, "c")
    assert desk.turns("c") == []
    assert question_log.count() == 0


def test_earlier_turns_of_the_conversation_are_recalled(desk: Desk, assistant: ScriptedAssistant) -> None:
    for text in ("First?", "Second?", "Third?"):
        desk.ask(text, Channel.WEB, "c")
    desk.ask("Elsewhere?", Channel.WEB, "d")
    assert assistant.asked[2].turns == ("First?", "Second?")
    assert assistant.asked[3].turns == ()


def test_turns_that_the_caller_keeps_go_before_those_of_the_conversation(
    desk: Desk, assistant: ScriptedAssistant
) -> None:
    desk.ask("First?", Channel.API, "c")
    desk.ask("Second?", Channel.API, "c", turns=["Mine?"])
    desk.ask("Third?", Channel.API, "c", turns=[])
    assert [question.turns for question in assistant.asked[1:]] == [("Mine?",), ()]


def test_erasing_takes_turns_and_log_lines(desk: Desk, question_log: QuestionLog) -> None:
    desk.ask("Mine?", Channel.WEB, "mine")
    desk.ask("Mine too?", Channel.WEB, "mine")
    desk.ask("Yours?", Channel.WEB, "yours")
    assert desk.erase("mine") == Erased(turns=2, log_lines=2, chats=0, inbox_items=0, updates=0)
    assert desk.turns("mine") == []
    assert [line["question"] for line in question_log.lines()] == ["Yours?"]


def test_what_is_past_the_retention_period_is_deleted(desk: Desk, question_log: QuestionLog, engine: Engine) -> None:
    desk.ask("Old?", Channel.WEB, "old")
    age(engine, "question_log", "asked_at", days=31)
    age(engine, "conversations", "last_at", days=31)
    desk.erase_older_than(30)
    assert desk.turns("old") == []
    assert question_log.count() == 0


def test_answers_go_on_while_the_database_is_gone(desk: Desk, question_log: QuestionLog, engine: Engine) -> None:
    with gone(engine, "question_log", "turns", "conversations", "pauses", "handovers"):
        assert desk.ask("Now?", Channel.WEB, "c").outcome is Outcome.ANSWERED
        assert desk.turns("c") == []
        desk.erase_older_than(30)
        with pytest.raises(LogUnavailable):
            desk.erase("d")
    desk.ask("Later?", Channel.WEB, "c")
    assert [line["question"] for line in question_log.lines()] == ["Now?", "Later?"]


def test_logging_can_be_switched_off(assistant: ScriptedAssistant, records: Records) -> None:
    desk = Desk(cast(Assistant, assistant), records, log_questions=False)
    desk.ask("Mine?", Channel.WEB, "c")
    assert len(desk.turns("c")) == 1
    assert records.question_log.count() == 0


def test_lines_from_before_logging_was_switched_off_are_still_deleted(
    desk: Desk, assistant: ScriptedAssistant, records: Records, engine: Engine
) -> None:
    desk.ask("Mine?", Channel.WEB, "mine")
    desk.ask("Old?", Channel.WEB, "old")
    silent = Desk(cast(Assistant, assistant), records, log_questions=False)
    assert silent.erase("mine").log_lines == 1
    age(engine, "question_log", "asked_at", days=31)
    silent.erase_older_than(30)
    assert records.question_log.count() == 0


@pytest.mark.parametrize(("text", "language"), [("What must buyers do?", Language.EN), ("Wat moet ik?", Language.NL)])
def test_a_paused_channel_gives_the_reason_and_neither_keeps_nor_logs(
    desk: Desk, assistant: ScriptedAssistant, records: Records, text: str, language: Language
) -> None:
    records.pauses.pause(Channel.WEB, "Onderhoud tot drie uur.", "Maintenance until three.")
    answer = desk.ask(text, Channel.WEB, "c")
    assert (answer.outcome, answer.language) == (Outcome.BLOCKED, language)
    reason = {Language.NL: "Onderhoud tot drie uur.", Language.EN: "Maintenance until three."}[language]
    assert answer.text == f"{say('error.paused', language)} {reason}"
    assert (assistant.asked, desk.turns("c"), records.question_log.count()) == ([], [], 0)


def test_other_channels_go_on_while_one_is_paused(desk: Desk, records: Records) -> None:
    records.pauses.pause(Channel.WEB, "Dicht.", "Closed.")
    assert desk.pause(Channel.WEB) is not None
    assert desk.ask("Now?", Channel.TELEGRAM, "c").outcome is Outcome.ANSWERED


def test_after_resuming_questions_are_answered_again(desk: Desk, records: Records) -> None:
    records.pauses.pause(None, "Dicht.", "Closed.")
    assert desk.ask("Now?", Channel.API, "c").outcome is Outcome.BLOCKED
    records.pauses.resume(None)
    assert desk.ask("And now?", Channel.API, "c").outcome is Outcome.ANSWERED


def test_a_bad_question_is_told_so_in_a_pause_too(desk: Desk, records: Records) -> None:
    records.pauses.pause(None, "Dicht.", "Closed.")
    with pytest.raises(EmptyQuestion):
        desk.ask("?!", Channel.WEB, "c")


def test_an_approved_answer_is_found_by_its_id_once_it_was_approved(desk: Desk, records: Records, shelf: Shelf) -> None:
    first = records.approved.add(a_draft(), "ed")
    for unknown in (first.id, "none"):
        with pytest.raises(NoSuchAnswer):
            desk.approved(unknown)
    approved = records.approved.approve(first.id, 1, "ann", shelf.publish(*ore_passages()))
    records.approved.save(first.id, approved.version, a_draft(en="Who asks?"), "ed")
    assert desk.approved(first.id) == approved
