"""What happens when a handler breaks: the person gets a sentence with a number, the log the cause with the same."""

import logging
import secrets
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from assistant.errors import LogUnavailable
from bots.telegram.members import set_active
from bots.telegram.parts import Parts
from bots.telegram.places import place_of
from bots.telegram.sending import ChatGone
from bots.telegram.texts import paragraphs
from bots.telegram.words import say
from knowledge.language import Language

log = logging.getLogger(__name__)


class Failures:
    """The error handler of the bot."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell the person, and log; somebody who blocked the bot is remembered as such, quietly."""
        error = context.error
        if isinstance(error, ChatGone):
            await self._let_go(error)
            return
        if isinstance(error, LogUnavailable):
            log.warning("a message needed the database, which does not answer")
            await self._tell(update, "problem.storage")
            return
        number = secrets.token_hex(3).upper()
        log.error("failure %s while handling a message", number, exc_info=error)
        await self._tell(update, "problem.failed", number=number)

    async def _tell(self, update: object, key: str, **slots: object) -> None:
        if not isinstance(update, Update) or (place := place_of(update)) is None:
            return
        user = update.effective_user
        dutch = user is not None and (user.language_code or "").startswith("nl")
        language = Language.NL if dutch else Language.EN
        with suppress(TelegramError, ChatGone):
            await self._parts.sender.send(place, paragraphs(say(key, language, **slots)), language)

    async def _let_go(self, gone: ChatGone) -> None:
        log.info("a chat cannot be written to any more")
        with suppress(LogUnavailable):
            chats, place = self._parts.records.chats, gone.place
            await self._parts.threads.store(set_active, chats, place.chat_id, place.thread_id, active=False)
