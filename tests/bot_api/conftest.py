"""A running server and a way to call it as a bot does, without a bot library."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.bot_api.server import BotApi

CallApi = Callable[..., dict[str, Any]]


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server with an empty world."""
    with BotApi() as served:
        yield served


@pytest.fixture
def call(api: BotApi) -> Iterator[CallApi]:
    """Call a method with a JSON body: the envelope of the answer, whose code must be that of the HTTP answer."""
    with httpx.Client(base_url=f"{api.base_url}{api.token}/", trust_env=False, timeout=10) as client:

        def called(method: str, **parameters: Any) -> dict[str, Any]:
            response = client.post(method, json=parameters)
            envelope: dict[str, Any] = response.json()
            assert response.status_code == envelope.get("error_code", 200)
            return envelope

        yield called
