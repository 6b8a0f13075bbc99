import re

import pytest
from sqlalchemy import Engine, select

from assistant.audit import Audit
from assistant.errors import ChangedMeanwhile, LogUnavailable, NoSuchItem
from assistant.inbox import Inbox
from assistant.inbox_items import ItemKind, State
from assistant.questions import Channel
from assistant.replies import CODE, Replies, item_id_of, new_draft, reply_code
from assistant.tables import INBOX
from assistant.tables_replies import DELIVERIES, REPLIES
from assistant.triage import Triage
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.assistant.inbox_items import an_item


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine, b"key")


@pytest.fixture
def replies(engine: Engine) -> Replies:
    return Replies(engine)


@pytest.fixture
def triage(engine: Engine) -> Triage:
    return Triage(engine)


def rows(engine: Engine) -> tuple[int, int]:
    """How many replies and deliveries are kept."""
    with engine.connect() as connection:
        return len(connection.execute(select(REPLIES)).all()), len(connection.execute(select(DELIVERIES)).all())


def test_a_reply_closes_the_question_and_can_be_followed_by_another(inbox: Inbox, replies: Replies) -> None:
    inbox.add(an_item(channel=Channel.WEB))
    assert replies.send("a", "So.", Language.EN, by="ann", version=1) == 2
    assert replies.send("a", "Sorry, so.", Language.EN, by="bob", version=2) == 3
    written = [(reply.text, reply.language, reply.written_by) for reply in replies.to("a")]
    assert written == [("So.", Language.EN, "ann"), ("Sorry, so.", Language.EN, "bob")]
    handling = inbox.items()[0].handling
    assert (handling.state, handling.version, handling.changed_by) == (State.ANSWERED, 3, "bob")


def test_of_two_who_answer_the_same_question_one_is_told_and_nothing_of_theirs_is_sent(
    inbox: Inbox, replies: Replies, engine: Engine
) -> None:
    inbox.add(an_item(reply_to="telegram:5:0"))
    replies.send("a", "So.", Language.EN, by="ann", version=1)
    with pytest.raises(ChangedMeanwhile):
        replies.send("a", "Not so.", Language.EN, by="bob", version=1)
    assert [reply.text for reply in replies.to("a")] == ["So."]
    assert rows(engine) == (1, 1)


def test_feedback_cannot_be_replied_to_and_stays_as_it_is(inbox: Inbox, replies: Replies, engine: Engine) -> None:
    inbox.add(an_item(kind=ItemKind.FEEDBACK))
    with pytest.raises(NoSuchItem):
        replies.send("a", "So.", Language.EN, by="ann", version=1)
    assert inbox.items()[0].state is State.NEW
    assert rows(engine) == (0, 0)


def test_a_question_that_was_taken_back_cannot_be_replied_to(inbox: Inbox, replies: Replies) -> None:
    with pytest.raises(NoSuchItem):
        replies.send("a", "So.", Language.EN, by="ann", version=1)


def test_only_a_reply_to_a_chat_has_to_be_delivered(inbox: Inbox, replies: Replies, engine: Engine) -> None:
    inbox.add(an_item("web", channel=Channel.WEB))
    replies.send("web", "So.", Language.EN, by="ann", version=1)
    assert rows(engine) == (1, 0)
    inbox.add(an_item("chat", reply_to="telegram:5:0"))
    replies.send("chat", "So.", Language.EN, by="ann", version=1)
    assert rows(engine) == (2, 1)


def test_a_question_takes_its_replies_and_their_delivery_along(inbox: Inbox, replies: Replies, engine: Engine) -> None:
    inbox.add(an_item(reply_to="telegram:5:0"))
    replies.send("a", "So.", Language.EN, by="ann", version=1)
    inbox.erase("sender")
    assert rows(engine) == (0, 0)


def test_a_code_cannot_be_guessed_and_what_is_sent_twice_has_one() -> None:
    draft, other = new_draft(), new_draft()
    codes = [reply_code(*given) for given in ((draft, "Why?"), (draft, "Why?"), (draft, "How?"), (other, "Why?"))]
    assert codes[0] == codes[1]
    assert len(set(codes)) == 3
    assert all(re.fullmatch(CODE, name) for name in (draft, *codes))


def test_the_database_does_not_hold_the_code(inbox: Inbox, engine: Engine) -> None:
    code = reply_code(new_draft(), "Why?")
    inbox.add(an_item(item_id_of(code), text="Why?"))
    with engine.connect() as connection:
        assert code not in str(connection.execute(select(INBOX)).all())
    found = inbox.get(item_id_of(code))
    assert found is not None
    assert found.text == "Why?"


@pytest.mark.parametrize("table", ["deliveries", "audit"])
def test_a_reply_is_kept_whole_and_noted_or_not_at_all(
    inbox: Inbox, replies: Replies, engine: Engine, triage: Triage, table: str
) -> None:
    inbox.add(an_item(reply_to="telegram:5:0"))
    with gone(engine, table), pytest.raises(LogUnavailable):
        replies.send("a", "So.", Language.EN, by="ann", version=1)
    assert replies.to("a") == []
    assert triage.find().items[0].state is State.NEW


def test_a_reply_is_noted_without_its_words(inbox: Inbox, replies: Replies, engine: Engine) -> None:
    inbox.add(an_item())
    replies.send("a", "So.", Language.EN, by="ann", version=1)
    [entry] = Audit(engine).entries()
    assert (entry.user, entry.action, entry.target, entry.details) == ("ann", "inbox_replied", "a", {})


def test_a_database_that_is_gone_is_an_error_of_ours(replies: Replies, engine: Engine) -> None:
    with gone(engine, "inbox", "replies"):
        for attempt in (
            lambda: replies.to("a"),
            lambda: replies.send("a", "So.", Language.EN, by="ann", version=1),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
