"""Sending, changing and deleting messages, and answering presses."""

import time
from typing import Any

import pytest

from tests.bot_api.conftest import CallApi
from tests.bot_api.records import User
from tests.bot_api.server import BotApi

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Read", "url": "https://ore.nl"}]]}


@pytest.fixture
def anna(api: BotApi) -> User:
    """Somebody who spoke to the bot."""
    anna = api.people.user("Anna")
    api.people.start(anna)
    return anna


def test_a_message_arrives_with_its_entities_and_buttons(api: BotApi, call: CallApi, anna: User) -> None:
    answer = call("sendMessage", chat_id=anna.id, text="<b>Ore</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    [message] = api.world.wait_for(anna)
    assert answer == {"ok": True, "result": message.json}
    assert (message.text, message.entities) == ("Ore", [("bold", "Ore")])
    assert {name: (button.data, button.url) for name, button in message.buttons.items()} == {
        "Go": ("go", None),
        "Read": (None, "https://ore.nl/"),
    }


def test_link_previews_can_be_switched_off(api: BotApi, call: CallApi, anna: User) -> None:
    for options in ({}, {"link_preview_options": {"is_disabled": True}}, {"disable_web_page_preview": True}):
        call("sendMessage", chat_id=anna.id, text="Ore", **options)
    assert [message.preview_disabled for message in api.world.messages(anna)] == [False, True, True]


def test_a_reply_names_its_message(api: BotApi, call: CallApi, anna: User) -> None:
    question = api.people.say(anna, "What is ore?")
    call("sendMessage", chat_id=anna.id, text="This.", reply_parameters={"message_id": question.id})
    [message] = api.world.messages(anna)
    assert message.reply_to is question
    assert message.json["reply_to_message"]["text"] == "What is ore?"


def test_a_reply_to_nothing_is_refused_unless_it_may_stand_alone(api: BotApi, call: CallApi, anna: User) -> None:
    reply: dict[str, Any] = {"message_id": 999}
    refused = call("sendMessage", chat_id=anna.id, text="This.", reply_parameters=reply)
    assert refused["description"] == "Bad Request: message to be replied not found"
    reply["allow_sending_without_reply"] = True
    assert call("sendMessage", chat_id=anna.id, text="This.", reply_parameters=reply)["ok"]
    assert [message.reply_to for message in api.world.messages(anna)] == [None]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "<x>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "a", "message_thread_id": 7}, "message thread not found"),
        ({"text": "a", "chat_id": 12}, "chat not found"),
        ({"text": "a", "chat_id": "@ore"}, "invalid chat_id specified"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ],
)
def test_what_cannot_be_sent_is_refused(call: CallApi, anna: User, parameters: dict[str, Any], why: str) -> None:
    refused = call("sendMessage", **({"chat_id": anna.id} | parameters))
    assert (refused["error_code"], refused["description"]) == (400, f"Bad Request: {why}")


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "Go", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "Go", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "Go", "url": "http://localhost:8000"},
            "inline keyboard button URL 'http://localhost:8000' is invalid: Wrong HTTP URL",
        ),
        ({"text": "Go"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "go"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": " ", "callback_data": "go"}, "BUTTON_TEXT_INVALID"),
    ],
)
def test_a_button_that_cannot_work_is_refused(call: CallApi, anna: User, button: dict[str, str], why: str) -> None:
    refused = call("sendMessage", chat_id=anna.id, text="a", reply_markup={"inline_keyboard": [[button]]})
    assert refused["description"] == f"Bad Request: {why}"


def test_data_of_64_bytes_fits_a_button(call: CallApi, anna: User) -> None:
    button = {"text": "Go", "callback_data": "é" * 32}
    assert call("sendMessage", chat_id=anna.id, text="a", reply_markup={"inline_keyboard": [[button]]})["ok"]


def test_an_edit_is_seen_and_takes_the_buttons_away_unless_it_gives_them(
    api: BotApi, call: CallApi, anna: User
) -> None:
    call("sendMessage", chat_id=anna.id, text="first", reply_markup=KEYBOARD)
    [message] = api.world.messages(anna)
    call("editMessageText", chat_id=anna.id, message_id=message.id, text="second", reply_markup=KEYBOARD)
    call("editMessageText", chat_id=anna.id, message_id=message.id, text="third")
    said = [(version.formatted.text, version.markup is not None) for version in message.versions]
    assert said == [("first", True), ("second", True), ("third", False)]
    assert "edit_date" in message.json


