"""What the secretariat's pages are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.disclosure import SMALLEST
from assistant.proposing import Proposals
from assistant.records import Records
from assistant.reports import Reports
from bots.chat_preview import ChatPreviewer
from bots.data_protection.facts import STANDARD, Facts
from bots.library_desk import LibraryDesk

if TYPE_CHECKING:
    from bots.web.secretariat.oidc import Provider


@dataclass(frozen=True, slots=True)
class Secretariat:
    """The records that the pages show, what answers are written with, and how their users come in.

    `put_together` begins to make groups of the logged questions, in the background; `smallest` is the fewest
    conversations of which anything logged is shown.
    `public_url` is the address at which people reach the pages, empty where it is not set; `provider` is where they may
    sign in besides, None where there is none. `library` is what editors work on, None where that is done elsewhere.
    `facts` are what the description of the data processing tells.
    """

    records: Records
    proposals: Proposals
    preview_in_chat: ChatPreviewer
    put_together: Callable[[], object]
    smallest: int = SMALLEST
    public_url: str = ""
    provider: "Provider | None" = None
    library: LibraryDesk | None = None
    facts: Facts = STANDARD

    @property
    def reports(self) -> Reports:
        """Where monthly reports come from."""
        return Reports.over(self.records)
