"""What people see before they write."""

import pytest

from bots.telegram.profile import COMMANDS
from bots.telegram.words import say
from knowledge.language import Language
from tests.answering_bot import Behind, Phone, polling
from tests.bot_api.server import BotApi


def introduced(api: BotApi, behind: Behind) -> None:
    with polling(behind, api):
        api.world.wait_until(lambda: api.calls("getChatMenuButton"))


def test_commands_stand_in_the_menu_in_each_language_and_few_of_them_in_groups(api: BotApi, behind: Behind) -> None:
    introduced(api, behind)
    sent = {
        (call.parameters["scope"]["type"], call.parameters.get("language_code", "")): [
            command["command"] for command in call.parameters["commands"]
        ]
        for call in api.calls("setMyCommands")
    }
    assert len(sent) == 6
    assert sent["all_private_chats", "nl"][:3] == ["start", "plan", "bronnen"]
    assert sent["all_private_chats", ""] == sent["all_private_chats", "en"]
    assert sent["all_group_chats", "nl"] == ["bronnen", "taal", "hulp"]


def test_what_telegram_has_already_is_not_sent_again(api: BotApi, behind: Behind) -> None:
    introduced(api, behind)
    before = len(api.calls())
    with polling(behind, api):
        api.world.wait_until(lambda: len(api.calls("getChatMenuButton")) == 2)
    assert not [call for call in api.calls()[before:] if call.method.startswith("setMy")]


def test_a_profile_that_cannot_be_set_stops_nothing(api: BotApi, behind: Behind, jan: Phone) -> None:
    api.faults.next_calls_fail(500, "setMyCommands")
    with polling(behind, api):
        api.world.wait_until(lambda: api.calls("setMyCommands"))
        assert jan.say("/hulp")


@pytest.mark.parametrize("language", Language)
def test_the_texts_fit_and_say_that_this_is_no_person(language: Language) -> None:
    description, short = say("profile.description", language), say("profile.short", language)
    assert len(description) <= 512
    assert len(short) <= 120
    assert "AI" in description
    assert "AI" in short
    assert all(len(say(f"commands.{command.name}", language)) <= 256 for command in COMMANDS)


def test_no_two_commands_answer_to_the_same_name() -> None:
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))
