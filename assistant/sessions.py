"""Who is signed in where: sessions, the browsers that signed in before, and links to choose a password.

Each is known to its owner by a random token of 256 bits; the database holds the token's digest alone. All functions
work in a transaction of the caller's.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, delete, insert, select, update

from assistant.tables_accounts import KNOWN_BROWSERS, PASSWORD_LINKS, SESSIONS

SESSION_HOURS = 10
IDLE = timedelta(hours=2)
LINK_LIFETIME = timedelta(days=1)
BROWSER_DAYS = 180
_TOKEN_BYTES = 32
_NOTICED_EVERY = timedelta(minutes=1)


def open_session(connection: Connection, user_id: int, lifetime: timedelta) -> str:
    """Begin a session that ends after its lifetime, or earlier when it is not used for `IDLE`; returns its token."""
    now = datetime.now(UTC)
    times = {"began_at": now, "last_at": now, "expires_at": now + lifetime}
    return _insert(connection, SESSIONS, user_id=user_id, **times)


def session_user(connection: Connection, token: str) -> tuple[int, bool] | None:
    """The user of a session that still holds, and whether it is time to `touch_session`; None where there is none."""
    now = datetime.now(UTC)
    session = select(SESSIONS.c.user_id, SESSIONS.c.last_at).where(
        SESSIONS.c.digest == token_digest(token), SESSIONS.c.expires_at > now, SESSIONS.c.last_at > now - IDLE
    )
    row = connection.execute(session).one_or_none()
    return None if row is None else (row.user_id, row.last_at < now - _NOTICED_EVERY)


def touch_session(connection: Connection, token: str) -> None:
    """Note that a session is used."""
    used = update(SESSIONS).where(SESSIONS.c.digest == token_digest(token))
    connection.execute(used.values(last_at=datetime.now(UTC)))


def close_session(connection: Connection, token: str) -> int | None:
    """End a session; returns whose it was."""
    closed = delete(SESSIONS).where(SESSIONS.c.digest == token_digest(token)).returning(SESSIONS.c.user_id)
    return connection.execute(closed).scalar_one_or_none()


def forget_everywhere(connection: Connection, user_id: int) -> None:
    """End all sessions of a user and let none of their browsers be known."""
    for table in (SESSIONS, KNOWN_BROWSERS):
        connection.execute(delete(table).where(table.c.user_id == user_id))


def is_known_browser(connection: Connection, user_id: int, token: str) -> bool:
    """Whether a user signed in with a browser before."""
    mine = select(KNOWN_BROWSERS.c.digest).where(
        KNOWN_BROWSERS.c.digest == token_digest(token), KNOWN_BROWSERS.c.user_id == user_id
    )
    return connection.execute(mine).one_or_none() is not None


def know_browser(connection: Connection, user_id: int, token: str) -> str:
    """Know a browser from now on; returns its token, a new one unless it was known already."""
    now = datetime.now(UTC)
    known = update(KNOWN_BROWSERS).where(
        KNOWN_BROWSERS.c.digest == token_digest(token), KNOWN_BROWSERS.c.user_id == user_id
    )
    if connection.execute(known.values(last_at=now)).rowcount:
        return token
    return _insert(connection, KNOWN_BROWSERS, user_id=user_id, last_at=now)


def make_link(connection: Connection, user_id: int) -> str:
    """A token with which a user may choose a password, once within `LINK_LIFETIME`; earlier ones end."""
    drop_links(connection, user_id)
    return _insert(connection, PASSWORD_LINKS, user_id=user_id, expires_at=datetime.now(UTC) + LINK_LIFETIME)


def link_user(connection: Connection, token: str) -> int | None:
    """The user whom a link is for; None where it is unknown, used or too old."""
    link = select(PASSWORD_LINKS.c.user_id).where(
        PASSWORD_LINKS.c.digest == token_digest(token), PASSWORD_LINKS.c.expires_at > datetime.now(UTC)
    )
    return connection.execute(link).scalar_one_or_none()


def take_link(connection: Connection, token: str) -> int | None:
    """As `link_user`, and nobody can use the link after this."""
    link = delete(PASSWORD_LINKS).where(
        PASSWORD_LINKS.c.digest == token_digest(token), PASSWORD_LINKS.c.expires_at > datetime.now(UTC)
    )
    return connection.execute(link.returning(PASSWORD_LINKS.c.user_id)).scalar_one_or_none()


def drop_links(connection: Connection, user_id: int) -> None:
    """Let no link of a user work any more."""
    connection.execute(delete(PASSWORD_LINKS).where(PASSWORD_LINKS.c.user_id == user_id))


def erase_expired(connection: Connection) -> None:
    """Delete sessions and links that no longer hold, and browsers that were not seen for `BROWSER_DAYS`."""
    now = datetime.now(UTC)
    seen = now - timedelta(days=BROWSER_DAYS)
    connection.execute(delete(SESSIONS).where((SESSIONS.c.expires_at <= now) | (SESSIONS.c.last_at <= now - IDLE)))
    connection.execute(delete(PASSWORD_LINKS).where(PASSWORD_LINKS.c.expires_at <= now))
    connection.execute(delete(KNOWN_BROWSERS).where(KNOWN_BROWSERS.c.last_at < seen))


def token_digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_token() -> str:
    """A random token of 256 bits, 43 characters that fit in an address and in a cookie."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _insert(connection: Connection, table: Table, **values: object) -> str:
    token = new_token()
    connection.execute(insert(table).values(digest=token_digest(token), **values))
    return token
