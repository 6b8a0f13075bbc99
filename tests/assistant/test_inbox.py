from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.errors import LogUnavailable
from assistant.inbox import Inbox
from assistant.inbox_items import UNTOUCHED, Handling, ItemKind, Rating, Reason, State
from assistant.questions import Channel
from assistant.tables import INBOX
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.assistant.inbox_items import NOW, an_item


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine, b"key")


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


def test_a_remark_is_kept_with_the_reason_without_personal_data(inbox: Inbox) -> None:
    rate(inbox, Rating.NOT_HELPFUL)
    inbox.give_reason("answer", "sender", Reason.SOURCE, "Not what article 8 says; ask jan@example.org")
    [item] = inbox.items()
    assert (item.reason, item.text) == (Reason.SOURCE, "Not what article 8 says; ask [email]")
    rate(inbox, Rating.HELPFUL)
    assert inbox.items()[0].text == ""


def handled(engine: Engine, **values: Any) -> None:
    """Let a secretary change all items."""
    with engine.begin() as connection:
        connection.execute(INBOX.update().values(version=INBOX.c.version + 1, **values))


def test_what_the_sender_changes_is_looked_at_again_and_what_stays_the_same_is_not(
    inbox: Inbox, engine: Engine
) -> None:
    rate(inbox, Rating.NOT_HELPFUL)
    inbox.give_reason("answer", "sender", Reason.WRONG)
    handled(engine, state="answered", assignee="ann", changed_by="ann")
    seen = inbox.items()[0].handling
    assert (seen.state, seen.version) == (State.ANSWERED, 3)
    rate(inbox, Rating.NOT_HELPFUL)
    inbox.give_reason("answer", "sender", Reason.WRONG)
    assert inbox.items()[0].handling == seen
    inbox.give_reason("answer", "sender", Reason.WRONG, "Look again")
    again = inbox.items()[0].handling
    assert (again.state, again.assignee, again.version, again.changed_by) == (State.NEW, None, 4, None)


def test_an_item_is_found_by_its_id(inbox: Inbox) -> None:
    inbox.add(an_item("mine"))
    assert inbox.get("mine") == an_item("mine")
    assert inbox.get("another") is None


def test_what_one_sender_sent_is_found_apart(inbox: Inbox) -> None:
    inbox.add(an_item("late", sent_at=NOW + timedelta(hours=1)))
    inbox.add(an_item("early"))
    inbox.add(an_item("other", sender="somebody else"))
    assert [item.id for item in inbox.sent_by("sender")] == ["early", "late"]


def test_a_sender_on_the_web_has_one_name_that_depends_on_the_key(engine: Engine, inbox: Inbox) -> None:
    assert inbox.sender("c") == Inbox(engine, b"key").sender("c")
    assert len({inbox.sender("c"), inbox.sender("d"), Inbox(engine, b"other").sender("c")}) == 3


def test_who_sent_an_item_and_where_the_reply_goes_are_not_printed() -> None:
    printed = repr(an_item(sender="a-key", reply_to="telegram:5:0"))
    assert "a-key" not in printed
    assert "telegram:5" not in printed


def test_one_item_can_be_erased(inbox: Inbox) -> None:
    inbox.add(an_item("mine"))
    inbox.add(an_item("kept"))
    assert (inbox.erase_item("mine"), inbox.erase_item("mine")) == (1, 0)
    assert [item.id for item in inbox.items()] == ["kept"]


def test_erasing_takes_all_of_one_sender(inbox: Inbox) -> None:
    inbox.add(an_item("mine"))
    rate(inbox, Rating.HELPFUL)
    inbox.add(an_item("yours", sender="you"))
    assert (inbox.erase("sender"), inbox.erase("sender")) == (2, 0)
    assert [item.id for item in inbox.items()] == ["yours"]


DAYS_AGO = {days: datetime.now(UTC) - timedelta(days=days) for days in (29, 31, 89, 91)}


def closed(days: int, state: State = State.ANSWERED) -> Handling:
    """The handling of an item that was closed so many days ago."""
    return replace(UNTOUCHED, state=state, state_since=DAYS_AGO[days])


def test_each_kind_of_item_has_a_retention_period_of_its_own(inbox: Inbox) -> None:
    expected = {
        "feedback": an_item("feedback", ItemKind.FEEDBACK, sent_at=DAYS_AGO[29]),
        "waiting": an_item("waiting", sent_at=DAYS_AGO[89]),
        "answered late": an_item("answered late", sent_at=DAYS_AGO[91], handling=closed(29)),
    }
    for item in expected.values():
        inbox.add(item)
    inbox.add(an_item("old feedback", ItemKind.FEEDBACK, sent_at=DAYS_AGO[31]))
    inbox.add(an_item("old feedback, seen", ItemKind.FEEDBACK, sent_at=DAYS_AGO[31], handling=closed(29)))
    inbox.add(an_item("never answered", sent_at=DAYS_AGO[91]))
    inbox.add(an_item("answered and read", sent_at=DAYS_AGO[89], handling=closed(31)))
    inbox.add(an_item("dismissed", sent_at=DAYS_AGO[89], handling=closed(31, State.DISMISSED)))
    now = datetime.now(UTC)
    promised = {item.id for item in inbox.items() if inbox.kept_until(item, 30) > now}
    inbox.erase_older_than(30)
    assert {item.id for item in inbox.items()} == promised == expected.keys()


def test_how_long_a_question_waits_can_be_set(engine: Engine) -> None:
    patient = Inbox(engine, b"key", unanswered_days=120)
    patient.add(an_item("waiting", sent_at=DAYS_AGO[91]))
    patient.erase_older_than(30)
    assert patient.count() == 1


def test_a_database_that_is_gone_is_an_error_of_ours(inbox: Inbox, engine: Engine) -> None:
    with gone(engine, "inbox"):
        for attempt in (
            lambda: inbox.add(an_item()),
            inbox.items,
            inbox.count,
            lambda: rate(inbox, Rating.HELPFUL),
            lambda: inbox.give_reason("answer", "sender", Reason.WRONG),
            lambda: inbox.get("a"),
            lambda: inbox.sent_by("sender"),
            lambda: inbox.erase_item("a"),
            lambda: inbox.erase("sender"),
            lambda: inbox.erase_older_than(30),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
