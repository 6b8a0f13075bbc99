"""Where Telegram delivers what people write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bots.web.webhook import LARGEST_UPDATE, PATH, Webhook
from tests.bots.web.small_site import Site, an_app

SECRET = "a-secret_of-26-characters"  # noqa: S105
HEADER = {"x-telegram-bot-api-secret-token": SECRET}


class Taken:
    """What was received, and whether somebody was there to answer."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.running: list[str] = []

    async def receive(self, update: dict[str, Any]) -> None:
        self.updates.append(update)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        self.running.append("begins")
        yield
        self.running.append("ends")


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def hooked(site: Site, taken: Taken) -> TestClient:
    webhook = Webhook(SECRET, taken.receive, taken.run)
    return TestClient(an_app(site, webhook=webhook), raise_server_exceptions=False)


def test_an_update_with_the_secret_is_taken(hooked: TestClient, taken: Taken) -> None:
    response = hooked.post(PATH, json={"update_id": 1}, headers=HEADER)
    assert response.status_code == 200
    assert taken.updates == [{"update_id": 1}]


@pytest.mark.parametrize(
    "headers", [{}, {"x-telegram-bot-api-secret-token": ""}, {"x-telegram-bot-api-secret-token": SECRET + "x"}]
)
def test_without_the_secret_nothing_is_taken(hooked: TestClient, taken: Taken, headers: dict[str, str]) -> None:
    assert hooked.post(PATH, json={"update_id": 1}, headers=headers).status_code == 403
    assert taken.updates == []


def test_a_secret_of_odd_characters_is_wrong_and_no_failure(hooked: TestClient) -> None:
    headers = {b"x-telegram-bot-api-secret-token": "é€".encode("latin-1", "replace")}
    assert hooked.post(PATH, json={"update_id": 1}, headers=headers).status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b'{"update_id": "x"}', b"\xff"])
def test_what_is_no_update_is_refused(hooked: TestClient, taken: Taken, body: bytes) -> None:
    assert hooked.post(PATH, content=body, headers=HEADER).status_code == 400
    assert taken.updates == []


def test_an_update_may_be_larger_than_a_question_and_not_without_end(hooked: TestClient) -> None:
    assert hooked.post(PATH, json={"update_id": 1, "x": "x" * 100_000}, headers=HEADER).status_code == 200
    assert hooked.post(PATH, json={"update_id": 1, "x": "x" * LARGEST_UPDATE}, headers=HEADER).status_code == 413


def test_the_bot_runs_for_as_long_as_the_pages_are_served(hooked: TestClient, taken: Taken) -> None:
    with hooked:
        assert taken.running == ["begins"]
    assert taken.running == ["begins", "ends"]


def test_without_a_bot_there_is_no_such_address(client: TestClient) -> None:
    assert client.post(PATH, json={"update_id": 1}, headers=HEADER).status_code == 404


def test_the_address_is_no_part_of_the_public_description(hooked: TestClient) -> None:
    assert PATH not in hooked.get("/api/openapi.json").json()["paths"]
