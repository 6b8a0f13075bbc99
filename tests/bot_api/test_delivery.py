"""How updates are fetched."""

import threading
import time
from collections.abc import Callable
from typing import Any

from tests.bot_api.conftest import CallApi
from tests.bot_api.server import BotApi


class Later(threading.Thread):
    """A call that waits for its answer on the side."""

    def __init__(self, call: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._call = call
        self.envelope: dict[str, Any] = {}
        self.start()

    def run(self) -> None:
        self.envelope = self._call()

    def answer(self) -> dict[str, Any]:
        self.join(10)
        return self.envelope


def texts(envelope: dict[str, Any]) -> list[str]:
    return [update["message"]["text"] for update in envelope["result"]]


def test_an_update_comes_again_until_a_higher_offset_confirms_it(api: BotApi, call: CallApi) -> None:
    anna = api.people.user("Anna")
    for text in ("one", "two", "three"):
        api.people.say(anna, text)
    first = call("getUpdates")
    assert texts(first) == texts(call("getUpdates")) == ["one", "two", "three"]
    offset = first["result"][0]["update_id"] + 1
    assert texts(call("getUpdates", offset=offset, limit=1)) == ["two"]
    assert texts(call("getUpdates", offset=-1)) == ["three"]
    assert texts(call("getUpdates")) == ["three"]


def test_a_long_poll_ends_as_soon_as_something_comes(api: BotApi, call: CallApi) -> None:
    poll = Later(lambda: call("getUpdates", timeout=10))
    api.world.wait_until(lambda: api.polling)
    api.people.say(api.people.user("Anna"), "ore")
    assert texts(poll.answer()) == ["ore"]


def test_a_long_poll_ends_empty_when_its_time_is_over(call: CallApi) -> None:
    begin = time.monotonic()
    assert call("getUpdates", timeout=1)["result"] == []
    assert 0.9 < time.monotonic() - begin < 5


def test_of_two_who_poll_the_first_is_refused(api: BotApi, call: CallApi) -> None:
    poll = Later(lambda: call("getUpdates", timeout=10))
    api.world.wait_until(lambda: api.polling)
    assert call("getUpdates")["ok"]
    refused = poll.answer()
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def test_setting_a_webhook_ends_polling_and_keeps_it_out(api: BotApi, call: CallApi) -> None:
    poll = Later(lambda: call("getUpdates", timeout=10))
    api.world.wait_until(lambda: api.polling)
    call("setWebhook", url="http://127.0.0.1:9/hook")
    assert poll.answer()["description"] == "Conflict: terminated by setWebhook request"
    assert not api.polling
    assert call("getUpdates")["description"].startswith("Conflict: can't use getUpdates method while webhook is active")
    call("deleteWebhook")
    assert call("getUpdates")["ok"]


def test_kinds_that_were_not_asked_for_do_not_come_and_the_choice_stays(api: BotApi, call: CallApi) -> None:
    anna = api.people.user("Anna")
    call("getUpdates", allowed_updates=["edited_message"])
    message = api.people.say(anna, "oar")
    api.people.edit(message, "ore")
    assert [list(update)[1] for update in call("getUpdates")["result"]] == ["edited_message"]
    call("getUpdates", allowed_updates=[])
    api.people.say(anna, "tin")
    assert [list(update)[1] for update in call("getUpdates")["result"]] == ["edited_message", "message"]


def test_some_kinds_come_on_request_only(api: BotApi, call: CallApi) -> None:
    assert api.world.updates.add("message_reaction", {}) is None
    call("getUpdates", allowed_updates=["message_reaction"])
    assert api.world.updates.add("message_reaction", {}) is not None


def test_what_waits_can_be_dropped(api: BotApi, call: CallApi) -> None:
    api.people.say(api.people.user("Anna"), "ore")
    call("deleteWebhook", drop_pending_updates=True)
    assert call("getUpdates")["result"] == []


def test_a_webhook_needs_an_address_and_a_plain_secret(call: CallApi) -> None:
    assert "An HTTPS URL must be provided" in call("setWebhook", url="ftp://ore.nl")["description"]
    refused = call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="a b")  # noqa: S106
    assert refused["description"] == "Bad Request: secret token contains unallowed characters"
    assert call("getWebhookInfo")["result"]["url"] == ""
