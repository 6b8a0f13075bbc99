from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.errors import LogUnavailable
from assistant.inbox import Inbox, InboxItem, ItemKind, Rating, Reason, State
from assistant.questions import Channel
from knowledge.language import Language
from tests.assistant.databases import age, gone

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PERSONAL = "Mail me at jan@example.org"


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine)


def an_item(name: str = "a", kind: ItemKind = ItemKind.QUESTION, **changes: Any) -> InboxItem:
    given: dict[str, Any] = {
        "id": name,
        "kind": kind,
        "channel": Channel.TELEGRAM,
        "language": Language.EN,
        "text": PERSONAL,
        "answer_id": None,
        "rating": None,
        "reason": None,
        "reply_to": None,
        "sender": "sender",
        "consent": NOW if kind is ItemKind.QUESTION else None,
        "sent_at": NOW,
        "state": State.NEW,
    }
    return InboxItem(**given | changes)


def rate(inbox: Inbox, rating: Rating, answer_id: str = "answer", sender: str = "sender") -> None:
    inbox.rate(answer_id, sender, rating, Channel.TELEGRAM, Language.NL)


def test_a_question_comes_back_as_it_was_written(inbox: Inbox) -> None:
    question = an_item(reply_to="telegram:5:0", answer_id="answer")
    inbox.add(question)
    assert inbox.items() == [question]


def test_feedback_is_kept_without_personal_data(inbox: Inbox) -> None:
    inbox.add(an_item(kind=ItemKind.FEEDBACK, reason=Reason.OUTDATED))
    [item] = inbox.items()
    assert (item.text, item.reason) == ("Mail me at [email]", Reason.OUTDATED)


@pytest.mark.parametrize("changes", [{}, {"kind": ItemKind.FEEDBACK, "reply_to": "telegram:5:0"}])
def test_a_question_and_an_address_are_not_taken_without_consent(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="consent"):
        an_item(**changes, consent=None)


def test_items_come_oldest_first_and_can_be_asked_for_by_kind(inbox: Inbox) -> None:
    inbox.add(an_item("late", sent_at=NOW + timedelta(hours=1)))
    inbox.add(an_item("early"))
    inbox.add(an_item("feedback", ItemKind.FEEDBACK))
    assert [item.id for item in inbox.items(ItemKind.QUESTION)] == ["early", "late"]
    assert [item.id for item in inbox.items()] == ["early", "feedback", "late"]
    assert (inbox.count(), inbox.count(ItemKind.FEEDBACK)) == (3, 1)


def test_the_last_rating_of_an_answer_by_a_sender_counts(inbox: Inbox) -> None:
    rate(inbox, Rating.HELPFUL)
    rate(inbox, Rating.NOT_HELPFUL)
    [item] = inbox.items()
    assert (item.kind, item.rating, item.answer_id) == (ItemKind.FEEDBACK, Rating.NOT_HELPFUL, "answer")
    assert (item.channel, item.language, item.sender, item.state) == (
        Channel.TELEGRAM,
        Language.NL,
        "sender",
        State.NEW,
    )


def test_others_and_other_answers_are_rated_apart(inbox: Inbox) -> None:
    rate(inbox, Rating.HELPFUL)
    rate(inbox, Rating.HELPFUL, answer_id="another")
    rate(inbox, Rating.NOT_HELPFUL, sender="somebody else")
    assert inbox.count() == 3


def test_a_reason_goes_with_the_rating_and_leaves_with_another_one(inbox: Inbox) -> None:
    rate(inbox, Rating.NOT_HELPFUL)
    inbox.give_reason("answer", "sender", Reason.UNCLEAR)
    rate(inbox, Rating.NOT_HELPFUL)
    assert inbox.items()[0].reason is Reason.UNCLEAR
    rate(inbox, Rating.HELPFUL)
    assert inbox.items()[0].reason is None


def test_a_reason_without_a_rating_is_not_kept(inbox: Inbox) -> None:
    rate(inbox, Rating.NOT_HELPFUL)
    inbox.give_reason("another", "sender", Reason.WRONG)
    inbox.give_reason("answer", "somebody else", Reason.WRONG)
    assert [item.reason for item in inbox.items()] == [None]


def test_erasing_takes_all_of_one_sender(inbox: Inbox) -> None:
    inbox.add(an_item("mine"))
    rate(inbox, Rating.HELPFUL)
    inbox.add(an_item("yours", sender="you"))
    assert (inbox.erase("sender"), inbox.erase("sender")) == (2, 0)
    assert [item.id for item in inbox.items()] == ["yours"]


def test_items_past_the_retention_period_are_deleted(inbox: Inbox, engine: Engine) -> None:
    inbox.add(an_item("old"))
    age(engine, "inbox", "sent_at", days=31)
    inbox.add(an_item("new", sent_at=datetime.now(UTC)))
    inbox.erase_older_than(30)
    assert [item.id for item in inbox.items()] == ["new"]


def test_a_database_that_is_gone_is_an_error_of_ours(inbox: Inbox, engine: Engine) -> None:
    with gone(engine, "inbox"):
        for attempt in (
            lambda: inbox.add(an_item()),
            inbox.items,
            inbox.count,
            lambda: rate(inbox, Rating.HELPFUL),
            lambda: inbox.give_reason("answer", "sender", Reason.WRONG),
            lambda: inbox.erase("sender"),
            lambda: inbox.erase_older_than(30),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
