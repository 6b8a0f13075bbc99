"""How calls come in and how they fail."""

import time

import httpx
import pytest

from tests.bot_api.conftest import CallApi
from tests.bot_api.records import User
from tests.bot_api.server import BotApi


@pytest.fixture
def anna(api: BotApi) -> User:
    """Somebody who spoke to the bot."""
    anna = api.people.user("Anna")
    api.people.start(anna)
    return anna


def test_parameters_come_as_a_form_with_json_inside_or_in_the_query(api: BotApi, anna: User) -> None:
    address = f"{api.base_url}{api.token}/sendMessage"
    form = {"chat_id": str(anna.id), "text": "form", "link_preview_options": '{"is_disabled": true}'}
    assert httpx.post(address, data=form).json()["ok"]
    assert httpx.post(address, files={name: (None, value) for name, value in form.items()}).json()["ok"]
    assert httpx.get(address, params=form | {"text": "query"}).json()["ok"]
    said = [(message.text, message.preview_disabled) for message in api.world.messages(anna)]
    assert said == [("form", True), ("form", True), ("query", True)]


def test_a_wrong_token_is_refused(api: BotApi) -> None:
    response = httpx.get(f"{api.base_url}1:wrong/getMe")
    assert (response.status_code, response.json()["description"]) == (401, "Unauthorized")


def test_a_method_that_there_is_not_is_not_found(api: BotApi, call: CallApi) -> None:
    assert call("sendTelepathy")["error_code"] == 404
    assert httpx.get(f"{api.base_url}/x/y/z").json() == {"ok": False, "error_code": 404, "description": "Not Found"}


def test_methods_are_found_in_any_case(call: CallApi) -> None:
    assert call("GETME")["ok"]


def test_every_call_is_noted_with_what_came_of_it(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="ore", reply_markup='{"force_reply": true}')
    call("sendMessage", chat_id=1, text="ore")
    good, bad = api.calls("sendmessage")
    assert (good.code, good.answer["ok"], good.parameters["reply_markup"]) == (200, True, {"force_reply": True})
    assert (bad.code, bad.answer["description"]) == (400, "Bad Request: chat not found")
    assert good.begin <= good.end <= bad.begin


def test_calls_fail_on_request_and_take_no_effect(api: BotApi, call: CallApi, anna: User) -> None:
    api.faults.next_calls_fail(429, retry_after=7, times=2)
    api.faults.next_calls_fail(502, "sendMessage")
    assert [call("sendMessage", chat_id=anna.id, text="ore").get("parameters") for _ in range(2)] == [
        {"retry_after": 7},
        {"retry_after": 7},
    ]
    assert call("getMe")["ok"]
    assert call("sendMessage", chat_id=anna.id, text="ore")["description"] == "Bad Gateway"
    assert api.world.messages(anna) == []
    assert call("sendMessage", chat_id=anna.id, text="ore")["ok"]


def test_polling_goes_on_while_other_calls_fail(api: BotApi, call: CallApi) -> None:
    api.faults.next_calls_fail(500)
    assert call("getUpdates")["ok"]
    api.faults.clear()
    assert call("getMe")["ok"]


@pytest.mark.parametrize("done", [False, True])
def test_a_connection_breaks_before_or_after_the_call_took_effect(
    api: BotApi, call: CallApi, anna: User, done: bool
) -> None:
    api.faults.next_calls_drop("sendMessage", done=done)
    with pytest.raises(httpx.RemoteProtocolError):
        call("sendMessage", chat_id=anna.id, text="ore")
    assert len(api.world.messages(anna)) == int(done)
    assert api.calls("sendMessage")[0].code == 0


def test_a_call_can_be_slow(api: BotApi, call: CallApi) -> None:
    api.faults.next_calls_wait(0.1)
    begin = time.monotonic()
    assert call("getMe")["ok"]
    assert time.monotonic() - begin >= 0.1


def test_the_flood_rule_holds_back_messages(api: BotApi, call: CallApi, anna: User) -> None:
    api.flood.switch_on(burst=2)
    codes = [call("sendMessage", chat_id=anna.id, text="ore").get("error_code") for _ in range(3)]
    assert codes == [None, None, 429]


def test_a_server_can_be_away_for_a_while(api: BotApi, call: CallApi, anna: User) -> None:
    api.stop()
    with pytest.raises(httpx.ConnectError):
        call("getMe")
    api.start()
    assert call("sendMessage", chat_id=anna.id, text="ore")["ok"]


def test_waiting_in_vain_says_what_there_was(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="ore")
    with pytest.raises(AssertionError, match=r"1 messages of the bot instead of 2: \['ore'\]"):
        api.world.wait_for(anna, 2, timeout=0.05)
    with pytest.raises(AssertionError, match="not so within"):
        api.world.wait_until(lambda: False, timeout=0.05)


def test_messages_after_one_are_told_apart(api: BotApi, call: CallApi, anna: User) -> None:
    call("sendMessage", chat_id=anna.id, text="ore")
    question = api.people.say(anna, "And tin?")
    call("sendMessage", chat_id=anna.id, text="tin")
    assert [message.text for message in api.world.wait_for(anna, after=question)] == ["tin"]
