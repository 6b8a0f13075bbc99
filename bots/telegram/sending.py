"""Sends what a person reads: in parts, again where the network failed, as plain text where the markup did."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TypeVar

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bots.telegram.markup import RichText, to_html, to_plain
from bots.telegram.places import Place
from bots.telegram.splitting import split
from knowledge.language import Language

_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
_PATIENCE_SECONDS = 2 * 3600.0
_QUIET_SECONDS = 0.4
_TYPING_SECONDS = 4.0
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "not enough rights", "peer_id_invalid")

log = logging.getLogger(__name__)

T = TypeVar("T")


class ChatGone(Exception):
    """Nobody can be reached there any more: the person blocked the bot, or the group removed it."""

    def __init__(self, place: Place) -> None:
        super().__init__("the chat cannot be written to")
        self.place = place


class Sender:
    """Writes to places; `moved` is called where a group went on under another number."""

    def __init__(self, bot: Bot, moved: Callable[[int, int], Awaitable[None]]) -> None:
        self._bot = bot
        self._moved = moved

    @property
    def name(self) -> str:
        """The bot's user name, without @."""
        return self._bot.username

    @property
    def address(self) -> str:
        """The link that opens a conversation with the bot."""
        return self._bot.link

    async def send(
        self, place: Place, text: RichText, language: Language, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Send a text in a language, with the buttons under its last part; raises ChatGone.

        A failing network is tried again for two hours, after which its error is raised.
        """
        parts = split(text, language)
        for number, part in enumerate(parts, start=1):
            place = await self._send_part(place, part, keyboard if number == len(parts) else None)

    async def change(
        self,
        place: Place,
        message: Message | None,
        text: RichText,
        language: Language,
        buttons: InlineKeyboardMarkup | None,
    ) -> None:
        """Put another short text and buttons in a message of ours; where that cannot be done, send them anew."""
        try:
            if message is not None:
                await persistently(
                    lambda: message.edit_text(
                        to_html(text), ParseMode.HTML, reply_markup=buttons, link_preview_options=_NO_PREVIEW
                    )
                )
                return
        except BadRequest as error:
            if "not modified" in str(error):
                return
        except Forbidden as error:
            raise ChatGone(place) from error
        await self.send(place, text, language, buttons)

    async def acknowledge(self, query: CallbackQuery, text: str = "") -> None:
        """Tell the app that a button was felt, with a few words that it shows; too late, or in vain, is no matter."""
        with suppress(TelegramError):
            await query.answer(text)

    async def without_buttons(self, message: Message | None) -> None:
        """Take the buttons away from a message of ours; where that cannot be done they stay."""
        if message is not None:
            with suppress(TelegramError):
                await message.edit_reply_markup(None)

    async def _send_part(self, place: Place, part: RichText, keyboard: InlineKeyboardMarkup | None) -> Place:
        try:
            return await self._deliver(place, to_html(part), ParseMode.HTML, keyboard)
        except BadRequest as error:
            if "parse entities" not in str(error):
                raise
            log.error("Telegram refused the markup of a message (%s); it is sent as plain text", error)
            return await self._deliver(place, to_plain(part), None, keyboard)

    async def _deliver(
        self, place: Place, text: str, parse_mode: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> Place:
        async def send(to: Place) -> None:
            reply = None
            if to.reply_to is not None:
                reply = ReplyParameters(to.reply_to, allow_sending_without_reply=True)
            await self._bot.send_message(
                to.chat_id,
                text,
                parse_mode=parse_mode,
                reply_markup=keyboard,
                reply_parameters=reply,
                message_thread_id=to.thread_id,
                link_preview_options=_NO_PREVIEW,
            )

        try:
            await persistently(lambda: send(place))
        except ChatMigrated as error:
            await self._moved(place.chat_id, error.new_chat_id)
            place = replace(place, chat_id=error.new_chat_id)
            await persistently(lambda: send(place))
        except Forbidden as error:
            raise ChatGone(place) from error
        except BadRequest as error:
            if place.thread_id is not None and "thread not found" in str(error):
                return await self._deliver(replace(place, thread_id=None), text, parse_mode, keyboard)
            if any(reason in str(error).lower() for reason in _GONE):
                raise ChatGone(place) from error
            raise
        return place

    @asynccontextmanager
    async def typing(self, place: Place) -> AsyncIterator[None]:
        """Show that we are at work for as long as it takes, but not for what comes at once."""
        sign = asyncio.create_task(self._keep_typing(place))
        try:
            yield
        finally:
            sign.cancel()
            with suppress(asyncio.CancelledError):
                await sign

    async def _keep_typing(self, place: Place) -> None:
        await asyncio.sleep(_QUIET_SECONDS)
        while True:
            with suppress(TelegramError):
                await self._bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id)
            await asyncio.sleep(_TYPING_SECONDS)


async def persistently(request: Callable[[], Awaitable[T]]) -> T:
    """Try a request again while the network fails or Telegram asks to wait; raises what it keeps failing with."""
    loop = asyncio.get_running_loop()
    until = loop.time() + _PATIENCE_SECONDS
    wait = _FIRST_WAIT_SECONDS
    while True:
        try:
            return await request()
        except BadRequest:
            raise  # the library counts it among the errors of the network
        except (NetworkError, RetryAfter) as error:
            wait = max(min(wait * 2, _LONGEST_WAIT_SECONDS), _asked_wait(error))
            if loop.time() + wait > until:
                raise
            log.warning("a message was not sent (%s); trying again in %.0f s", type(error).__name__, wait)
            await asyncio.sleep(wait)


def _asked_wait(error: TelegramError) -> float:
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
