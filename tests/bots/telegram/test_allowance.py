"""How much a chat may ask."""

import asyncio

from bots.telegram.allowance import Allowance, Refusal
from bots.windows import Windows


def refusals(*, minute: int = 100, day: int = 100, total: int = 100, chats: str) -> list[Refusal | None]:
    """What becomes of questions from chats with these letters, one after the other."""

    async def run() -> list[Refusal | None]:
        allowance = Allowance(Windows(), minute, day, total)
        return [await allowance.question(chat) for chat in chats]

    return asyncio.run(run())


def test_a_chat_may_ask_so_much_a_minute_and_others_go_on() -> None:
    first, second, third, other = refusals(minute=2, chats="aaab")
    assert (first, second, other) == (None, None, None)
    assert third is not None
    assert 0 < third.seconds <= 120


def test_a_chat_may_ask_so_much_a_day() -> None:
    *answered, refused = refusals(day=3, chats="aaaa")
    assert answered == [None] * 3
    assert refused is not None
    assert refused.seconds > 3600


def test_all_chats_together_may_ask_so_much_a_minute() -> None:
    assert [refusal is None for refusal in refusals(total=2, chats="abc")] == [True, True, False]


def test_a_chat_is_told_once_a_minute_that_it_must_wait() -> None:
    _, told, told_again = refusals(minute=1, chats="aaa")
    assert told is not None
    assert told_again is not None
    assert (told.told, told_again.told) == (False, True)


def test_wrong_codes_are_counted_too() -> None:
    async def run() -> list[Refusal | None]:
        allowance = Allowance(Windows(), 100, 100, 100)
        return [await allowance.wrong_code("a") for _ in range(6)]

    assert [refusal is None for refusal in asyncio.run(run())] == [True] * 5 + [False]


def test_what_was_sent_together_is_met_once() -> None:
    async def run() -> list[bool]:
        allowance = Allowance(Windows(), 100, 100, 100)
        return [await allowance.first_of_album(album) for album in "aab"]

    assert asyncio.run(run()) == [True, False, True]
