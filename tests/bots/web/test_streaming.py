"""Answers as server-sent events."""

import asyncio
import json
import threading
from typing import Any

import pytest
from anyio import CapacityLimiter
from fastapi.testclient import TestClient

from bots.web import streaming
from bots.web.security import CONVERSATION_COOKIE
from bots.web.streaming import event, stream
from tests.bots.web.small_site import BREAKS, Site

QUESTION = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"


def _events(text: str) -> list[tuple[str, Any]]:
    blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    return [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in (block.split("\n") for block in blocks)
    ]


def _stream(client: TestClient, **body: Any) -> list[tuple[str, Any]]:
    return _events(client.post("/api/v1/ask/stream", json={"question": QUESTION} | body).text)


def test_the_parts_of_an_answer_come_in_order_and_make_the_whole(client: TestClient) -> None:
    events = _stream(client)
    assert [name for name, _ in events] == [
        "status",
        "status",
        "citation",
        "citation",
        "sentence",
        "sentence",
        "next_step",
        "next_step",
        "done",
    ]
    done = events[-1][1]
    assert [data for name, data in events if name == "sentence"] == done["sentences"]
    assert [data for name, data in events if name == "citation"] == done["citations"]


def test_proxies_are_told_to_keep_nothing(client: TestClient) -> None:
    headers = client.post("/api/v1/ask/stream", json={"question": QUESTION}).headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-cache"
    assert headers["x-accel-buffering"] == "no"


def test_the_page_gets_its_turn_as_it_will_stand_after_a_reload(client: TestClient) -> None:
    events = dict(_stream(client, page=True))
    assert events["html"]["html"].strip() in client.get("/").text
    assert CONVERSATION_COOKIE in client.cookies


def test_the_page_can_ask_without_what_went_before(client: TestClient, site: Site) -> None:
    _stream(client, page=True)
    _stream(client, page=True, question="En daarna?")
    _stream(client, page=True, question="En daarna?", turns=[])
    assert [len(question.turns) for question in site.assistant.asked] == [0, 1, 0]


def test_a_broken_machine_is_an_outcome_of_the_stream(client: TestClient) -> None:
    assert _stream(client, question=BREAKS)[-1][1]["outcome"] == "failed"


def test_what_breaks_besides_is_an_error_event(client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("secret path")

    monkeypatch.setattr(site.desk, "ask", broken)
    name, data = _stream(client)[-1]
    assert (name, data["code"]) == ("error", "failed")
    assert "secret" not in data["message"]


def test_an_event_is_one_line_of_json_whatever_the_text() -> None:
    assert event("sentence", {"text": "a\n\nb: é"}) == 'event: sentence\ndata: {"text":"a\\n\\nb: é"}\n\n'.encode()


def test_the_first_event_does_not_wait_and_a_long_wait_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "KEEP_ALIVE_SECONDS", 0.01)
    finished = threading.Event()

    def make() -> bytes:
        finished.wait(5)
        return b"answer"

    async def read() -> list[bytes]:
        parts: list[bytes] = []
        async for part in stream(make, b"failed", CapacityLimiter(1)).body_iterator:
            parts.append(bytes(part, "utf-8") if isinstance(part, str) else bytes(part))
            if len(parts) == 3:
                finished.set()
        return parts

    parts = asyncio.run(read())
    assert parts[0] == b'event: status\ndata: {"state":"searching"}\n\n'
    assert parts[1:3] == [b": keep-alive\n\n"] * 2
    assert parts[-1] == b"answer"
