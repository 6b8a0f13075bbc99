"""What the secretariat's pages are made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.records import Records

if TYPE_CHECKING:
    from bots.web.secretariat.oidc import Provider


@dataclass(frozen=True, slots=True)
class Secretariat:
    """The records that the pages show, and how their users come in.

    `public_url` is the address at which people reach the pages, empty where it is not set; `provider` is where they may
    sign in besides, None where there is none.
    """

    records: Records
    public_url: str = ""
    provider: "Provider | None" = None
