"""Answers in Telegram: two hundred chats at once, against a Bot API on this machine that holds us to its limits."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.processes import environment
from tests.bot_api.records import Message, User
from tests.bot_api.server import BotApi

_CHATS = 200
_QUESTIONS = ("Wat is invloed?", "UNGP 17")
_PATIENCE_SECONDS = 180.0
_PAUSE_SECONDS = 0.05


def telegram_figures(data: Path) -> list[Figure]:
    """What people in many chats see who all ask two questions at the same moment."""
    with BotApi() as api, _answering(data, api):
        api.flood.switch_on()
        people = [api.people.user(f"Person {number}") for number in range(_CHATS)]
        began = time.time()
        asked = [[api.people.say(person, text) for text in _QUESTIONS] for person in people]
        answers = _answers(api, people)
        elapsed = time.time() - began
    lost = sum(len(_QUESTIONS) - len(said) for said in answers)
    disordered = sum(not _in_order(said) for said in answers)
    waits = [said[0].now.at - messages[0].now.at for said, messages in zip(answers, asked, strict=True) if said]
    return [
        Figure(f"answers that {_CHATS} chats at once did not get", lost, "", 0, at_most=True),
        Figure(f"chats of {_CHATS} whose answers were out of order", disordered, "", 0, at_most=True),
        Figure(f"sent too fast for Telegram, {_CHATS} chats at once", api.flood.refused, "", 0, at_most=True),
        Figure(
            f"first answer in a chat of {_CHATS} at once, p50", percentile(waits, 0.5) * 1e3, "ms", 10_000, at_most=True
        ),
        Figure(
            f"first answer in a chat of {_CHATS} at once, p95",
            percentile(waits, 0.95) * 1e3,
            "ms",
            20_000,
            at_most=True,
        ),
        Figure(
            "answers a second, messages sent no faster than 30 a second", _CHATS * 2 / elapsed, "1/s", 10, at_most=False
        ),
    ]


def _answers(api: BotApi, people: list[User]) -> list[list[Message]]:
    """The messages that end an answer, for each person: those with buttons."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        found = [[message for message in api.world.messages(person) if message.rows] for person in people]
        if all(len(said) == len(_QUESTIONS) for said in found) or time.monotonic() > deadline:
            return found
        time.sleep(_PAUSE_SECONDS)


def _in_order(said: list[Message]) -> bool:
    return len(said) == len(_QUESTIONS) and "UNGP 17" in said[1].text


@contextmanager
def _answering(data: Path, api: BotApi) -> Iterator[None]:
    """A bot in a process of its own that has answered once, ended at the end."""
    known = environment(data) | {
        "KETENWIJZER_TELEGRAM_TOKEN": api.token,
        "KETENWIJZER_TELEGRAM_API": api.base_url.removesuffix("/bot"),
        "KETENWIJZER_TELEGRAM_TOTAL_PER_MINUTE": "10000",
    }
    command = [sys.executable, "-m", "bots.terminal", "telegram"]
    with subprocess.Popen(command, env=os.environ | known, stderr=subprocess.DEVNULL) as process:
        try:
            first = api.people.user("First")
            api.people.say(first, "UNGP 17")
            api.world.wait_for(first, timeout=_PATIENCE_SECONDS)
            yield
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE_SECONDS)
