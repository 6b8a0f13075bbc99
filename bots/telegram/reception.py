"""Receives every update: who may come in, how much they may ask, and what is remembered of their chat."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from assistant.chats import Chat, new_chat
from assistant.errors import LogUnavailable
from bots.telegram.allowance import Refusal
from bots.telegram.groups import is_addressed
from bots.telegram.keyboards import Rows, keyboard, link
from bots.telegram.parts import Parts
from bots.telegram.places import place_of
from bots.telegram.texts import paragraphs
from bots.telegram.visits import Visit, message_of, spoken_language
from bots.telegram.words import say
from knowledge.language import Language

_TWO_MINUTES = 120
_TWO_HOURS = 7200

Handler = Callable[[Parts, Visit], Awaitable[None]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)


class Reception:
    """Turns updates into visits for handlers, and turns away what may not come in."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def admitting(self, handler: Handler, *, uninvited: bool = False, private: bool = False) -> Callback:
        """A handler for chats that were let in, or also for `uninvited` ones; `private` points groups away."""
        return self._callback(handler, lambda _: True, uninvited=uninvited, private=private)

    def addressed(self, handler: Handler) -> Callback:
        """A handler for messages of chats that were let in; in a group, for those that are meant for the bot."""
        return self._callback(handler, self._is_for_us, uninvited=False, private=False)

    def _is_for_us(self, update: Update) -> bool:
        message, place = message_of(update), place_of(update)
        if message is None or place is None or place.private:
            return True
        return is_addressed(message, self._parts.sender.name)

    def _callback(
        self, handler: Handler, concerns_us: Callable[[Update], bool], *, uninvited: bool, private: bool
    ) -> Callback:
        async def callback(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
            visit = await self._enter(update) if concerns_us(update) else None
            if visit is None:
                return
            if not uninvited and not self._parts.invitations.admits(visit.chat.invitation):
                await tell(self._parts, visit, "invitation.needed")
            elif private and not visit.place.private:
                await point_to_private(self._parts, visit)
            else:
                await handler(self._parts, visit)

        return callback

    async def _enter(self, update: Update) -> Visit | None:
        """The visit; None where nobody is to be answered, or not so soon."""
        place, user = place_of(update), update.effective_user
        if place is None or user is None or _is_another_bot(update):
            return None
        key = self._parts.records.chats.key(place.chat_id, place.thread_id)
        chat = await self._remembered(key)
        visit = Visit(
            place=place,
            chat=chat,
            language=spoken_language(chat, user),
            sender=self._parts.records.chats.key(user.id, None),
            message=message_of(update),
            query=update.callback_query,
            update_id=update.update_id,
        )
        refusal = await self._parts.allowance.message(key)
        if refusal is not None:
            if visit.query is not None:
                await self._parts.sender.acknowledge(visit.query)
            await refuse(self._parts, visit, refusal)
            return None
        return visit

    async def _remembered(self, key: str) -> Chat:
        try:
            chat = await self._parts.threads.store(self._parts.records.chats.get, key)
            if chat.active:
                return chat
            chat = replace(chat, active=True)
            await self._parts.save(chat)
        except LogUnavailable:
            log.warning("what is remembered of a chat cannot be read; it is met as a new one")
            return new_chat(key)
        return chat


def _is_another_bot(update: Update) -> bool:
    """Whether a bot wrote this; an administrator who is anonymous in a group looks like one and is none."""
    user, message = update.effective_user, message_of(update)
    anonymous = message is not None and message.sender_chat is not None
    return user is not None and user.is_bot and not anonymous


async def refuse(parts: Parts, visit: Visit, refusal: Refusal) -> None:
    """Say when to try again, unless that was said a moment ago."""
    if not refusal.told:
        await tell(parts, visit, "limit.wait", wait=spoken_wait(refusal.seconds, visit.language))


def spoken_wait(seconds: int, language: Language) -> str:
    """A stretch of time in the unit that people would use, rounded up."""
    if seconds < _TWO_MINUTES:
        return say("limit.seconds", language, count=seconds)
    if seconds < _TWO_HOURS:
        return say("limit.minutes", language, count=-(-seconds // 60))
    return say("limit.hours", language, count=-(-seconds // 3600))


async def point_to_private(parts: Parts, visit: Visit) -> None:
    """Send somebody in a group to a conversation with them alone."""
    button = link(say("group.open", visit.language), parts.sender.address)
    await tell(parts, visit, "group.personal", buttons=[[button]])


async def tell(parts: Parts, visit: Visit, key: str, buttons: Rows = (), **slots: object) -> None:
    """Answer with one fixed sentence."""
    text = paragraphs(say(key, visit.language, **slots))
    await parts.sender.send(visit.place, text, visit.language, keyboard(buttons))
