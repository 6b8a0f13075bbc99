"""People who are away to sign in at a provider, and what we recognise them by when they come back within minutes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, insert

from assistant.database import transaction
from assistant.sessions import new_token, token_digest
from assistant.tables_accounts import PROVIDER_VISITS

LIFETIME = timedelta(minutes=10)
_NONCE_BYTES = 24


@dataclass(frozen=True, slots=True)
class Visit:
    """What goes along with somebody who signs in at a provider.

    `state` is known to their browser too; `nonce` must stand in what the provider tells of them, and `verifier` proves
    that the one who asks the provider is the one who sent them (PKCE). `return_to` is the page that they wanted.
    """

    state: str
    nonce: str
    verifier: str
    return_to: str


class ProviderVisits:
    """Keeps visits, each by the digest of its state; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, return_to: str) -> Visit:
        """Note that somebody goes to the provider."""
        visit = Visit(new_token(), secrets.token_urlsafe(_NONCE_BYTES), new_token(), return_to)
        row = {"digest": token_digest(visit.state), "nonce": visit.nonce, "verifier": visit.verifier}
        row |= {"return_to": return_to}
        with transaction(self._engine) as connection:
            connection.execute(insert(PROVIDER_VISITS).values(row | {"expires_at": datetime.now(UTC) + LIFETIME}))
        return visit

    def end(self, state: str) -> Visit | None:
        """The visit of a state; None where it is unknown, was ended before or took too long."""
        mine = delete(PROVIDER_VISITS).where(
            PROVIDER_VISITS.c.digest == token_digest(state), PROVIDER_VISITS.c.expires_at > datetime.now(UTC)
        )
        with transaction(self._engine) as connection:
            row = connection.execute(mine.returning(*PROVIDER_VISITS.c)).mappings().one_or_none()
        return None if row is None else Visit(state, row["nonce"], row["verifier"], row["return_to"])

    def erase_expired(self) -> None:
        """Delete visits from which nobody came back."""
        with transaction(self._engine) as connection:
            connection.execute(delete(PROVIDER_VISITS).where(PROVIDER_VISITS.c.expires_at <= datetime.now(UTC)))
