"""A bot that answers in this process, with a Bot API of its own and whatever desk a test gives it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from assistant.desk import Desk
from assistant.records import Records
from bots.telegram.app import Access, Bot, Limits, build_bot
from bots.telegram.invitations import Invitations
from bots.telegram.parts import House
from bots.telegram.running import Ended, poll
from knowledge.passage_index import PassageIndex
from tests.bot_api.server import BotApi

PAGES = "https://pages.example.org"


@dataclass(frozen=True)
class Behind:
    """What stands behind a bot, and how it is set."""

    desk: Desk
    records: Records
    index: Callable[[], PassageIndex]
    codes: tuple[str, ...] = ()
    limits: Limits = Limits(per_minute=1000, per_day=10_000, total_per_minute=10_000, redis="")

    def with_codes(self, *codes: str) -> "Behind":
        """The same for people who were invited."""
        return replace(self, codes=codes)

    def bot(self, api: BotApi) -> Bot:
        """A bot of that Bot API, not started."""
        return build_bot(
            Access(api.token, api.base_url.removesuffix("/bot")),
            self.desk,
            self.records,
            self.index,
            house=House(PAGES, 30, log_questions=True),
            limits=self.limits,
            invitations=Invitations(self.codes),
        )


class Polling:
    """A bot that polls in a thread of its own."""

    def __init__(self, behind: Behind, api: BotApi) -> None:
        self._behind = behind
        self._api = api
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="bot", daemon=True)
        self._ready = threading.Event()
        self.ended: Ended | None = None

    async def _run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        self.ended = await poll(self._behind.bot(self._api), self._stopped)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """End, gracefully."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
        self.wait()

    def wait(self) -> None:
        """Wait until it ended."""
        self._thread.join(30)
        assert not self._thread.is_alive(), "the bot did not stop"


@contextmanager
def polling(behind: Behind, api: BotApi) -> Iterator[Polling]:
    """A bot that answers meanwhile."""
    bot = Polling(behind, api)
    bot.start()
    try:
        yield bot
    finally:
        bot.stop()
