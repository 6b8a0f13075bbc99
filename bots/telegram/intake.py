"""Where updates come in: written down first, acknowledged after, each once."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from telegram import Bot, Update

from assistant.chats import Chats
from assistant.errors import LogUnavailable
from assistant.updates import Updates
from bots.telegram.places import place_of
from bots.telegram.threads import Threads

_ATTEMPTS = 10

log = logging.getLogger(__name__)


class Intake(asyncio.Queue[object]):
    """The queue between Telegram and the handlers.

    `put` returns once an update is in the database, and polling confirms it, or the webhook acknowledges it, only
    after that. A process that dies leaves it there and another one takes it up, so every update is handled at least
    once; one that was answered but not yet marked so is answered again. What Telegram delivers twice is dropped, and so
    is what ten processes did not survive.

    While the database does not answer, updates are handled all the same, but a process that dies then loses them.
    """

    def __init__(self, updates: Updates, chats: Chats, threads: Threads) -> None:
        super().__init__()
        self._updates = updates
        self._chats = chats
        self._threads = threads
        self._in_hand: set[int] = set()
        self.has_received = False

    async def put(self, item: object) -> None:
        """Write an update down and put it in line; what is no update is put in line alone."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        self.has_received = True
        if await self._is_new(item, item.to_dict()):
            await self._take(item)

    async def receive(self, payload: dict[str, Any], bot: Bot) -> None:
        """Put in line what the webhook got; what cannot be read would only be delivered again and again."""
        try:
            update = Update.de_json(payload, bot)
        except (AttributeError, KeyError, TypeError, ValueError):
            log.exception("an update cannot be read; it is dropped")
            return
        if await self._is_new(update, payload):
            await self._take(update)

    async def restore(self, bot: Bot, idle_seconds: float) -> None:
        """Put in line what no process has been busy with for so long."""
        try:
            waiting = await self._threads.store(self._updates.take_waiting, idle_seconds)
        except LogUnavailable:
            log.warning("what was left unfinished cannot be read")
            return
        for kept in waiting:
            if kept.attempts > _ATTEMPTS:
                log.error("update %d was tried %d times and is given up", kept.id, _ATTEMPTS)
                await self.finish(kept.id)
            elif kept.id not in self._in_hand:
                await self._take(Update.de_json(kept.payload, bot))

    async def hold(self) -> None:
        """Tell other processes that this one lives and is busy with what it took."""
        if self._in_hand:
            with suppress(LogUnavailable):
                await self._threads.store(self._updates.hold, tuple(self._in_hand))

    async def release(self) -> None:
        """Leave what was not handled to the next process."""
        with suppress(LogUnavailable):
            await self._threads.store(self._updates.release, tuple(self._in_hand))

    async def finish(self, update_id: int) -> None:
        """Mark an update as handled, with which its text is deleted."""
        self._in_hand.discard(update_id)
        try:
            await self._threads.store(self._updates.finish, update_id)
        except LogUnavailable:
            log.warning("an update could not be marked as handled; it may be handled again")

    async def _take(self, update: Update) -> None:
        self._in_hand.add(update.update_id)
        await super().put(update)

    async def _is_new(self, update: Update, payload: dict[str, Any]) -> bool:
        place = place_of(update)
        chat = None if place is None else self._chats.key(place.chat_id, place.thread_id)
        try:
            return await self._threads.store(self._updates.receive, update.update_id, payload, chat)
        except LogUnavailable:
            log.warning("an update could not be written down; it is handled from memory")
            return update.update_id not in self._in_hand
