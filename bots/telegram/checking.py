"""Looks whether Telegram knows the bot and can deliver to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bots.telegram.app import Access

_PATIENCE_SECONDS = 10.0
_RECENT = timedelta(hours=1)


class BadToken(Exception):
    """Telegram does not know the token."""


class TelegramUnreachable(Exception):
    """Telegram does not answer; the message says how that showed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How Telegram sees the bot.

    `webhook` is the address that it delivers to, or empty; `waiting` counts the updates to be delivered; `trouble` says
    why delivery failed in the last hour, or is empty.
    """

    name: str
    webhook: str
    waiting: int
    trouble: str


async def look(access: Access) -> Standing:
    """Ask Telegram; raises BadToken and TelegramUnreachable."""
    request = HTTPXRequest(read_timeout=_PATIENCE_SECONDS, connect_timeout=_PATIENCE_SECONDS)
    bot = Bot(access.token, base_url=f"{access.api}/bot", request=request)
    try:
        async with bot:
            info = await bot.get_webhook_info()
            return Standing(bot.username, info.url, info.pending_update_count, _trouble(info))
    except InvalidToken:
        raise BadToken from None  # its message quotes the token
    except TelegramError as error:
        raise TelegramUnreachable(type(error).__name__) from error


def _trouble(info: WebhookInfo) -> str:
    when = info.last_error_date
    recent = when is not None and datetime.now(UTC) - when < _RECENT
    return (info.last_error_message or "") if recent else ""
