"""Counts what happens in a stretch of time, in this process or for several together. The only door to limits."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import TypeVar

from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
    RateLimitItemPerSecond,
)
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError

_PREFIX = "ketenwijzer"
_PATIENCE_SECONDS = 1.0
_BROKEN_SECONDS = 30.0
_SHORTEST_WAIT_SECONDS = 0.02

Window = RateLimitItem
T = TypeVar("T")
Rates = SlidingWindowCounterRateLimiter

log = logging.getLogger(__name__)


def per_seconds(times: int, seconds: int = 1) -> Window:
    """So many times in so many seconds."""
    return RateLimitItemPerSecond(times, seconds)


def per_minute(times: int) -> Window:
    """So many times a minute."""
    return RateLimitItemPerMinute(times)


def per_hour(times: int) -> Window:
    """So many times an hour."""
    return RateLimitItemPerHour(times)


def per_day(times: int) -> Window:
    """So many times a day."""
    return RateLimitItemPerDay(times)


class RedisUnusable(Exception):
    """What was given as a Redis server cannot be one, or its library is not installed; the message says which."""


class Windows:
    """Counters by window and name; raises RedisUnusable.

    With the address of a Redis server the counts are those of all processes together. While it does not answer, this
    process counts by itself, and tries again after half a minute.
    """

    def __init__(self, redis: str = "") -> None:
        self._own = Rates(MemoryStorage())
        self._redis = _redis_storage(redis) if redis else None
        self._shared = None if self._redis is None else Rates(self._redis)
        self._broken_until = 0.0

    async def hit(self, window: Window, name: str) -> bool:
        """Count once more; False, and not counted, where the window is full."""
        return await self._ask(lambda rates: rates.hit(window, name))

    async def seconds_left(self, window: Window, name: str) -> float:
        """How long until a full window has room again."""
        stats = await self._ask(lambda rates: rates.get_window_stats(window, name))
        return max(stats.reset_time - time.time(), _SHORTEST_WAIT_SECONDS) if stats.remaining < 1 else 0.0

    async def turn(self, window: Window, name: str) -> None:
        """Wait until the window has room, and count."""
        while not await self.hit(window, name):
            await asyncio.sleep(max(await self.seconds_left(window, name), _SHORTEST_WAIT_SECONDS))

    async def pause(self, name: str, seconds: int) -> None:
        """Let all who `wait_out` this name wait so long."""
        await self._ask(lambda rates: rates.storage.incr(f"{_PREFIX}/pause/{name}", seconds))

    async def wait_out(self, name: str) -> None:
        """Wait for the end of a pause."""
        while await self._ask(lambda rates: rates.storage.get(f"{_PREFIX}/pause/{name}")):
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        """Let go of the connection to Redis."""
        if self._redis is not None:
            await self._redis.bridge.get_connection().aclose()  # type: ignore[attr-defined]

    async def _ask(self, question: Callable[[Rates], Awaitable[T]]) -> T:
        if self._shared is not None and time.monotonic() >= self._broken_until:
            try:
                return await question(self._shared)
            except StorageError:
                self._broken_until = time.monotonic() + _BROKEN_SECONDS
                log.warning("Redis does not answer; for now this process counts by itself")
        return await question(self._own)


def _redis_storage(address: str) -> RedisStorage:
    if find_spec("redis") is None:
        raise RedisUnusable("the extra `redis` is not installed")
    try:
        return RedisStorage(
            f"async+{address}",
            wrap_exceptions=True,
            implementation="redispy",
            key_prefix=_PREFIX,
            socket_connect_timeout=_PATIENCE_SECONDS,
            socket_timeout=_PATIENCE_SECONDS,
        )
    except (ConfigurationError, ValueError):
        raise RedisUnusable("use an address such as redis://host:6379/0") from None  # it may quote a password
