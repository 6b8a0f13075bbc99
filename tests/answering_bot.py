"""A bot that answers in this process, and people who use it: what the tests of the Telegram door share."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from assistant.desk import Desk
from assistant.records import Records
from bots.telegram.app import Access, Bot, Limits, build_bot
from bots.telegram.invitations import Invitations
from bots.telegram.parts import House
from bots.telegram.running import Ended, poll
from knowledge.passage_index import PassageIndex
from tests.bot_api.records import Chat, Message, User
from tests.bot_api.server import BotApi

PAGES = "https://pages.example.org"
PLENTY = Limits(per_minute=1000, per_day=10_000, total_per_minute=10_000, redis="")


@dataclass(frozen=True)
class Behind:
    """What stands behind a bot, and how it is set."""

    desk: Desk
    records: Records
    index: Callable[[], PassageIndex]
    codes: tuple[str, ...] = ()
    limits: Limits = PLENTY

    def inviting(self, *codes: str) -> "Behind":
        """The same for people who were invited."""
        return replace(self, codes=codes)

    def allowing(self, per_minute: int, per_day: int = 10_000, total: int = 10_000) -> "Behind":
        """The same with limits on what may be asked."""
        return replace(self, limits=Limits(per_minute, per_day, total, ""))

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


class Phone:
    """A person in a chat, private unless another is named: acts, and gives back what the bot said to that."""

    def __init__(self, api: BotApi, user: User, chat: Chat | None = None, thread: int | None = None) -> None:
        self._api = api
        self._thread = thread
        self.user = user
        self.chat = chat

    @property
    def heard(self) -> list[Message]:
        """All that the bot said here."""
        return self._api.world.messages(self.chat or self.user, thread=self._thread)

    def say(self, text: str, reply_to: Message | None = None, ago: float = 0) -> Message:
        """The first message after a text."""
        return self.after(lambda: self.write(text, reply_to, ago))[0]

    def ask(self, text: str, reply_to: Message | None = None, ago: float = 0) -> list[Message]:
        """All messages of an answer, the last of which has its buttons."""
        return self.after(lambda: self.write(text, reply_to, ago), buttons=True)

    def press(self, label: str, message: Message | None = None, *, buttons: bool = False) -> list[Message]:
        """What came after a press on a button, of the newest message where none is given."""
        pressed = message or self.heard[-1]
        return self.after(lambda: self._api.people.press(self.user, pressed, label), buttons=buttons)

    def write(self, text: str, reply_to: Message | None = None, ago: float = 0) -> Message:
        """Say something without waiting for anything."""
        return self._api.people.say(self.user, text, self.chat, self._thread, reply_to, ago)

    def after(self, act: Callable[[], object], *, buttons: bool = False) -> list[Message]:
        """What the bot said after an act: one message at least, and with `buttons` up to one that has some."""
        before = len(self.heard)
        act()
        world = self._api.world

        def answered() -> Sequence[Message]:
            said = self.heard[before:]
            return said if said and (said[-1].rows or not buttons) else []

        return list(world.wait_until(answered, timeout=15))
