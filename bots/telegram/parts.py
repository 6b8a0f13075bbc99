"""What all handlers work with, put together once."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.chats import Chat
from assistant.desk import Desk
from assistant.records import Records
from bots.catalogue import Catalogues
from bots.telegram.allowance import Allowance
from bots.telegram.invitations import Invitations
from bots.telegram.sending import Sender
from bots.telegram.threads import Threads
from knowledge.language import Language
from knowledge.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class House:
    """What the operator set and people are told: the address of the web pages or empty, and what is kept how long."""

    public_url: str
    retention_days: int
    log_questions: bool

    def page(self, path: str, language: Language) -> str:
        """The address of a web page in a language; empty where there are no web pages."""
        return f"{self.public_url}{path}?lang={language}" if self.public_url else ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The desk and the records behind the door, and what the door itself is made of."""

    desk: Desk
    records: Records
    index: Callable[[], PassageIndex]
    catalogues: Catalogues
    threads: Threads
    sender: Sender
    allowance: Allowance
    invitations: Invitations
    house: House

    async def save(self, chat: Chat) -> None:
        """Keep the state of a chat; raises LogUnavailable."""
        await self.threads.store(self.records.chats.save, chat)
