"""Keeps what we send under Telegram's flood limits, in this process or in several together."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter

from bots.windows import Window, Windows, per_minute, per_seconds

_RETRIES = 3
_ALL = per_seconds(int(FloodLimit.MESSAGES_PER_SECOND))
_GROUP = per_minute(int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP))
# One a second, but the parts of one answer may follow one another.
_PRIVATE = per_seconds(4, 4)
_UNCOUNTED = {"sendChatAction", "answerCallbackQuery"}

Request = Callable[..., Coroutine[Any, Any, Any]]


class FloodLimiter(AIORateLimiter):
    """The library's own limiter behind windows that count for each private chat, and for all processes together.

    When Telegram asks to wait, all processes do. Signs of life and answers to buttons count for nothing and wait for
    nothing: late ones are worth nothing.
    """

    def __init__(self, windows: Windows) -> None:
        super().__init__(max_retries=_RETRIES)
        self._windows = windows

    async def shutdown(self) -> None:
        """Let go of what the windows hold."""
        await self._windows.close()

    async def process_request(
        self,
        callback: Request,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Send when there is room; raises RetryAfter where Telegram keeps refusing."""
        if endpoint in _UNCOUNTED:
            return await callback(*args, **kwargs)
        for window, name in _shares(data.get("chat_id")):
            await self._windows.turn(window, name)

        async def send(*args: Any, **kwargs: Any) -> Any:
            await self._windows.wait_out("flood")
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                await self._windows.pause("flood", _whole_seconds(error))
                raise

        return await super().process_request(send, args, kwargs, endpoint, data, rate_limit_args)


def _shares(chat_id: object) -> list[tuple[Window, str]]:
    """The windows that a message to a chat counts in, that of the chat first."""
    if not isinstance(chat_id, int):
        return []
    return [(_PRIVATE if chat_id > 0 else _GROUP, str(chat_id)), (_ALL, "all")]


def _whole_seconds(error: RetryAfter) -> int:
    wait = error.retry_after
    return max(int(wait if isinstance(wait, int) else wait.total_seconds()), 1)
