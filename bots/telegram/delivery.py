"""Brings replies of the secretariat to the chats in which their questions were asked."""

import asyncio
import logging
from typing import NoReturn

from assistant.chats import Chats
from assistant.errors import LogUnavailable
from assistant.outbox import Delivery, Outbox
from assistant.questions import Channel
from bots.telegram.markup import Quote, RichText, plain
from bots.telegram.members import set_active
from bots.telegram.places import place_at
from bots.telegram.sending import ChatGone, Sender
from bots.telegram.texts import paragraphs, titled
from bots.telegram.threads import Threads
from bots.telegram.words import say

_LOOK_SECONDS = 5.0

log = logging.getLogger(__name__)


class Postman:
    """Takes what waits for Telegram, sends it, and reports how that went."""

    def __init__(self, outbox: Outbox, chats: Chats, sender: Sender, threads: Threads) -> None:
        self._outbox = outbox
        self._chats = chats
        self._sender = sender
        self._threads = threads

    async def walk(self) -> NoReturn:
        """Deliver what waits every few seconds, for as long as the bot runs."""
        while True:
            try:
                await self.deliver_waiting()
            except LogUnavailable:
                log.warning("replies of the secretariat cannot be looked for; the database does not answer")
            await asyncio.sleep(_LOOK_SECONDS)

    async def deliver_waiting(self) -> None:
        """Deliver all that waits; raises LogUnavailable.

        A reply that was sent and could not be reported is sent again.
        """
        while (delivery := await self._threads.store(self._outbox.take, Channel.TELEGRAM)) is not None:
            await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._sender.send(place_at(delivery.address), reply_text(delivery), delivery.language)
        except ChatGone as gone:
            log.info("a reply of the secretariat cannot be delivered: the chat cannot be written to any more")
            await self._threads.store(self._outbox.failed, delivery.reply_id)
            place = gone.place
            await self._threads.store(set_active, self._chats, place.chat_id, place.thread_id, active=False)
        except Exception:
            # The one boundary: whatever broke, the next reply is delivered all the same.
            log.exception("a reply of the secretariat was not delivered, at attempt %d", delivery.attempts)
            await self._threads.store(self._outbox.try_later, delivery)
        else:
            await self._threads.store(self._outbox.delivered, delivery.reply_id)


def reply_text(delivery: Delivery) -> RichText:
    """A reply under the question that it answers; it says that a person wrote it."""
    language = delivery.language
    return (
        *titled(say("reply.title", language), say("reply.asked", language)),
        Quote((), (plain(delivery.question),), expandable=True),
        *paragraphs(*filter(None, map(str.strip, delivery.text.split("\n\n")))),
        *paragraphs(say("reply.person", language)),
    )
