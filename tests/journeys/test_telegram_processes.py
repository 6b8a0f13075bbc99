"""The bot as an operator runs it: real processes that are killed, stopped and started again."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bots.web.webhook import PATH
from tests.answering_bot import Phone
from tests.bot_api.server import BotApi
from tests.journeys.terminal import ketenwijzer

SECRET = "a-secret_of-26-characters"  # noqa: S105
_PATIENCE = 90.0


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index made."""
    folder = tmp_path_factory.mktemp("data")
    ketenwijzer(folder, "ingest", "sync")
    return folder


@pytest.fixture(autouse=True)
def fresh(data: Path) -> None:
    """Every test begins with an empty database."""
    for file in data.glob("log.sqlite*"):
        file.unlink()


def settings(api: BotApi, **more: str) -> dict[str, str]:
    address = api.base_url.removesuffix("/bot")
    return {"KETENWIJZER_TELEGRAM_TOKEN": api.token, "KETENWIJZER_TELEGRAM_API": address, **more}


@contextmanager
def running(data: Path, command: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A command that runs meanwhile; killed at the end where it still does."""
    known = os.environ | {"KETENWIJZER_DATA": str(data), "LANG": "C", "PYTHONUNBUFFERED": "1"} | environment
    log = data / f"{command.split(maxsplit=1)[0]}.log"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "bots.terminal", *command.split()], env=known, stderr=errors, text=True
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def log_of(data: Path, command: str) -> str:
    return (data / f"{command}.log").read_text(encoding="utf-8")


def answers(phone: Phone) -> list[str]:
    """What was answered, in order, without what came before or behind."""
    return [message.text for message in phone.heard if message.text.startswith("UNGP")]


def test_a_killed_bot_answers_everything_after_its_restart_in_order(api: BotApi, data: Path) -> None:
    people = [Phone(api, api.people.user(f"Person {number}")) for number in range(4)]
    with running(data, "telegram", settings(api)) as process:
        people[0].ask("UNGP 17")
        for number in range(1, 6):
            for phone in people:
                phone.write(f"/bronnen UNGP {number}")
        api.world.wait_until(lambda: any(len(answers(phone)) >= 1 for phone in people), timeout=_PATIENCE)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with running(data, "telegram", settings(api)):
        for phone in people:
            api.world.wait_until(
                lambda phone=phone: (
                    {f"UNGP {number}" for number in range(1, 6)} <= {text.partition(":")[0] for text in answers(phone)}
                ),
                timeout=_PATIENCE,
            )
    for phone in people:
        seen = [int(found.group(1)) for text in answers(phone) if (found := re.match(r"UNGP (\d+):", text))]
        # What was answered but not yet marked so may come twice; nothing comes before what was asked before it.
        assert list(dict.fromkeys(seen)) == [1, 2, 3, 4, 5]
        assert len(seen) <= 6


def test_what_came_while_the_bot_was_away_is_answered_with_an_apology(api: BotApi, data: Path) -> None:
    jan = Phone(api, api.people.user("Jan"))
    jan.write("Wat is invloed?", ago=3600)
    with running(data, "telegram", settings(api)):
        messages = api.world.wait_for(jan.user, timeout=_PATIENCE)
    assert messages[0].text.startswith("Dit duurde langer dan u gewend bent")


def test_a_stopped_bot_ends_in_seconds_and_leaves_nothing_half_done(api: BotApi, data: Path) -> None:
    jan = Phone(api, api.people.user("Jan"))
    with running(data, "telegram", settings(api)) as process:
        jan.ask("UNGP 17")
        began = time.monotonic()
        process.terminate()
        assert process.wait(timeout=20) == 0
    assert time.monotonic() - began < 15
    assert "answered at the next start" in log_of(data, "telegram")
    assert api.token not in log_of(data, "telegram")


def test_the_language_and_a_guided_start_survive_a_restart(api: BotApi, data: Path) -> None:
    jan = Phone(api, api.people.user("Jan"))
    with running(data, "telegram", settings(api)):
        jan.say("/taal")
        jan.press("English")
        asked = jan.say("/plan")
    with running(data, "telegram", settings(api)):
        before = asked.now
        api.people.press(jan.user, asked, "Trade in metal")
        api.world.wait_until(lambda: asked.now is not before, timeout=_PATIENCE)
        assert "✓ Trade in metal" in asked.buttons


def test_without_a_token_the_command_says_how_to_get_one(data: Path) -> None:
    ran = ketenwijzer(data, "telegram")
    assert ran.status == 2
    assert "BotFather" in ran.err


def test_with_a_wrong_token_the_command_says_so_and_shows_it_to_nobody(api: BotApi, data: Path) -> None:
    ran = ketenwijzer(data, "telegram", **settings(api) | {"KETENWIJZER_TELEGRAM_TOKEN": "1:wrong-token"})
    assert ran.status == 3
    assert "does not know the token" in ran.err
    assert "wrong-token" not in ran.err + ran.out


def test_where_the_webhook_is_on_the_command_points_to_serve(api: BotApi, data: Path) -> None:
    more = {
        "KETENWIJZER_TELEGRAM_WEBHOOK": "true",
        "KETENWIJZER_TELEGRAM_SECRET": SECRET,
        "KETENWIJZER_PUBLIC_URL": "https://chat.example.org",
    }
    ran = ketenwijzer(data, "telegram", **settings(api, **more))
    assert ran.status == 2
    assert "serve" in ran.err


def hooked(api: BotApi, port: int) -> dict[str, str]:
    """The settings of a web process that Telegram delivers to."""
    return settings(
        api,
        KETENWIJZER_TELEGRAM_WEBHOOK="true",
        KETENWIJZER_TELEGRAM_SECRET=SECRET,
        KETENWIJZER_PUBLIC_URL=f"http://127.0.0.1:{port}",
        KETENWIJZER_PORT=str(port),
    )


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_by_webhook_the_web_process_answers_and_a_replay_is_answered_once(api: BotApi, data: Path, port: int) -> None:
    jan = Phone(api, api.people.user("Jan"))
    with running(data, "serve", hooked(api, port)):
        api.world.wait_until(lambda: api.webhooks.webhook is not None, timeout=_PATIENCE)
        answer = jan.ask("UNGP 17")
        number = api.webhooks.posted[-1].update_id
        assert [api.webhooks.replay(number) for _ in range(3)] == [200, 200, 200]
        jan.say("/taal")
        assert len(jan.heard) == len(answer) + 1
        assert max(posted.seconds for posted in api.webhooks.posted) < 2
        refused = [
            httpx.post(f"http://127.0.0.1:{port}{PATH}", json={"update_id": 1}, headers=headers).status_code
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"})
        ]
        assert refused == [403, 403]
        assert httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    assert api.token not in log_of(data, "serve")


def test_what_a_killed_web_process_took_is_answered_by_the_next(api: BotApi, data: Path, port: int) -> None:
    people = [Phone(api, api.people.user(f"Person {number}")) for number in range(3)]
    environment = hooked(api, port)
    with running(data, "serve", environment) as process:
        api.world.wait_until(lambda: api.webhooks.webhook is not None, timeout=_PATIENCE)
        for number in range(1, 5):
            for phone in people:
                phone.write(f"/bronnen UNGP {number}")
        api.world.wait_until(lambda: len(api.webhooks.posted) >= 12, timeout=_PATIENCE)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with running(data, "serve", environment):
        for phone in people:
            api.world.wait_until(
                lambda phone=phone: len({text.partition(":")[0] for text in answers(phone)}) == 4, timeout=200
            )


def test_the_web_pages_open_while_telegram_cannot_be_reached(data: Path, port: int) -> None:
    with BotApi() as api:
        environment = hooked(api, port)
    with running(data, "serve", environment):
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.2)
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200


def test_doctor_tells_how_telegram_sees_the_bot(api: BotApi, data: Path) -> None:
    ketenwijzer(data, "ask", "Wat is invloed?")
    good = ketenwijzer(data, "doctor", **settings(api))
    assert good.status == 0
    assert "@KetenwijzerBot is known" in good.out
    wrong = ketenwijzer(data, "doctor", **settings(api) | {"KETENWIJZER_TELEGRAM_TOKEN": "1:wrong-token"})
    assert wrong.status == 1
    assert "does not know the token" in wrong.out
    other = ketenwijzer(data, "doctor", **settings(api, KETENWIJZER_TELEGRAM_NAME="AnotherBot"))
    assert "is called KetenwijzerBot" in other.out
    away = ketenwijzer(data, "doctor", **settings(api) | {"KETENWIJZER_TELEGRAM_API": "http://127.0.0.1:1"})
    assert "cannot be reached" in away.out
