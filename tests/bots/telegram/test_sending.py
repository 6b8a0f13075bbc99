"""What is sent arrives, whatever the network and Telegram do."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bots.telegram import sending
from bots.telegram.places import Place
from bots.telegram.sending import ChatGone, Sender
from bots.telegram.texts import paragraphs
from knowledge.language import Language
from tests.answering_bot import Phone
from tests.bot_api.records import Chat
from tests.bot_api.server import BotApi


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are short, so that tests are."""
    monkeypatch.setattr(sending, "_FIRST_WAIT_SECONDS", 0.01)


def place_of(chat: Chat | Phone) -> Place:
    return Place(chat.user.id if isinstance(chat, Phone) else chat.id, None, isinstance(chat, Phone), None)


def with_sender(api: BotApi, work: Callable[[Sender], Awaitable[None]], moves: list[tuple[int, int]]) -> None:
    """Do some work with a sender of that Bot API."""

    async def moved(old: int, new: int) -> None:
        moves.append((old, new))

    async def run() -> None:
        async with Bot(api.token, base_url=api.base_url) as bot:
            await work(Sender(bot, moved))

    asyncio.run(run())


def send(api: BotApi, place: Place, text: str = "Hallo <b> & co") -> list[tuple[int, int]]:
    moves: list[tuple[int, int]] = []
    with_sender(api, lambda sender: sender.send(place, paragraphs(text), Language.NL), moves)
    return moves


def test_a_message_is_sent_once_without_preview(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    send(api, place_of(jan))
    (message,) = jan.heard
    assert message.text == "Hallo <b> & co"
    assert message.preview_disabled


def test_markup_that_telegram_refuses_is_sent_as_plain_text(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    api.faults.next_calls_fail(400, "sendMessage", description="Bad Request: can't parse entities: whatever")
    send(api, place_of(jan))
    (message,) = jan.heard
    assert message.text == "Hallo <b> & co"
    assert message.now.parse_mode is None


@pytest.mark.parametrize("code", [500, 502])
def test_a_failing_network_is_tried_again(api: BotApi, jan: Phone, code: int) -> None:
    api.people.start(jan.user)
    api.faults.next_calls_fail(code, "sendMessage", times=3)
    send(api, place_of(jan))
    assert len(jan.heard) == 1


def test_telegrams_wish_to_wait_is_obeyed(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    api.faults.next_calls_fail(429, "sendMessage", retry_after=1)
    send(api, place_of(jan))
    refused, sent = api.calls("sendMessage")
    assert sent.begin - refused.end >= 1
    assert len(jan.heard) == 1


def test_a_network_that_stays_away_is_given_up_in_the_end(
    api: BotApi, jan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_PATIENCE_SECONDS", 0.05)
    api.faults.next_calls_fail(502, "sendMessage", times=100)
    with pytest.raises(Exception, match="Bad Gateway"):
        send(api, place_of(jan))


def test_a_person_who_blocked_the_bot_is_gone(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)
    api.people.block(jan.user)
    with pytest.raises(ChatGone) as gone:
        send(api, place_of(jan))
    assert gone.value.place.chat_id == jan.user.id


def test_a_chat_that_is_not_there_is_gone(api: BotApi) -> None:
    with pytest.raises(ChatGone):
        send(api, Place(1, None, True, None))


def test_a_refusal_of_another_kind_is_not_hidden(api: BotApi, jan: Phone) -> None:
    api.faults.next_calls_fail(400, "sendMessage", description="Bad Request: BUTTON_DATA_INVALID")
    with pytest.raises(BadRequest):
        send(api, place_of(jan))


def test_a_group_that_became_a_supergroup_is_followed(api: BotApi, jan: Phone) -> None:
    group = api.people.group("Team", jan.user)
    upgraded = api.people.upgrade(jan.user, group)
    assert send(api, place_of(group)) == [(group.id, upgraded.id)]
    assert [message.text for message in api.world.messages(upgraded)] == ["Hallo <b> & co"]


def test_long_work_shows_that_we_are_typing(api: BotApi, jan: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_QUIET_SECONDS", 0.01)
    monkeypatch.setattr(sending, "_TYPING_SECONDS", 0.05)
    api.people.start(jan.user)

    async def work(sender: Sender) -> None:
        async with sender.typing(place_of(jan)):
            await asyncio.sleep(0.3)

    with_sender(api, work, [])
    assert len(api.calls("sendChatAction")) >= 2


def test_quick_work_shows_nothing(api: BotApi, jan: Phone) -> None:
    api.people.start(jan.user)

    async def work(sender: Sender) -> None:
        async with sender.typing(place_of(jan)):
            await asyncio.sleep(0.01)

    with_sender(api, work, [])
    assert api.calls("sendChatAction") == []


def test_typing_that_fails_spoils_nothing(api: BotApi, jan: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_QUIET_SECONDS", 0.0)
    api.faults.next_calls_fail(500, "sendChatAction")

    async def work(sender: Sender) -> None:
        async with sender.typing(place_of(jan)):
            await asyncio.sleep(0.1)

    with_sender(api, work, [])
    assert [call.code for call in api.calls("sendChatAction")] == [500]
