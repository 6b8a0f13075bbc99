"""How updates are posted."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.bot_api.conftest import CallApi
from tests.bot_api.server import BotApi
from tests.bot_api.webhooks import SECRET_HEADER

SECRET = "s3cret"  # noqa: S105


class Hook(ThreadingHTTPServer):
    """A bot's server that answers with the statuses it was given, then with 200, and keeps what was posted."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.posts: list[tuple[str | None, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.posts]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hook.posts.append((self.headers.get(SECRET_HEADER), body))
        self.send_response(hook.statuses.pop(0) if hook.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        return


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as hook:
        thread = threading.Thread(target=hook.serve_forever, args=(0.01,))
        thread.start()
        yield hook
        hook.shutdown()
        thread.join()


def test_an_update_is_posted_with_the_secret_and_then_done_with(api: BotApi, call: CallApi, hook: Hook) -> None:
    api.people.say(api.people.user("Anna"), "ore")
    call("setWebhook", url=hook.url, secret_token=SECRET)
    api.world.wait_until(lambda: not api.world.updates.waiting())
    assert [secret for secret, _ in hook.posts] == [SECRET]
    assert hook.texts == ["ore"]


def test_what_is_refused_is_posted_again_before_the_rest_of_the_chat(api: BotApi, call: CallApi, hook: Hook) -> None:
    api.webhooks.retry_seconds = 0.01
    hook.statuses = [500, 403]
    call("setWebhook", url=hook.url)
    anna = api.people.user("Anna")
    for text in ("one", "two"):
        api.people.say(anna, text)
    api.world.wait_until(lambda: not api.world.updates.waiting())
    assert hook.texts == ["one", "one", "one", "two"]
    assert [post.status for post in api.webhooks.posted] == [500, 403, 200, 200]
    error = call("getWebhookInfo")["result"]["last_error_message"]
    assert error == "Wrong response from the webhook: 403 Forbidden"


def test_a_server_that_is_away_gets_its_updates_later(api: BotApi, call: CallApi, hook: Hook) -> None:
    api.webhooks.retry_seconds = 0.01
    call("setWebhook", url="http://127.0.0.1:9/hook")
    api.people.say(api.people.user("Anna"), "ore")
    api.world.wait_until(lambda: "last_error_message" in call("getWebhookInfo")["result"])
    assert call("getWebhookInfo")["result"]["pending_update_count"] == 1
    call("setWebhook", url=hook.url)
    api.world.wait_until(lambda: hook.texts == ["ore"])


def test_an_update_can_be_posted_once_more(api: BotApi, call: CallApi, hook: Hook) -> None:
    call("setWebhook", url=hook.url, secret_token=SECRET)
    api.people.say(api.people.user("Anna"), "ore")
    api.world.wait_until(lambda: not api.world.updates.waiting())
    assert api.webhooks.replay(hook.posts[0][1]["update_id"]) == 200
    assert hook.posts[0] == hook.posts[1]
