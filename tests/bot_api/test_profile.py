"""How a bot presents itself."""

from typing import Any

import pytest

from tests.bot_api.conftest import CallApi
from tests.bot_api.server import BotApi


def test_a_bot_knows_itself(call: CallApi) -> None:
    me = call("getMe")["result"]
    assert (me["id"], me["is_bot"], me["username"], me["can_read_all_group_messages"]) == (
        4242, True, "KetenwijzerBot", False
    )  # fmt: skip


def test_commands_differ_by_language_and_scope(api: BotApi, call: CallApi) -> None:
    call("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    call("setMyCommands", commands=[{"command": "help", "description": "Hulp"}], language_code="nl")
    groups = {"type": "all_group_chats"}
    call("setMyCommands", commands=[{"command": "ask", "description": "Ask"}], scope=groups)
    assert api.profile.commands() == api.profile.commands("fr") == {"help": "Help"}
    assert api.profile.commands("nl") == {"help": "Hulp"}
    assert call("getMyCommands", scope=groups)["result"] == [{"command": "ask", "description": "Ask"}]
    assert call("getMyCommands", language_code="fr")["result"] == []
    call("deleteMyCommands", language_code="nl")
    assert api.profile.commands("nl") == {"help": "Help"}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ({"command": "Help", "description": "Help"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_bad_command_is_refused(call: CallApi, command: dict[str, str], why: str) -> None:
    assert call("setMyCommands", commands=[command])["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("MyName", "name", 64),
        ("MyDescription", "description", 512),
        ("MyShortDescription", "short_description", 120),
    ],
)
def test_texts_differ_by_language_and_have_a_limit(call: CallApi, method: str, field: str, longest: int) -> None:
    def told(language: str) -> Any:
        return call(f"get{method}", language_code=language)["result"][field]

    call(f"set{method}", **{field: "Chain"})
    call(f"set{method}", **{field: "Keten", "language_code": "nl"})
    assert (told("nl"), told("en")) == ("Keten", "Chain")
    assert not call(f"set{method}", **{field: "a" * (longest + 1)})["ok"]


def test_the_menu_button_is_kept(call: CallApi) -> None:
    call("setChatMenuButton", menu_button={"type": "commands"})
    assert call("getChatMenuButton")["result"] == {"type": "commands"}


def test_a_language_has_two_letters(call: CallApi) -> None:
    assert call("setMyName", name="Keten", language_code="nl-NL")["error_code"] == 400