def test_buttons_can_be_changed_alone(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="<b>Ore</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    [message] = api.world.messages(anna)
    call("editMessageReplyMarkup", chat_id=anna.id, message_id=message.id)
    assert (message.rows, message.entities) == ([], [("bold", "Ore")])


def test_an_edit_that_changes_nothing_is_refused(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="Ore")
    [message] = api.world.messages(anna)
    refused = call("editMessageText", chat_id=anna.id, message_id=message.id, text=" Ore ")
    assert refused["description"].startswith("Bad Request: message is not modified: specified new message content")


def test_only_own_messages_that_are_there_can_be_edited(api: BotApi, call: CallApi, anna: User) -> None:
    theirs = api.people.say(anna, "Ore")
    refused = [call("editMessageText", chat_id=anna.id, message_id=one, text="x") for one in (theirs.id, 999)]
    assert [one["description"] for one in refused] == [
        "Bad Request: message can't be edited",
        "Bad Request: message to edit not found",
    ]


def test_a_deleted_message_is_gone(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="Ore")
    [message] = api.world.messages(anna)
    assert call("deleteMessage", chat_id=anna.id, message_id=message.id)["result"] is True
    assert api.world.messages(anna) == []
    again = call("deleteMessage", chat_id=anna.id, message_id=message.id)
    assert again["description"] == "Bad Request: message to delete not found"


def test_a_press_is_answered(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="Ore", reply_markup=KEYBOARD)
    press = api.people.press(anna, api.world.messages(anna)[0], "Go")
    call("answerCallbackQuery", callback_query_id=press.id, text="Done", show_alert=True)
    assert press.answer == {"text": "Done", "show_alert": True}


def test_an_old_or_unknown_press_cannot_be_answered(api: BotApi, call: CallApi, anna: User) -> None:
    api.messaging.press_expires_after = 0.01
    call("sendMessage", chat_id=anna.id, text="Ore", reply_markup=KEYBOARD)
    press = api.people.press(anna, api.world.messages(anna)[0], "Go")
    time.sleep(0.02)
    why = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for number in (press.id, "1"):
        assert call("answerCallbackQuery", callback_query_id=number)["description"] == why


def test_an_answer_to_a_press_is_short(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="Ore", reply_markup=KEYBOARD)
    press = api.people.press(anna, api.world.messages(anna)[0], "Go")
    refused = call("answerCallbackQuery", callback_query_id=press.id, text="a" * 201)
    assert refused["description"] == "Bad Request: MESSAGE_TOO_LONG"


def test_actions_are_those_that_there_are(call: CallApi, anna: User) -> None:
    assert call("sendChatAction", chat_id=anna.id, action="typing")["result"] is True
    refused = call("sendChatAction", chat_id=anna.id, action="thinking")
    assert refused["description"] == "Bad Request: wrong parameter action in request"


def test_drafts_are_shown_in_private_only(api: BotApi, call: CallApi, anna: User) -> None:
    group = api.people.group("Ore buyers", anna)
    assert call("sendMessageDraft", chat_id=anna.id, draft_id=1, text="<i>Loo", parse_mode="HTML")["ok"] is False
    assert call("sendMessageDraft", chat_id=anna.id, draft_id=1, text="Looking")["result"] is True
    assert not call("sendMessageDraft", chat_id=group.id, draft_id=1, text="Looking")["ok"]
    assert [(draft.chat.id, draft.formatted.text) for draft in api.world.drafts] == [(anna.id, "Looking")]


def test_who_blocked_the_bot_is_out_of_reach(api: BotApi, call: CallApi, anna: User) -> None:
    api.people.block(anna)
    refused = call("sendMessage", chat_id=anna.id, text="Ore")
    assert (refused["error_code"], refused["description"]) == (403, "Forbidden: bot was blocked by the user")


def test_who_never_spoke_to_the_bot_is_out_of_reach(api: BotApi, call: CallApi, anna: User) -> None:
    stranger, member = api.people.user("Bo"), api.people.user("Chris")
    api.people.group("Ore buyers", anna, member)
    refused = [call("sendMessage", chat_id=one.id, text="Ore")["description"] for one in (stranger, member)]
    assert refused == ["Bad Request: chat not found", "Forbidden: bot can't initiate conversation with a user"]


@pytest.mark.parametrize(("supergroup", "kind"), [(False, "group"), (True, "supergroup")])
def test_a_group_that_removed_the_bot_is_out_of_reach(
    api: BotApi, call: CallApi, anna: User, supergroup: bool, kind: str
) -> None:
    group = api.people.group("Ore buyers", anna, supergroup=supergroup)
    api.people.remove_bot(anna, group)
    refused = call("sendMessage", chat_id=group.id, text="Ore")
    assert refused["description"] == f"Forbidden: bot was kicked from the {kind} chat"


def test_an_upgraded_group_is_refused_with_its_new_id(api: BotApi, call: CallApi, anna: User) -> None:
    group = api.people.group("Ore buyers", anna)
    upgraded = api.people.upgrade(anna, group)
    refused = call("sendMessage", chat_id=group.id, text="Ore")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": upgraded.id}
    assert call("sendMessage", chat_id=upgraded.id, text="Ore")["ok"]


def test_a_message_stays_in_the_topic_that_it_is_sent_to(api: BotApi, call: CallApi, anna: User) -> None:
    forum = api.people.group("Ore forum", anna, forum=True)
    gold, tin = api.people.topic(anna, forum, "Gold"), api.people.topic(anna, forum, "Tin")
    call("sendMessage", chat_id=forum.id, message_thread_id=tin, text="Ore")
    assert api.world.messages(forum, thread=gold) == []
    [message] = api.world.messages(forum, thread=tin)
    assert (message.json["message_thread_id"], message.json["is_topic_message"]) == (tin, True)
