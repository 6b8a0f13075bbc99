"""Chats side by side, the updates of each in order."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update, User

from bots.telegram.order import ChatOrder

PERSON = User(7, "Jan", is_bot=False)


def an_update(number: int, chat: int, thread: int | None = None) -> Update:
    message = Message(
        number,
        datetime.now(UTC),
        Chat(chat, "supergroup" if thread else "private"),
        from_user=PERSON,
        text="x",
        message_thread_id=thread,
        is_topic_message=thread is not None,
    )
    return Update(number, message=message)


class Handled:
    """What began, what ended and what was marked as finished, in order."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.finished: list[int] = []

    async def finish(self, number: int) -> None:
        self.finished.append(number)

    async def work(self, name: str, seconds: float) -> None:
        self.events.append(f"{name} begins")
        await asyncio.sleep(seconds)
        self.events.append(f"{name} ends")


def run(work: Callable[[ChatOrder, Handled], Awaitable[None]]) -> Handled:
    async def inside() -> Handled:
        handled = Handled()
        await work(ChatOrder(handled.finish), handled)
        return handled

    return asyncio.run(inside())


def test_one_chat_is_handled_in_order_while_another_goes_on() -> None:
    async def work(order: ChatOrder, handled: Handled) -> None:
        given = [(1, 10, 0.05), (2, 10, 0.0), (3, 20, 0.0)]
        await asyncio.gather(
            *(order.process_update(an_update(n, chat), handled.work(str(n), s)) for n, chat, s in given)
        )

    handled = run(work)
    assert handled.events.index("1 ends") < handled.events.index("2 begins")
    assert handled.events.index("3 ends") < handled.events.index("1 ends")
    assert sorted(handled.finished) == [1, 2, 3]


def test_threads_of_one_group_are_lines_of_their_own() -> None:
    async def work(order: ChatOrder, handled: Handled) -> None:
        given = [(1, 5, 0.05), (2, 6, 0.0)]
        await asyncio.gather(
            *(order.process_update(an_update(n, -10, thread), handled.work(str(n), s)) for n, thread, s in given)
        )

    assert run(work).events[:3] == ["1 begins", "2 begins", "2 ends"]


def test_a_chat_that_sends_hundreds_holds_up_nobody() -> None:
    async def work(order: ChatOrder, handled: Handled) -> None:
        flood = [order.process_update(an_update(n, 10), handled.work(str(n), 0.001)) for n in range(300)]
        other = order.process_update(an_update(999, 20), handled.work("other", 0))
        await asyncio.gather(*flood, other)

    assert run(work).events.index("other ends") < 10


def test_after_closing_nothing_begins_and_what_waited_stays_unfinished() -> None:
    async def work(order: ChatOrder, handled: Handled) -> None:
        tasks = [
            asyncio.create_task(order.process_update(an_update(n, 10), handled.work(str(n), 0.05))) for n in (1, 2)
        ]
        await asyncio.sleep(0.01)
        await order.close()
        await asyncio.gather(*tasks)

    handled = run(work)
    assert handled.events == ["1 begins", "1 ends"]
    assert handled.finished == [1]


def test_what_takes_too_long_at_the_end_is_given_up_and_stays_unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.telegram.order._GRACE_SECONDS", 0.05)

    async def work(order: ChatOrder, handled: Handled) -> None:
        task = asyncio.create_task(order.process_update(an_update(1, 10), handled.work("1", 60)))
        await asyncio.sleep(0.01)
        await order.close()
        await task

    assert run(work).finished == []
