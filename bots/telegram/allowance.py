"""How much one chat may ask, and all chats together; Telegram's own limits on what we send are in flood.py."""

from dataclasses import dataclass
from math import ceil

from bots.windows import Window, Windows, per_day, per_minute

_TOLD = per_minute(1)
_WRONG_CODES = per_minute(5)
_MESSAGES_FOR_A_QUESTION = 4


@dataclass(frozen=True, slots=True)
class Refusal:
    """A chat has to wait, in whole seconds; `told` where it has heard so less than a minute ago."""

    seconds: int
    told: bool


class Allowance:
    """Counts questions and other messages of chats, by the key of the chat."""

    def __init__(self, windows: Windows, each_minute: int, each_day: int, total_a_minute: int) -> None:
        self._windows = windows
        self._questions = (per_minute(each_minute), per_day(each_day))
        self._messages = (per_minute(each_minute * _MESSAGES_FOR_A_QUESTION),)
        self._total = per_minute(total_a_minute)

    async def question(self, chat: str) -> Refusal | None:
        """Count a question; None where there is room for it."""
        refusal = await self._count(self._questions, f"question/{chat}", chat)
        return refusal or await self._count((self._total,), "question", chat)

    async def message(self, chat: str) -> Refusal | None:
        """Count a message, a command or a button, whatever it asks; None where there is room for it."""
        return await self._count(self._messages, f"message/{chat}", chat)

    async def wrong_code(self, chat: str) -> Refusal | None:
        """Count an invitation code that lets nobody in; None where another one may be tried."""
        return await self._count((_WRONG_CODES,), f"code/{chat}", chat)

    async def first_of_album(self, album: str) -> bool:
        """Whether nothing else of what was sent together was met before, this minute."""
        return await self._windows.hit(_TOLD, f"album/{album}")

    async def _count(self, windows: tuple[Window, ...], name: str, chat: str) -> Refusal | None:
        for window in windows:
            if not await self._windows.hit(window, name):
                seconds = ceil(await self._windows.seconds_left(window, name))
                return Refusal(max(seconds, 1), told=not await self._windows.hit(_TOLD, f"told/{chat}"))
        return None
