"""What we send stays under Telegram's limits."""

import asyncio
import time

from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bots.telegram.flood import FloodLimiter
from bots.windows import Windows
from tests.answering_bot import Phone
from tests.bot_api.server import BotApi


def send_all(api: BotApi, chats: list[int], *, typing: bool = False) -> list[object]:
    """Send a message to each of these at once; what came of each."""

    async def run() -> list[object]:
        bot = ExtBot(api.token, base_url=api.base_url, rate_limiter=FloodLimiter(Windows()))
        async with bot:
            if typing:
                return await asyncio.gather(*(bot.send_chat_action(chat, "typing") for chat in chats))
            return await asyncio.gather(*(bot.send_message(chat, "x") for chat in chats), return_exceptions=True)

    return asyncio.run(run())


def test_a_person_gets_no_more_than_telegram_lets_through(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    api.flood.switch_on()
    send_all(api, [jan.user.id] * 7)
    assert len(jan.heard) == 7
    assert api.flood.refused == 0


def test_many_people_at_once_get_no_more_than_thirty_a_second(api: BotApi) -> None:
    people = [api.people.user(f"Person {number}") for number in range(70)]
    for person in people:
        api.people.start(person)
    api.flood.switch_on()
    send_all(api, [person.id for person in people])
    assert all(len(api.world.messages(person)) == 1 for person in people)
    assert api.flood.refused == 0


def test_signs_of_life_count_for_nothing(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    began = time.monotonic()
    send_all(api, [jan.user.id] * 40, typing=True)
    assert time.monotonic() - began < 2


def test_when_telegram_asks_to_wait_everybody_waits(api: BotApi, jan: Phone, mary: Phone) -> None:
    for phone in (jan, mary):
        api.people.start(phone.user)
    api.faults.next_calls_fail(429, "sendMessage", retry_after=1)

    async def run() -> None:
        bot = ExtBot(api.token, base_url=api.base_url, rate_limiter=FloodLimiter(Windows()))
        async with bot:
            first = asyncio.create_task(bot.send_message(jan.user.id, "x"))
            await asyncio.sleep(0.2)
            await asyncio.gather(first, bot.send_message(mary.user.id, "x"))

    asyncio.run(run())
    refused, *later = api.calls("sendMessage")
    assert len(later) == 2
    assert min(call.begin for call in later) - refused.end >= 0.9


def test_a_refusal_that_lasts_is_raised(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    api.faults.next_calls_fail(429, "sendMessage", retry_after=1, times=20)
    (result,) = send_all(api, [jan.user.id])
    assert isinstance(result, RetryAfter)


def test_two_processes_keep_to_the_limits_together(api: BotApi, redis: str) -> None:
    people = [api.people.user(f"Person {number}") for number in range(80)]
    for person in people:
        api.people.start(person)
    api.flood.switch_on()

    async def run() -> None:
        bots = [ExtBot(api.token, base_url=api.base_url, rate_limiter=FloodLimiter(Windows(redis))) for _ in range(2)]
        async with bots[0], bots[1]:
            await asyncio.gather(*(bots[n % 2].send_message(person.id, "x") for n, person in enumerate(people)))

    asyncio.run(run())
    assert all(len(api.world.messages(person)) == 1 for person in people)
    assert api.flood.refused == 0
