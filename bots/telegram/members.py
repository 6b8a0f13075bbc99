"""Comings and goings of the bot itself: added to a group, blocked by a person, a group that becomes another."""

from dataclasses import replace

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from assistant.chats import Chats
from bots.telegram.parts import Parts
from bots.telegram.places import place_in
from bots.telegram.texts import paragraphs
from bots.telegram.visits import spoken_language
from bots.telegram.words import say

_OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}


class Membership:
    """Handles what Telegram tells of the bot's own place in chats."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def changed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet a group once, and remember who blocked us."""
        change = update.my_chat_member
        if change is None:
            return
        inside = change.new_chat_member.status not in _OUTSIDE
        if change.chat.type == ChatType.PRIVATE:
            chats = self._parts.records.chats
            await self._parts.threads.store(set_active, chats, change.chat.id, None, active=inside)
        elif inside and change.old_chat_member.status in _OUTSIDE and change.chat.type != ChatType.CHANNEL:
            await self._greet(change)

    async def migrated(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take along what is remembered of a group that became another."""
        message = update.message
        if message is not None and message.migrate_from_chat_id is not None:
            chats = self._parts.records.chats
            await self._parts.threads.store(move, chats, message.migrate_from_chat_id, message.chat_id)

    async def _greet(self, change: ChatMemberUpdated) -> None:
        records = self._parts.records
        chat = await self._parts.threads.store(records.chats.get, records.chats.key(change.chat.id, None))
        language = spoken_language(chat, change.from_user)
        text = paragraphs(say("group.hello", language, name=self._parts.sender.name))
        await self._parts.sender.send(place_in(change.chat, None), text, language)
        await self._parts.save(replace(chat, disclosed=True, active=True))


def set_active(chats: Chats, chat_id: int, thread_id: int | None, *, active: bool) -> None:
    """Remember whether a chat can be written to. Raises LogUnavailable."""
    chat = chats.get(chats.key(chat_id, thread_id))
    if chat.active != active:
        chats.save(replace(chat, active=active))


def move(chats: Chats, old_id: int, new_id: int) -> None:
    """Take what is remembered of a group along to its new number. Raises LogUnavailable."""
    old = chats.get(chats.key(old_id, None))
    chats.save(replace(old, key=chats.key(new_id, None)))
