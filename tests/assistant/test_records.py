from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from assistant.accounts import Role
from assistant.answering import Trace
from assistant.errors import LogUnavailable
from assistant.inbox_items import Rating
from assistant.questions import Channel
from assistant.records import Erased, Records, StaffRules
from assistant.tables_accounts import PASSWORD_LINKS, PROVIDER_VISITS
from knowledge.language import Language
from tests.assistant.approvals import a_draft
from tests.assistant.asking import a_question, an_answer
from tests.assistant.databases import age, gone
from tests.assistant.inbox_items import an_item

NOTHING = Erased(turns=0, log_lines=0, chats=0, inbox_items=0, updates=0)


@pytest.fixture
def records(engine: Engine, tmp_path: Path) -> Records:
    return Records.over(engine, tmp_path)


def talk(records: Records, conversation_id: str) -> None:
    """One question of a conversation, kept and logged."""
    question, answer = a_question("Mine?", conversation_id), an_answer(conversation_id)
    records.conversations.append(question.text, answer, Channel.TELEGRAM)
    records.question_log.record(question, answer, Trace((), "generation"))


def a_busy_chat(records: Records, number: int) -> str:
    """A chat with two conversations, a rating and two updates that wait; its key."""
    chat = records.chats.get(records.chats.key(number, None))
    talk(records, chat.conversation_id)
    talk(records, chat.conversation_id)
    records.chats.save(replace(chat, conversation_id=f"second-{number}"))
    talk(records, f"second-{number}")
    records.inbox.rate("answer", chat.key, Rating.HELPFUL, Channel.TELEGRAM, Language.NL)
    for update_id in (number, number + 1):
        records.updates.receive(update_id, {"text": "Delete all"}, chat.key)
    return chat.key


def test_erasing_a_chat_takes_all_that_is_kept_of_it_and_says_how_much(records: Records) -> None:
    key, other = a_busy_chat(records, 10), a_busy_chat(records, 20)
    assert records.erase_chat(key, before=11) == Erased(turns=3, log_lines=3, chats=1, inbox_items=1, updates=1)
    assert records.erase_chat(key, before=11) == NOTHING
    assert records.erase_chat(other, before=99) == Erased(turns=3, log_lines=3, chats=1, inbox_items=1, updates=2)


def test_erasing_a_conversation_takes_its_codes_too(records: Records) -> None:
    talk(records, "c")
    code = records.handovers.offer("c")
    assert records.erase_conversation("c") == replace(NOTHING, turns=1, log_lines=1)
    assert records.handovers.take(code) is None


def test_erasing_a_conversation_takes_what_was_sent_from_it_and_the_replies(records: Records, engine: Engine) -> None:
    sender = records.inbox.sender("c")
    records.inbox.rate("answer", sender, Rating.HELPFUL, Channel.WEB, Language.NL)
    records.inbox.add(an_item("question", channel=Channel.WEB, sender=sender))
    records.inbox.add(an_item("other", sender=records.inbox.sender("d")))
    records.replies.send("question", "So.", Language.NL, by="ann", version=1)
    assert records.erase_conversation("c") == replace(NOTHING, inbox_items=2)
    assert [item.id for item in records.inbox.items()] == ["other"]
    assert records.replies.to("question") == []


def test_erasing_a_chat_takes_what_its_conversation_sent_on_the_web_too(records: Records) -> None:
    key = a_busy_chat(records, 10)
    records.inbox.rate("web", records.inbox.sender("second-10"), Rating.HELPFUL, Channel.WEB, Language.NL)
    assert records.erase_chat(key, before=11).inbox_items == 2
    assert records.inbox.count() == 0


def test_an_erasure_that_broke_off_is_finished_by_the_next(records: Records, engine: Engine) -> None:
    key = a_busy_chat(records, 10)
    with gone(engine, "updates"), pytest.raises(LogUnavailable):
        records.erase_chat(key, before=11)
    assert records.erase_chat(key, before=11) == Erased(turns=0, log_lines=0, chats=1, inbox_items=1, updates=1)


def test_everything_past_its_period_is_deleted(records: Records, engine: Engine) -> None:
    key = a_busy_chat(records, 10)
    records.handovers.offer("second-10")
    aged = ["conversations.last_at", "question_log.asked_at", "chats.last_at", "inbox.sent_at", "updates.received_at"]
    for column in [*aged, "handovers.expires_at"]:
        age(engine, *column.split("."), days=31)
    records.erase_older_than(30)
    assert records.erase_chat(key, before=99) == NOTHING
    assert (records.question_log.count(), records.conversations.turns("second-10"), records.inbox.items()) == (
        0,
        [],
        [],
    )
    assert records.updates.take_waiting() == []
    assert records.handovers.erase("second-10") == 0


def test_what_is_kept_of_staff_has_periods_of_its_own(records: Records, engine: Engine, tmp_path: Path) -> None:
    records.accounts.add("anna", "Anna", Role.READER, by="op")
    records.accounts.offer_link("anna", by="op")
    visit = records.provider_visits.begin("/secretariat")
    for column in ("audit.at", "password_links.expires_at", "provider_visits.expires_at"):
        age(engine, *column.split("."), days=31)
    records.erase_older_than(30)
    assert [entry.action for entry in records.audit.entries()] == ["link_made", "user_added"]
    with engine.connect() as connection:
        left = [connection.execute(select(table)).all() for table in (PASSWORD_LINKS, PROVIDER_VISITS)]
    assert left == [[], []]
    assert records.provider_visits.end(visit.state) is None
    Records.over(engine, tmp_path, StaffRules(audit_days=30)).erase_older_than(30)
    assert records.audit.entries() == []
    assert records.accounts.get("anna").active


def test_nothing_is_deleted_within_its_period(records: Records, engine: Engine) -> None:
    key = a_busy_chat(records, 10)
    records.erase_older_than(30)
    assert records.erase_chat(key, before=99) == Erased(turns=3, log_lines=3, chats=1, inbox_items=1, updates=2)


def test_approved_answers_hold_nothing_of_who_asked_and_stay(records: Records, engine: Engine) -> None:
    first = records.approved.add(a_draft(), "ed")
    age(engine, "approved_versions", "changed_at", days=400)
    records.erase_older_than(30)
    assert records.approved.get(first.id).draft == a_draft()
