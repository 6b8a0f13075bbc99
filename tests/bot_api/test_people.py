"""What people do, as the bot hears of it."""

from typing import Any

import pytest

from tests.bot_api.conftest import CallApi
from tests.bot_api.people import People
from tests.bot_api.records import User
from tests.bot_api.server import BotApi
from tests.bot_api.world import World


@pytest.fixture
def world() -> World:
    return World(User(4242, "Ketenwijzer", "KetenwijzerBot", None, is_bot=True))


@pytest.fixture
def people(world: World) -> People:
    return People(world)


def heard(world: World, kind: str = "message") -> list[dict[str, Any]]:
    """What came in of a kind, oldest first."""
    return [update[kind] for update in world.updates.waiting() if kind in update]


def test_a_private_message_is_heard_with_its_entities(people: People, world: World) -> None:
    anna = people.user("Anna", "en", username="anna_ore")
    people.say(anna, "👍 /help me", ago=60)
    [message] = heard(world)
    assert message["from"] == {
        "id": anna.id, "is_bot": False, "first_name": "Anna", "username": "anna_ore", "language_code": "en"
    }  # fmt: skip
    assert message["chat"] == {"id": anna.id, "type": "private", "first_name": "Anna", "username": "anna_ore"}
    assert message["entities"] == [{"type": "bot_command", "offset": 3, "length": 5}]
    assert message["date"] == world.history(anna)[0].date


def test_a_deep_link_starts_with_its_payload(people: People, world: World) -> None:
    people.start(people.user("Anna"), "c_abc-123")
    assert [message["text"] for message in heard(world)] == ["/start c_abc-123"]


@pytest.mark.parametrize("payload", ["a" * 65, "a.b", "a b", ""])
def test_a_payload_that_no_link_can_carry_is_refused(people: People, payload: str) -> None:
    with pytest.raises(ValueError, match="does not pass this on"):
        people.start(people.user("Anna"), payload)


def test_an_edit_is_heard_as_one(people: People, world: World) -> None:
    message = people.say(people.user("Anna"), "What is oar?")
    people.edit(message, "What is ore?")
    [edited] = heard(world, "edited_message")
    assert (edited["message_id"], edited["text"], "edit_date" in edited) == (message.id, "What is ore?", True)


def test_media_come_without_text_but_with_a_caption(people: People, world: World) -> None:
    anna = people.user("Anna")
    people.send_voice(anna)
    people.send_photo(anna, "ore /help")
    people.send_document(anna, "ore.pdf")
    people.send_sticker(anna)
    voice, photo, document, sticker = heard(world)
    assert "voice" in voice
    assert (photo["photo"][0]["width"], photo["caption"], len(photo["caption_entities"])) == (90, "ore /help", 1)
    assert document["document"]["file_name"] == "ore.pdf"
    assert "sticker" in sticker
    assert not any("text" in message for message in heard(world))


def test_a_forwarded_message_names_its_origin(people: People, world: World) -> None:
    people.forward(people.user("Anna"), "Buy ore!", origin="Ore deals")
    [message] = heard(world)
    assert message["forward_origin"]["sender_user_name"] == "Ore deals"


def test_blocking_is_heard_and_then_nothing_until_the_next_word(people: People, world: World) -> None:
    anna = people.user("Anna")
    people.start(anna)
    people.block(anna)
    people.start(anna)
    statuses = [change["new_chat_member"]["status"] for change in heard(world, "my_chat_member")]
    assert statuses == ["kicked", "member"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is ore?", False),
        ("/ask what is ore", True),
        ("/ask@KetenwijzerBot what is ore", True),
        ("/ask@OtherBot what is ore", False),
        ("so /ask what is ore", False),
        ("@ketenwijzerbot what is ore", True),
        ("@ore_desk what is ore", False),
    ],
)
def test_in_a_group_only_what_is_addressed_is_heard(people: People, world: World, text: str, expected: bool) -> None:
    anna = people.user("Anna")
    group = people.group("Ore buyers", anna)
    before = len(heard(world))
    people.say(anna, text, group)
    assert len(heard(world)) - before == int(expected)


def test_in_a_group_a_reply_to_the_bot_is_heard(api: BotApi, call: CallApi) -> None:
    anna = api.people.user("Anna")
    group = api.people.group("Ore buyers", anna)
    call("sendMessage", chat_id=group.id, text="Ore is rock.")
    [message] = api.world.messages(group)
    api.people.say(anna, "And tin?", group, reply_to=message)
    assert heard(api.world)[-1]["reply_to_message"]["from"] == api.bot.json


def test_the_bot_hears_that_it_is_added_and_removed(people: People, world: World) -> None:
    anna = people.user("Anna")
    group = people.group("Ore buyers", anna)
    people.remove_bot(anna, group)
    people.say(anna, "/help", group)
    changes = [change["new_chat_member"]["status"] for change in heard(world, "my_chat_member")]
    assert (changes, [list(message)[-1] for message in heard(world)]) == (["member", "kicked"], ["new_chat_members"])


def test_members_come_and_go(people: People, world: World) -> None:
    anna, bo = people.user("Anna"), people.user("Bo")
    group = people.group("Ore buyers", anna)
    people.join(bo, group)
    people.leave(bo, group)
    assert [list(message)[-1] for message in heard(world)][1:] == ["new_chat_members", "left_chat_member"]
    with pytest.raises(ValueError, match="Bo is not in 'Ore buyers'"):
        people.say(bo, "/help", group)


def test_a_message_in_a_topic_hangs_from_the_first_message_of_the_topic(people: People, world: World) -> None:
    anna = people.user("Anna")
    forum = people.group("Ore forum", anna, forum=True)
    thread = people.topic(anna, forum, "Tin")
    people.say(anna, "/help", forum, thread=thread)
    message = heard(world)[-1]
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Tin"


def test_a_reply_in_a_supergroup_has_a_thread_that_is_no_topic(people: People, world: World) -> None:
    anna = people.user("Anna")
    group = people.group("Ore buyers", anna, supergroup=True)
    first = people.say(anna, "Who knows?", group)
    people.say(anna, "/help", group, reply_to=first)
    message = heard(world)[-1]
    assert (message["message_thread_id"], "is_topic_message" in message) == (first.id, False)


def test_a_group_that_is_upgraded_tells_both_ids(people: People, world: World) -> None:
    anna = people.user("Anna")
    group = people.group("Ore buyers", anna)
    upgraded = people.upgrade(anna, group)
    old, new = heard(world)[-2:]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, upgraded.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (upgraded.id, group.id)
    assert new["chat"]["type"] == "supergroup"


def test_a_press_carries_its_data_and_message(api: BotApi, call: CallApi) -> None:
    anna = api.people.user("Anna")
    api.people.start(anna)
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Read", "url": "https://ore.nl"}]]}
    call("sendMessage", chat_id=anna.id, text="Ore", reply_markup=keyboard)
    [message] = api.world.messages(anna)
    api.people.press(anna, message, "Go")
    [query] = heard(api.world, "callback_query")
    assert (query["data"], query["from"], query["message"]) == ("go", anna.json, message.json)
    for label in ("Read", "Stop"):
        with pytest.raises(LookupError, match=r"among \['Go', 'Read'\]"):
            api.people.press(anna, message, label)
