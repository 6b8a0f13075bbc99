"""Starts and stops the bot: by long polling in a process of its own, or by webhook beside the web pages."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bots.telegram.app import UPDATES, Bot
from bots.telegram.intake import Intake
from bots.telegram.profile import introduce

_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 60.0
_POLL_SECONDS = 20
_POLLING = "Updater:start_polling:polling_task"
_CONFLICTS_AT_START = 3
_START_SECONDS = 60.0
# A process says so often that it lives, and is taken for dead after so long.
_HOLD_SECONDS = 5.0
_IDLE_SECONDS = 20.0

log = logging.getLogger(__name__)


class Ended(StrEnum):
    """Why a bot stopped; each has words for the operator."""

    STOPPED = "stopped"
    BAD_TOKEN = "bad_token"  # noqa: S105 - no password
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Registration:
    """Where Telegram sends updates, and what it must say with each."""

    address: str
    secret: str = field(repr=False)


async def poll(bot: Bot, stopped: asyncio.Event) -> Ended:
    """Answer by long polling until `stopped` is set, or until it is clear that this process cannot."""
    rivals = _Rivals(bot.intake, stopped)
    polling: list[asyncio.Task[Any]] = []

    async def begin() -> None:
        updater = bot.application.updater
        if updater is not None:
            await updater.start_polling(
                timeout=_POLL_SECONDS, allowed_updates=UPDATES, error_callback=rivals.met, drop_pending_updates=False
            )
            polling.extend(_watched(stopped))

    try:
        await _run(bot, stopped, begin, idle_seconds=0.0)
        for task in polling:
            task.result()
    except InvalidToken:
        return Ended.BAD_TOKEN
    return Ended.CONFLICT if rivals.won else Ended.STOPPED


def _watched(stopped: asyncio.Event) -> list[asyncio.Task[Any]]:
    """The task in which the library polls; a bot must not go on deaf when that broke off."""
    tasks = [task for task in asyncio.all_tasks() if task.get_name() == _POLLING]
    for task in tasks:
        task.add_done_callback(lambda _: stopped.set())
    return tasks


@asynccontextmanager
async def listening(bot: Bot, registration: Registration) -> AsyncIterator[None]:
    """Answer what the webhook receives; what Telegram refuses is logged, and the web pages go on."""
    stopped = asyncio.Event()

    async def begin() -> None:
        await bot.application.bot.set_webhook(
            registration.address, secret_token=registration.secret, allowed_updates=UPDATES, drop_pending_updates=False
        )

    async def work() -> None:
        try:
            await _run(bot, stopped, begin, idle_seconds=_IDLE_SECONDS)
        except InvalidToken:
            log.error("Telegram does not know the token in KETENWIJZER_TELEGRAM_TOKEN")
        except TelegramError as error:
            log.error("Telegram refused the webhook: %s", error)

    task = asyncio.create_task(work())
    try:
        yield
    finally:
        stopped.set()
        await task


async def _run(bot: Bot, stopped: asyncio.Event, begin: Callable[[], Awaitable[None]], idle_seconds: float) -> None:
    """Reach Telegram, take up what was left, answer until stopped, and leave the rest for the next start."""
    application = bot.application
    try:
        if not await _reached(application.initialize, stopped):
            return
        await bot.intake.restore(application.bot, idle_seconds)
        await application.start()
        if await _reached(begin, stopped):
            async with _beside(_introduced(bot), _restoring(bot), bot.postman.walk()):
                await stopped.wait()
    finally:
        await _end(bot)


async def _end(bot: Bot) -> None:
    application = bot.application
    if application.updater is not None and application.updater.running:
        with suppress(InvalidToken):  # what ended the polling is raised once more
            await application.updater.stop()
    await bot.order.close()
    if application.running:
        await application.stop()
    await bot.intake.release()
    await application.shutdown()
    await application.bot.shutdown()  # which the application leaves open where it was never initialised


async def _reached(step: Callable[[], Awaitable[None]], stopped: asyncio.Event) -> bool:
    """Take a step as soon as Telegram can be reached; False where the bot was stopped before."""
    wait = _FIRST_WAIT_SECONDS
    while not stopped.is_set():
        try:
            await step()
        except BadRequest:
            raise  # the library counts it among the errors of the network
        except (NetworkError, RetryAfter) as error:
            log.warning("Telegram cannot be reached (%s); trying again in %.0f s", type(error).__name__, wait)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), wait)
            wait = min(wait * 2, _LONGEST_WAIT_SECONDS)
        else:
            return True
    return False


@asynccontextmanager
async def _beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that goes on beside, and is given up at the end."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _introduced(bot: Bot) -> None:
    try:
        await introduce(bot.application.bot)
    except TelegramError as error:
        log.warning("commands and descriptions could not be set (%s)", type(error).__name__)


async def _restoring(bot: Bot) -> None:
    """Hold what this process took, and take up what a dead one left."""
    while True:
        await asyncio.sleep(_HOLD_SECONDS)
        await bot.intake.hold()
        await bot.intake.restore(bot.application.bot, _IDLE_SECONDS)


class _Rivals:
    """Tells whether another process polls with the same token: whoever came last, and has got nothing, gives way."""

    def __init__(self, intake: Intake, stopped: asyncio.Event) -> None:
        self._intake = intake
        self._stopped = stopped
        self._began = time.monotonic()
        self._conflicts = 0
        self.won = False

    def met(self, error: TelegramError) -> None:
        """Look at an error of polling; the library goes on by itself after all but a lasting conflict."""
        if not isinstance(error, Conflict):
            log.warning("polling failed (%s); the library tries again", type(error).__name__)
            return
        self._conflicts += 1
        log.warning("another process polls with the same token")
        is_new = time.monotonic() - self._began < _START_SECONDS and not self._intake.has_received
        if is_new and self._conflicts >= _CONFLICTS_AT_START:
            self.won = True
            self._stopped.set()
