"""The updates of the bot that it did not confirm yet: kept in order, whoever fetches or delivers them."""

import asyncio
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

from tests.bot_api.records import Json

ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")  # sent only to bots that name them
_FIRST = 700_000_001


class Doorbell:
    """Rung from any thread, heard by every coroutine that waits at that moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def ring(self) -> None:
        """Wake all who wait."""
        with self._lock:
            for event, loop in self._waiting.items():
                loop.call_soon_threadsafe(event.set)

    async def wait(self, ready: Callable[[], bool], timeout: float) -> None:
        """Until something is ready, or the time (in seconds) is over."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        event = asyncio.Event()
        with self._lock:
            self._waiting[event] = loop
        try:
            while not ready() and (left := deadline - loop.time()) > 0:
                await _set_within(event, left)
                event.clear()
        finally:
            with self._lock:
                del self._waiting[event]


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


class Updates:
    """In order of their numbers; what the bot did not ask for is never kept."""

    def __init__(self) -> None:
        self.bell = Doorbell()
        self._lock = threading.Lock()
        self._numbers = count(_FIRST)
        self._waiting: dict[int, Json] = {}
        self._ever: dict[int, Json] = {}
        self._allowed: tuple[str, ...] = ()

    def add(self, kind: str, payload: Any) -> int | None:
        """The number of a new update; None where the bot does not get those."""
        with self._lock:
            if kind not in self._allowed if self._allowed else kind in ON_REQUEST:
                return None
            number = next(self._numbers)
            self._waiting[number] = self._ever[number] = {"update_id": number, kind: payload}
        self.bell.ring()
        return number

    def allow(self, kinds: list[str]) -> None:
        """From now on only updates of these kinds; none named: the default set."""
        with self._lock:
            self._allowed = tuple(kinds)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The kinds that the bot named, none for the default set."""
        return self._allowed

    def confirm(self, offset: int) -> None:
        """Everything before an offset is done with; a negative one keeps that many from the end."""
        with self._lock:
            numbers = list(self._waiting)
            gone = numbers[:offset] if offset < 0 else [number for number in numbers if number < offset]
            for number in gone:
                del self._waiting[number]

    def finish(self, number: int) -> None:
        """One update was delivered."""
        with self._lock:
            self._waiting.pop(number, None)

    def waiting(self, limit: int = 100) -> list[Json]:
        """The oldest that are not confirmed."""
        with self._lock:
            return list(self._waiting.values())[:limit]

    def forget(self) -> None:
        """Drop what waits."""
        with self._lock:
            self._waiting.clear()

    def ever(self) -> list[Json]:
        """All that there were, also those long confirmed."""
        with self._lock:
            return list(self._ever.values())
