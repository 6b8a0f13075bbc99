from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from assistant.errors import LogUnavailable
from assistant.inbox import Inbox
from assistant.outbox import MOST_ATTEMPTS, Delivery, DeliveryState, Outbox
from assistant.questions import Channel
from assistant.replies import Replies
from assistant.tables_replies import DELIVERIES
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.assistant.inbox_items import an_item

TELEGRAM = Channel.TELEGRAM


@pytest.fixture
def outbox(engine: Engine) -> Outbox:
    return Outbox(engine)


def a_waiting_reply(engine: Engine, name: str = "a") -> str:
    """The id of a reply to a question from a chat."""
    Inbox(engine, b"key").add(an_item(name, text="Why?", reply_to="telegram:5:0"))
    replies = Replies(engine)
    replies.send(name, "So.", Language.NL, by="ann", version=1)
    return replies.to(name)[0].id


def later(engine: Engine, minutes: int) -> None:
    """Let time pass for what waits."""
    with engine.begin() as connection:
        due = datetime.now(UTC) - timedelta(minutes=minutes)
        connection.execute(update(DELIVERIES).where(DELIVERIES.c.due_at > due).values(due_at=due))


def test_a_reply_is_taken_with_what_it_takes_to_deliver_it(outbox: Outbox, engine: Engine) -> None:
    reply = a_waiting_reply(engine)
    assert outbox.states("a") == {reply: DeliveryState.WAITING}
    taken = outbox.take(TELEGRAM)
    assert taken == Delivery(reply, "telegram:5:0", "Why?", "So.", Language.NL, attempts=1)
    outbox.delivered(reply)
    later(engine, 0)
    assert outbox.take(TELEGRAM) is None
    assert outbox.states("a") == {reply: DeliveryState.DELIVERED}


def test_what_somebody_has_in_hand_is_left_alone_until_they_must_be_dead(outbox: Outbox, engine: Engine) -> None:
    a_waiting_reply(engine)
    assert outbox.take(TELEGRAM)
    assert outbox.take(TELEGRAM) is None
    later(engine, 0)
    again = outbox.take(TELEGRAM)
    assert again is not None
    assert again.attempts == 2


def test_what_waited_longest_comes_first(outbox: Outbox, engine: Engine) -> None:
    names = [a_waiting_reply(engine, name) for name in ("first", "second")]
    taken = [outbox.take(TELEGRAM), outbox.take(TELEGRAM)]
    assert [delivery.reply_id for delivery in taken if delivery] == names


def test_another_channel_takes_nothing_of_it(outbox: Outbox, engine: Engine) -> None:
    a_waiting_reply(engine)
    assert outbox.take(Channel.WEB) is None


def test_a_reply_that_does_not_arrive_is_tried_so_often_and_has_failed_then(outbox: Outbox, engine: Engine) -> None:
    reply = a_waiting_reply(engine)
    for _ in range(MOST_ATTEMPTS):
        assert outbox.states("a") == {reply: DeliveryState.WAITING}
        taken = outbox.take(TELEGRAM)
        assert taken is not None
        outbox.try_later(taken)
        assert outbox.take(TELEGRAM) is None
        later(engine, 0)
    assert outbox.states("a") == {reply: DeliveryState.FAILED}
    assert outbox.take(TELEGRAM) is None


def test_a_reply_that_cannot_arrive_is_not_tried_again(outbox: Outbox, engine: Engine) -> None:
    reply = a_waiting_reply(engine)
    outbox.failed(reply)
    later(engine, 0)
    assert outbox.take(TELEGRAM) is None
    assert outbox.states("a") == {reply: DeliveryState.FAILED}


def test_of_processes_that_look_at_once_one_gets_each_reply(outbox: Outbox, engine: Engine) -> None:
    names = {a_waiting_reply(engine, f"{number}") for number in range(8)}
    with ThreadPoolExecutor(4) as pool:
        taken = [delivery.reply_id for delivery in pool.map(lambda _: outbox.take(TELEGRAM), range(40)) if delivery]
    assert len(taken) == len(set(taken))
    rest = iter(lambda: outbox.take(TELEGRAM), None)
    assert {*taken, *(delivery.reply_id for delivery in rest if delivery)} == names


def test_a_question_that_is_erased_meanwhile_is_delivered_nowhere(outbox: Outbox, engine: Engine) -> None:
    reply = a_waiting_reply(engine)
    Inbox(engine, b"key").erase("sender")
    assert outbox.take(TELEGRAM) is None
    outbox.delivered(reply)
    assert outbox.states("a") == {}


def test_a_database_that_is_gone_is_an_error_of_ours(outbox: Outbox, engine: Engine) -> None:
    with gone(engine, "deliveries"):
        for attempt in (
            lambda: outbox.take(TELEGRAM),
            lambda: outbox.delivered("a"),
            lambda: outbox.failed("a"),
            lambda: outbox.states("a"),
        ):
            with pytest.raises(LogUnavailable):
                attempt()
