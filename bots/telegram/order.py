"""Lets chats run side by side and the updates of one chat in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bots.telegram.places import place_of

# Not a limit, which the library's semaphore would make one chat fill: what waits for its turn waits in its own chat.
_NO_LIMIT = 2**31
_AT_ONCE = 64
_GRACE_SECONDS = 8.0

log = logging.getLogger(__name__)

Line = tuple[int, int]


class ChatOrder(BaseUpdateProcessor):
    """One line for each chat and thread; `finish` is called with every update that was handled, also in vain.

    Once it closes, what is being handled may end, within eight seconds; what still waits in line is left unfinished.
    """

    def __init__(self, finish: Callable[[int], Awaitable[None]]) -> None:
        super().__init__(_NO_LIMIT)
        self._finish = finish
        self._lines: dict[Line, asyncio.Lock] = {}
        self._waiting: dict[Line, int] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._closing = False
        self._running: set[asyncio.Task[None]] = set()

    async def initialize(self) -> None:
        """Open, also for a second time."""
        self._closing = False

    async def shutdown(self) -> None:
        """Nothing is left to do once `close` was called."""

    async def close(self) -> None:
        """Begin nothing more; wait for what is being handled, and give up what takes too long."""
        self._closing = True
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_GRACE_SECONDS)
            for task in late:
                task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when those before it in its line are done."""
        work = cast(Coroutine[Any, Any, None], coroutine)
        if not isinstance(update, Update):
            await work
            return
        async with self._turn(line_of(update)):
            if self._closing:
                work.close()
                return
            await self._handle(update, work)

    @asynccontextmanager
    async def _turn(self, line: Line) -> AsyncIterator[None]:
        lock = self._lines.setdefault(line, asyncio.Lock())
        self._waiting[line] = self._waiting.get(line, 0) + 1
        try:
            async with lock, self._places:
                yield
        finally:
            self._waiting[line] -= 1
            if not self._waiting[line]:
                del self._waiting[line], self._lines[line]

    async def _handle(self, update: Update, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(self._handled(update.update_id, work))
        self._running.add(task)
        try:
            await task
        except asyncio.CancelledError:
            log.warning("an update was not handled before the end; it waits for the next start")
        finally:
            self._running.discard(task)

    async def _handled(self, update_id: int, work: Coroutine[Any, Any, None]) -> None:
        await work
        await self._finish(update_id)


def line_of(update: Update) -> Line:
    """The chat and thread that an update belongs to; what belongs to no chat is in the line of its sender."""
    place = place_of(update)
    if place is None:
        return (update.effective_user.id if update.effective_user else 0), 0
    return place.chat_id, place.thread_id or 0
