"""Manners in groups: who is addressed, what a reply is about, and one short introduction."""

import re

from telegram import ChatMember, Message, MessageEntity

from bots.telegram.callback_data import answer_named_by

_OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}


def is_addressed(message: Message, name: str) -> bool:
    """Whether a message in a group mentions the bot or replies to it."""
    return mentions(message, name) or replied_to(message, name) is not None


def mentions(message: Message, name: str) -> bool:
    """Whether a message names the bot."""
    entities = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    return any(text.lower() == f"@{name.lower()}" for text in entities.values())


def replied_to(message: Message, name: str) -> Message | None:
    """The bot's own message that a message replies to; None where it replies to none."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or (replied.from_user.username or "").lower() != name.lower():
        return None
    return replied


def without_mention(text: str, name: str) -> str:
    """The text with the bot's name taken out."""
    return " ".join(re.sub(rf"@{re.escape(name)}\b[,:]?", " ", text, flags=re.IGNORECASE).split(" ")).strip()


def answer_replied_to(message: Message, name: str) -> str | None:
    """The answer under whose buttons somebody replies; None where it replies to no answer."""
    replied = replied_to(message, name)
    markup = replied.reply_markup if replied is not None else None
    data = (button.callback_data for row in (markup.inline_keyboard if markup else ()) for button in row)
    return next(filter(None, (answer_named_by(text) for text in data if isinstance(text, str))), None)
