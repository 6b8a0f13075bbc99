"""What is counted, in this process and by several together."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from bots.windows import RedisUnusable, Windows, per_day, per_minute, per_seconds

NOWHERE = "redis://127.0.0.1:1/0"


def run(work: Callable[[Windows], Awaitable[object]], address: str = "") -> object:
    async def inside() -> object:
        windows = Windows(address)
        try:
            return await work(windows)
        finally:
            await windows.close()

    return asyncio.run(inside())


async def hits(windows: Windows, name: str, times: int, most: int = 3) -> list[bool]:
    return [await windows.hit(per_minute(most), name) for _ in range(times)]


def test_a_full_window_counts_no_more() -> None:
    assert run(lambda windows: hits(windows, "a", 5)) == [True, True, True, False, False]


def test_each_name_has_a_window_of_its_own() -> None:
    async def work(windows: Windows) -> list[bool]:
        return [*await hits(windows, "a", 4), *await hits(windows, "b", 1)]

    assert run(work) == [True, True, True, False, True]


def test_windows_of_different_lengths_are_counted_apart() -> None:
    async def work(windows: Windows) -> bool:
        await windows.hit(per_minute(1), "a")
        return await windows.hit(per_day(1), "a")

    assert run(work)


def test_the_time_until_there_is_room_is_told() -> None:
    async def work(windows: Windows) -> tuple[float, float]:
        free = await windows.seconds_left(per_minute(1), "a")
        await windows.hit(per_minute(1), "a")
        return free, await windows.seconds_left(per_minute(1), "a")

    free, full = run(work)
    assert free == 0
    assert 0 < full <= 120


def test_a_turn_comes_when_there_is_room_again() -> None:
    async def work(windows: Windows) -> float:
        began = time.monotonic()
        for _ in range(6):
            await windows.turn(per_seconds(2), "a")
        return time.monotonic() - began

    assert run(work) > 1  # six turns, two a second


def test_all_wait_out_a_pause() -> None:
    async def work(windows: Windows) -> float:
        await windows.pause("flood", 1)
        began = time.monotonic()
        await windows.wait_out("flood")
        return time.monotonic() - began

    assert run(work) > 0.7


def test_processes_that_share_a_server_share_the_count(redis: str) -> None:
    name = uuid4().hex
    first = run(lambda windows: hits(windows, name, 2), redis)
    second = run(lambda windows: hits(windows, name, 2), redis)
    assert (first, second) == ([True, True], [True, False])


def test_a_pause_holds_for_all_processes(redis: str) -> None:
    name = uuid4().hex
    run(lambda windows: windows.pause(name, 1), redis)
    began = time.monotonic()
    run(lambda windows: windows.wait_out(name), redis)
    assert time.monotonic() - began > 0.5


@pytest.mark.parametrize("address", ["http://host", "elsewhere", "redis://user:hidden@host:port/0"])
def test_what_is_no_redis_server_is_refused_without_quoting_it(address: str) -> None:
    pytest.importorskip("redis")
    with pytest.raises(RedisUnusable) as refused:
        Windows(address)
    assert "hidden" not in str(refused.value)


def test_without_its_server_a_process_counts_by_itself_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    assert run(lambda windows: hits(windows, "a", 4), NOWHERE) == [True, True, True, False]
    assert [record.message for record in caplog.records if record.name == "bots.windows"] == [
        "Redis does not answer; for now this process counts by itself"
    ]
