"""Updates are written down first, and each is handled once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from telegram import Bot, Update

from assistant.chats import Chats
from assistant.updates import Updates
from bots.telegram.intake import Intake
from bots.telegram.threads import Threads
from tests.assistant.databases import a_database, gone


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with a_database("sqlite", tmp_path) as engine:
        yield engine


def payload(number: int, text: str = "Hallo") -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Jan"}
    chat = {"id": 7, "type": "private", "first_name": "Jan"}
    message = {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


BOT = Bot("1:x")


def run(engine: Engine, work: Callable[[Intake], Awaitable[object]]) -> list[int]:
    """Do some work with the intake of a new process; the updates that then stand in line."""

    async def inside() -> list[int]:
        intake = Intake(Updates(engine), Chats(engine, b"key"), Threads())
        await work(intake)
        line = [intake.get_nowait() for _ in range(intake.qsize())]
        return [update.update_id for update in line if isinstance(update, Update)]

    return asyncio.run(inside())


async def put(intake: Intake, *numbers: int) -> None:
    for number in numbers:
        await intake.put(Update.de_json(payload(number), BOT))


def waiting(engine: Engine) -> list[int]:
    return [update.id for update in Updates(engine).take_waiting()]


def test_an_update_is_in_the_database_before_it_is_in_line(engine: Engine) -> None:
    assert run(engine, lambda intake: put(intake, 1, 2)) == [1, 2]
    assert waiting(engine) == [1, 2]


@pytest.mark.parametrize("again", ["put", "receive"])
def test_what_comes_twice_is_dropped(engine: Engine, again: str) -> None:
    async def work(intake: Intake) -> None:
        await put(intake, 1)
        await (put(intake, 1) if again == "put" else intake.receive(payload(1), BOT))

    assert run(engine, work) == [1]


def test_what_was_handled_is_not_handled_again(engine: Engine) -> None:
    async def work(intake: Intake) -> None:
        await put(intake, 1)
        await intake.finish(1)
        await intake.receive(payload(1), BOT)

    assert run(engine, work) == [1]
    assert waiting(engine) == []


def test_another_process_takes_up_what_was_left_in_order(engine: Engine) -> None:
    run(engine, lambda intake: put(intake, 2, 1, 3))
    assert run(engine, lambda intake: intake.restore(BOT, 0)) == [1, 2, 3]


def test_what_this_process_is_busy_with_is_not_taken_up_twice(engine: Engine) -> None:
    async def work(intake: Intake) -> None:
        await put(intake, 1)
        await intake.restore(BOT, 0)

    assert run(engine, work) == [1]


def test_what_somebody_was_busy_with_a_moment_ago_is_left_alone(engine: Engine) -> None:
    run(engine, lambda intake: put(intake, 1))
    assert run(engine, lambda intake: intake.restore(BOT, 60)) == []


def test_a_process_holds_what_it_is_busy_with_and_releases_it_at_the_end(engine: Engine) -> None:
    async def hold(intake: Intake) -> None:
        await put(intake, 1)
        await asyncio.sleep(0.3)
        await intake.hold()

    async def release(intake: Intake) -> None:
        await put(intake, 2)
        await intake.release()

    run(engine, hold)
    run(engine, release)
    assert run(engine, lambda intake: intake.restore(BOT, 0.2)) == [2]


def test_an_update_that_ended_ten_processes_is_given_up(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    run(engine, lambda intake: put(intake, 1))
    restarts = [run(engine, lambda intake: intake.restore(BOT, 0)) for _ in range(10)]
    assert restarts == [[1]] * 9 + [[]]
    assert "given up" in caplog.text
    assert waiting(engine) == []


def test_an_update_that_cannot_be_read_is_dropped(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    broken = {"update_id": 1, "message": {"message_id": 1, "chat": "elsewhere"}}
    assert run(engine, lambda intake: intake.receive(broken, BOT)) == []
    assert "cannot be read" in caplog.text


def test_without_the_database_updates_are_handled_from_memory(engine: Engine) -> None:
    with gone(engine, "updates"):
        assert run(engine, lambda intake: put(intake, 1, 2)) == [1, 2]
        assert run(engine, lambda intake: intake.restore(BOT, 0)) == []
        run(engine, lambda intake: intake.finish(1))
