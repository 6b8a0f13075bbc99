"""Puts the Telegram door together from what is handed in; importing it does nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from assistant.desk import Desk
from assistant.records import Records
from bots.catalogue import Catalogues
from bots.telegram.allowance import Allowance
from bots.telegram.buttons import press_button
from bots.telegram.commands import ask_language, begin_anew, show_help, show_privacy, show_settings
from bots.telegram.delivery import Postman
from bots.telegram.erasing import ask_to_delete
from bots.telegram.failing import Failures
from bots.telegram.flood import FloodLimiter
from bots.telegram.guided_start import start_plan
from bots.telegram.intake import Intake
from bots.telegram.invitations import Invitations
from bots.telegram.library import show_sources
from bots.telegram.members import Membership, move
from bots.telegram.messages import take_edit, take_other, take_text, take_unknown_command
from bots.telegram.order import ChatOrder
from bots.telegram.parts import House, Parts
from bots.telegram.profile import COMMANDS
from bots.telegram.reception import Callback, Reception
from bots.telegram.secretariat import forgetting, write_feedback, write_to_secretariat
from bots.telegram.sending import Sender
from bots.telegram.starting import start
from bots.telegram.threads import Threads
from bots.windows import Windows
from knowledge.passage_index import PassageIndex

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
_CONNECTIONS = 64
_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Access:
    """How the bot reaches Telegram: its token, and the address of the Bot API."""

    token: str = field(repr=False)
    api: str

    @property
    def bot(self) -> int:
        """The bot's number, with which its token begins."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked, and the Redis server that counts for several processes together, or empty."""

    per_minute: int
    per_day: int
    total_per_minute: int
    redis: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of the door that are started and stopped."""

    application: "Application[Any, Any, Any, Any, Any, Any]"
    intake: Intake
    order: ChatOrder
    postman: Postman


def build_bot(
    access: Access,
    desk: Desk,
    records: Records,
    index: Callable[[], PassageIndex],
    *,
    house: House,
    limits: Limits,
    invitations: Invitations,
) -> Bot:
    """A bot that is not started yet."""
    threads, windows = Threads(), Windows(limits.redis)
    intake = Intake(records.updates.of(access.bot), records.chats, threads)
    order = ChatOrder(intake.finish)
    application = _application(access, FloodLimiter(windows), intake, order)

    async def moved(old: int, new: int) -> None:
        await threads.store(move, records.chats, old, new)

    parts = Parts(
        desk=desk,
        records=records,
        index=index,
        catalogues=Catalogues(index),
        threads=threads,
        sender=Sender(application.bot, moved),
        allowance=Allowance(windows, limits.per_minute, limits.per_day, limits.total_per_minute),
        invitations=invitations,
        house=house,
    )
    application.add_handlers(_handlers(parts))
    application.add_error_handler(Failures(parts).handle)
    return Bot(application, intake, order, Postman(records.outbox, records.chats, parts.sender, threads))


def _application(
    access: Access, limiter: AIORateLimiter, intake: Intake, order: ChatOrder
) -> "Application[Any, Any, Any, Any, Any, Any]":
    return (
        ApplicationBuilder()
        .token(access.token)
        .base_url(f"{access.api}/bot")
        .base_file_url(f"{access.api}/file/bot")
        .rate_limiter(limiter)
        .update_queue(intake)
        .concurrent_updates(order)
        .connection_pool_size(_CONNECTIONS)
        .pool_timeout(_PATIENCE_SECONDS)
        .read_timeout(_PATIENCE_SECONDS)
        .write_timeout(_PATIENCE_SECONDS)
        .build()
    )


def _handlers(parts: Parts) -> list[BaseHandler[Any, Any, Any]]:
    membership, reception = Membership(parts), Reception(parts)
    admit, listen = reception.admitting, reception.addressed
    by_command: dict[str, Callback] = {
        "start": admit(forgetting(start), uninvited=True),
        "help": admit(forgetting(show_help), uninvited=True),
        "privacy": admit(forgetting(show_privacy), uninvited=True, private=True),
        "delete": admit(forgetting(ask_to_delete), uninvited=True, private=True),
        "language": admit(forgetting(ask_language)),
        "sources": admit(forgetting(show_sources)),
        "plan": admit(forgetting(start_plan), private=True),
        "new": admit(forgetting(begin_anew), private=True),
        "ask": admit(write_to_secretariat, private=True),
        "feedback": admit(write_feedback, private=True),
        "settings": admit(forgetting(show_settings), private=True),
    }
    fresh = filters.UpdateType.MESSAGE
    return [
        *(CommandHandler(command.names, by_command[command.name], filters=fresh) for command in COMMANDS),
        CallbackQueryHandler(admit(press_button, uninvited=True)),
        ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, listen(take_edit)),
        MessageHandler(fresh & filters.COMMAND, listen(take_unknown_command)),
        MessageHandler(fresh & filters.TEXT, listen(take_text)),
        MessageHandler(fresh & ~filters.StatusUpdate.ALL, listen(take_other)),
    ]
