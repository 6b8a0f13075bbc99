"""Manners in groups: who is addressed, what a reply is about, and one short introduction."""

import re

from telegram import Message, MessageEntity

from bots.telegram.callback_data import answer_named_by


def is_addressed(message: Message, name: str) -> bool:
    """Whether a message in a group mentions the bot, gives it a command by name, or replies to it."""
    if mentions(message, name) or replied_to(message, name) is not None:
        return True
    commands = _marked(message, MessageEntity.BOT_COMMAND)
    return any(command.lower().endswith(f"@{name.lower()}") for command in commands)


def mentions(message: Message, name: str) -> bool:
    """Whether a message names the bot."""
    return any(text.lower() == f"@{name.lower()}" for text in _marked(message, MessageEntity.MENTION))


def _marked(message: Message, kind: str) -> list[str]:
    """The stretches of the text, or of the caption, that Telegram marked so."""
    if message.text:
        return list(message.parse_entities([kind]).values())
    return list(message.parse_caption_entities([kind]).values()) if message.caption else []


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
