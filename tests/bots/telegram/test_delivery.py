"""Replies of the secretariat reach the chat in which the question was asked."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from assistant.outbox import MOST_ATTEMPTS, DeliveryState
from assistant.records import Records
from bots.telegram import delivery as module
from bots.telegram.delivery import Postman
from bots.telegram.places import Place, place_at
from knowledge.language import Language
from tests.answering_bot import Behind, Phone, polling
from tests.assistant.databases import age, gone
from tests.assistant.inbox_items import an_item
from tests.bot_api.server import BotApi


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are short, so that tests are."""
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.05)


@pytest.fixture
def records(behind: Behind) -> Records:
    return behind.records


def replied(records: Records, address: str, text: str = "So.\n\nAnd <so>.") -> None:
    """A question from a chat to which the secretariat replied."""
    records.inbox.add(an_item("question", text="Why & how?", reply_to=address))
    records.replies.send("question", text, Language.EN, by="ann", version=1)


def address_of(phone: Phone) -> str:
    return f"telegram:{phone.user.id}:0"


def state(records: Records) -> DeliveryState:
    (found,) = records.outbox.states("question").values()
    return found


def with_postman(api: BotApi, behind: Behind, work: Callable[[Postman], Awaitable[None]]) -> None:
    """Let a postman work without the rest of the bot."""

    async def run() -> None:
        bot = behind.bot(api)
        async with bot.application.bot:
            await work(bot.postman)

    asyncio.run(run())


def test_a_reply_comes_under_its_question_and_says_that_a_person_wrote_it(
    api: BotApi, behind: Behind, records: Records, jan: Phone
) -> None:
    api.people.start(jan.user)
    replied(records, address_of(jan))
    with polling(behind, api):
        api.world.wait_until(lambda: state(records) is DeliveryState.DELIVERED)
    (message,) = [heard for heard in jan.heard if heard.text.startswith("Answer from the secretariat")]
    assert message.text.startswith("Answer from the secretariat\nYou asked:\n\nWhy & how?\n\nSo.\n\nAnd <so>.\n\n")
    assert "A person wrote this answer." in message.text
    assert ("expandable_blockquote", "Why & how?") in message.entities


def test_a_question_that_was_asked_in_the_chat_is_answered_in_it(
    api: BotApi, behind: Behind, records: Records, jan: Phone
) -> None:
    with polling(behind, api):
        jan.say("/vraag Wie toetst ons jaarverslag?")
        assert "hooguit 90 dagen" in jan.heard[-1].text
        jan.press("Verstuur")
        (item,) = records.inbox.items()
        records.replies.send(item.id, "Dat doet de commissie.", item.language, by="ann", version=1)
        api.world.wait_until(lambda: "Dat doet de commissie." in jan.heard[-1].text)
    assert "ann" not in jan.heard[-1].text.split()


def test_a_reply_to_somebody_who_blocked_the_bot_has_failed_and_the_next_one_arrives(
    api: BotApi, behind: Behind, records: Records, jan: Phone, mary: Phone
) -> None:
    api.people.start(jan.user)
    api.people.start(mary.user)
    api.people.block(jan.user)
    replied(records, address_of(jan))
    records.inbox.add(an_item("next", reply_to=address_of(mary)))
    records.replies.send("next", "Yes.", Language.EN, by="ann", version=1)
    with_postman(api, behind, Postman.deliver_waiting)
    assert state(records) is DeliveryState.FAILED
    assert "Yes." in mary.heard[-1].text
    assert not records.chats.get(records.chats.key(jan.user.id, None)).active


def test_what_telegram_refuses_is_tried_again_later_and_given_up_in_the_end(
    api: BotApi, behind: Behind, records: Records, jan: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    api.people.start(jan.user)
    replied(records, address_of(jan))
    for _ in range(MOST_ATTEMPTS):
        assert state(records) is DeliveryState.WAITING
        api.faults.next_calls_fail(400, "sendMessage", description="Bad Request: whatever")
        with_postman(api, behind, Postman.deliver_waiting)
        age(records.inbox._engine, "deliveries", "due_at", days=1)
    assert state(records) is DeliveryState.FAILED
    assert "Why & how?" not in caplog.text


def test_an_address_that_cannot_be_read_stops_nobody_else(api: BotApi, behind: Behind, records: Records) -> None:
    replied(records, "pigeon:5:0")
    with_postman(api, behind, Postman.deliver_waiting)
    assert state(records) is DeliveryState.WAITING


def test_a_process_that_died_with_a_reply_in_hand_leaves_it_to_the_next(
    api: BotApi, behind: Behind, records: Records, jan: Phone
) -> None:
    api.people.start(jan.user)
    replied(records, address_of(jan))
    assert records.outbox.take(an_item().channel)
    with_postman(api, behind, Postman.deliver_waiting)
    assert state(records) is DeliveryState.WAITING
    age(records.inbox._engine, "deliveries", "due_at", days=1)
    with_postman(api, behind, Postman.deliver_waiting)
    assert state(records) is DeliveryState.DELIVERED


def test_without_the_database_the_postman_goes_on_looking(
    api: BotApi, behind: Behind, records: Records, jan: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    api.people.start(jan.user)
    replied(records, address_of(jan))
    with caplog.at_level(logging.WARNING, module.__name__), polling(behind, api):
        with gone(records.inbox._engine, "deliveries"):
            api.world.wait_until(lambda: "does not answer" in caplog.text)
        api.world.wait_until(lambda: state(records) is DeliveryState.DELIVERED)


def test_a_stored_address_is_that_of_its_place() -> None:
    for place in (Place(5, None, private=True, reply_to=None), Place(-7, 3, private=False, reply_to=None)):
        assert place_at(place.address) == place
    for address in ("web:5:0", "telegram:x:0", "telegram:5"):
        with pytest.raises(ValueError, match=r"."):
            place_at(address)
