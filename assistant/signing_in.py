"""How people sign in, stay so and sign out. Each attempt is noted in the audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, and_, update

from assistant import sessions
from assistant.accounts import LONGEST_DISPLAY_NAME, Role, User, begin_anew, new_user, normal_name, user, user_row
from assistant.audit import note
from assistant.database import insert_or, transaction
from assistant.errors import AccountDisabled, LinkExpired, WrongPassword
from assistant.passwords import Passwords, check_password
from assistant.sign_in_delays import Counter, begin_attempt, erase_old_attempts, forget_attempts, take_back
from assistant.tables_accounts import USERS

_FROM_PROVIDER = "oidc:"
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token of a new session, and that by which the browser is known from now on; both are secret."""

    token: str
    browser: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is according to a provider; issuer and subject together are theirs for ever, the rest is of now."""

    issuer: str
    subject: str
    name: str
    display_name: str
    role: Role


class SignIns:
    """Begins and ends sessions; raises LogUnavailable where the database does not answer.

    What has to do with passwords takes some 50 ms and 64 MiB: keep it off the event loop.
    """

    def __init__(self, engine: Engine, session_hours: int = sessions.SESSION_HOURS) -> None:
        self._engine = engine
        self._lifetime = timedelta(hours=session_hours)
        self._passwords = Passwords()

    def sign_in(self, name: str, password: str, address: str, browser: str = "") -> SignedIn:
        """Begin a session; raises WrongPassword and LockedOut.

        `address` is where the attempt comes from, `browser` the token that an earlier one gave. It takes as long for a
        name that nobody has as for a wrong password.
        """
        name = normal_name(name)
        with transaction(self._engine) as connection:
            row = user_row(connection, USERS.c.name == name)
            counters = _counters(connection, name, row, address, browser)
        with transaction(self._engine) as connection:
            begin_attempt(connection, *counters)
        matches = self._passwords.matches(None if row is None else row["password"], password)
        if row is None or not matches or not row["active"]:
            # A name that nobody has may be a password in the wrong field: it is not kept.
            self._note("sign_in_failed", "" if row is None else name, address=address)
            raise WrongPassword
        changes = self._brought_up_to_date(row["password"], password)
        with transaction(self._engine) as connection:
            signed_in = self._signed_in(connection, row, address, browser, **changes)
            _count_no_longer(connection, counters)
        return signed_in

    def sign_in_externally(self, identity: Identity, address: str) -> SignedIn:
        """Begin a session for who comes from a provider, as they are known there now; raises AccountDisabled."""
        now = {"display_name": identity.display_name[:LONGEST_DISPLAY_NAME], "role": identity.role.value}
        mine = and_(USERS.c.issuer == identity.issuer, USERS.c.subject == identity.subject)
        with transaction(self._engine) as connection:
            _add_external(connection, identity)
            row = user_row(connection, mine)
            if row is None or not row["active"]:
                raise AccountDisabled
            if row["role"] != identity.role:
                note(connection, identity.issuer, "role_changed", row["name"], role=identity.role.value)
            return self._signed_in(connection, row, address, "", **now)

    def link_user(self, link: str) -> User:
        """Whom a link to choose a password is for; raises LinkExpired."""
        with transaction(self._engine) as connection:
            user_id = sessions.link_user(connection, link)
            row = user_row(connection, and_(USERS.c.id == user_id, USERS.c.active))
        if row is None:
            raise LinkExpired
        return user(row)

    def take_link(self, link: str, password: str) -> SignedIn:
        """Choose a password with a link and sign in; raises LinkExpired and BadPassword, which leaves the link good."""
        invited = self.link_user(link)
        check_password(password, invited.name)
        digest = self._passwords.digest(password)
        with transaction(self._engine) as connection:
            if sessions.take_link(connection, link) is None:
                raise LinkExpired
            return self._with_new_password(connection, invited, digest)

    def change_password(self, mine: User, old: str, new: str) -> SignedIn:
        """Change one's own password, which ends all sessions and begins one.

        Raises BadPassword, WrongPassword and LockedOut.
        """
        check_password(new, mine.name)
        counter = Counter.of_change(mine.id)
        with transaction(self._engine) as connection:
            begin_attempt(connection, counter)
            row = user_row(connection, USERS.c.id == mine.id)
        if not self._passwords.matches(None if row is None else row["password"], old):
            self._note("password_change_failed", mine.name)
            raise WrongPassword
        digest = self._passwords.digest(new)
        with transaction(self._engine) as connection:
            return self._with_new_password(connection, mine, digest)

    def user_of(self, token: str) -> User | None:
        """Who is signed in with a token, while the session holds and the account is active."""
        with transaction(self._engine) as connection:
            session = sessions.session_user(connection, token)
            user_id = None if session is None else session[0]
            row = user_row(connection, and_(USERS.c.id == user_id, USERS.c.active))
        if session is None or row is None:
            return None
        if session[1]:
            with transaction(self._engine) as connection:
                sessions.touch_session(connection, token)
        return user(row)

    def sign_out(self, token: str) -> None:
        """End one session; nothing where there is none."""
        with transaction(self._engine) as connection:
            user_id = sessions.close_session(connection, token)
            row = user_row(connection, USERS.c.id == user_id)
            if row is not None:
                note(connection, row["name"], "signed_out", row["name"])

    def erase_expired(self) -> None:
        """Delete sessions, links, browsers and counted attempts that no longer matter."""
        with transaction(self._engine) as connection:
            sessions.erase_expired(connection)
            erase_old_attempts(connection)

    def _signed_in(
        self, connection: Connection, row: RowMapping, address: str, browser: str, **changes: str
    ) -> SignedIn:
        now = datetime.now(UTC)
        connection.execute(update(USERS).where(USERS.c.id == row["id"]).values(signed_in_at=now, **changes))
        note(connection, row["name"], "signed_in", row["name"], address=address)
        token = sessions.open_session(connection, row["id"], self._lifetime)
        return SignedIn(token, sessions.know_browser(connection, row["id"], browser))

    def _with_new_password(self, connection: Connection, changed: User, digest: str) -> SignedIn:
        now = datetime.now(UTC)
        connection.execute(update(USERS).where(USERS.c.id == changed.id).values(password=digest, signed_in_at=now))
        begin_anew(connection, changed)
        note(connection, changed.name, "password_changed", changed.name)
        token = sessions.open_session(connection, changed.id, self._lifetime)
        return SignedIn(token, sessions.know_browser(connection, changed.id, ""))

    def _brought_up_to_date(self, digest: str, password: str) -> dict[str, str]:
        return {"password": self._passwords.digest(password)} if self._passwords.is_outdated(digest) else {}

    def _note(self, action: str, name: str, **details: str) -> None:
        with transaction(self._engine) as connection:
            note(connection, "", action, name, **details)


def _counters(
    connection: Connection, name: str, row: RowMapping | None, address: str, browser: str
) -> Sequence[Counter]:
    """What an attempt counts for: the browser's own where it is known, else the name and the address."""
    if row is not None and browser and sessions.is_known_browser(connection, row["id"], browser):
        return (Counter.of_browser(sessions.token_digest(browser)),)
    return Counter.of_account(name), Counter.of_address(address)


def _count_no_longer(connection: Connection, counters: Sequence[Counter]) -> None:
    """What an address did wrong with other names still counts."""
    forget_attempts(connection, counters[0])
    for counter in counters[1:]:
        take_back(connection, counter)


def _add_external(connection: Connection, identity: Identity) -> None:
    """Make the account if there is none; of two people with one name the later is named by their subject."""
    shown = identity.display_name[:LONGEST_DISPLAY_NAME]
    for name in (identity.name.casefold()[:_LONGEST_NAME], identity.subject):
        row: dict[str, Any] = new_user(_FROM_PROVIDER + name, shown, identity.role)
        row |= {"issuer": identity.issuer, "subject": identity.subject}
        connection.execute(insert_or(connection, USERS).values(row).on_conflict_do_nothing())
