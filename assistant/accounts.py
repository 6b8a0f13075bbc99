"""The people who work here and what they may do. Each change is noted in the audit trail, in the same transaction."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, select, true, update

from assistant.audit import note
from assistant.database import insert_or, transaction
from assistant.errors import BadName, UnknownUser
from assistant.passwords import Passwords, check_password
from assistant.sessions import drop_links, forget_everywhere, make_link
from assistant.sign_in_delays import Counter, forget_attempts
from assistant.tables_accounts import USERS

LONGEST_DISPLAY_NAME = 128
# Names that come from a provider hold a colon, which ours cannot.
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")


_LOCAL = USERS.c.issuer.is_(None)


class Role(StrEnum):
    """What somebody may do. The secretariat's first three build on each other; the operator stands apart.

    An operator manages users and sees no questions; nobody of the secretariat manages users.
    """

    READER = "reader"
    EDITOR = "editor"
    APPROVER = "approver"
    OPERATOR = "operator"

    def may(self, needed: "Role") -> bool:
        """Whether this role may do what another one is needed for."""
        if Role.OPERATOR in (self, needed):
            return self is needed
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class AccountState(StrEnum):
    """Whether somebody can sign in; who is invited has no password yet."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account; `external` ones sign in at the provider and have no password here."""

    id: int
    name: str
    display_name: str
    role: Role
    active: bool
    external: bool
    has_password: bool
    signed_in_at: datetime | None

    @property
    def state(self) -> AccountState:
        """Whether they can sign in."""
        if not self.active:
            return AccountState.DISABLED
        return AccountState.ACTIVE if self.external or self.has_password else AccountState.INVITED


class Accounts:
    """Reads and changes accounts; raises LogUnavailable where the database does not answer.

    `by` is the sign-in name of who makes a change.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._passwords = Passwords()

    def add(self, name: str, display_name: str, role: Role, *, by: str) -> User:
        """An account without a password: nobody can sign in with it yet. Raises BadName."""
        name, display_name = _checked_name(name), _checked_display_name(display_name)
        row = new_user(name, display_name, role)
        with transaction(self._engine) as connection:
            adding = insert_or(connection, USERS).values(row).on_conflict_do_nothing(index_elements=[USERS.c.name])
            if connection.execute(adding.returning(USERS.c.id)).scalar_one_or_none() is None:
                raise BadName("name_taken")
            note(connection, by, "user_added", name, role=role.value)
        return self.get(name)

    def get(self, name: str) -> User:
        """The account of a sign-in name; raises UnknownUser."""
        with transaction(self._engine) as connection:
            row = user_row(connection, USERS.c.name == normal_name(name))
        if row is None:
            raise UnknownUser(name)
        return user(row)

    def users(self) -> list[User]:
        """All accounts by name."""
        with transaction(self._engine) as connection:
            return list(map(user, connection.execute(select(USERS).order_by(USERS.c.name)).mappings()))

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Change what somebody may do, at once; raises UnknownUser, also where the provider gives the role."""
        with transaction(self._engine) as connection:
            changed = _change(connection, name, _LOCAL, role=role.value)
            note(connection, by, "role_changed", changed["name"], role=role.value)

    def set_active(self, name: str, active: bool, *, by: str) -> None:
        """Disable an account, which ends its sessions and links, or enable it again; raises UnknownUser."""
        with transaction(self._engine) as connection:
            changed = _change(connection, name, true(), active=active)
            forget_everywhere(connection, changed["id"])
            drop_links(connection, changed["id"])
            note(connection, by, "user_enabled" if active else "user_disabled", changed["name"])

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give somebody a password, which ends their sessions and waits; raises BadPassword and UnknownUser."""
        check_password(password, normal_name(name))
        digest = self._passwords.digest(password)
        with transaction(self._engine) as connection:
            changed = _change(connection, name, _LOCAL, password=digest)
            begin_anew(connection, user(changed))
            note(connection, by, "password_set", changed["name"])

    def offer_link(self, name: str, *, by: str) -> str:
        """A token with which somebody chooses a password, once and within a day; raises UnknownUser."""
        with transaction(self._engine) as connection:
            changed = _change(connection, name, _LOCAL, active=USERS.c.active)
            note(connection, by, "link_made", changed["name"])
            return make_link(connection, changed["id"])

    def sign_out_everywhere(self, name: str, *, by: str) -> None:
        """End all sessions of somebody; raises UnknownUser."""
        with transaction(self._engine) as connection:
            changed = _change(connection, name, true(), active=USERS.c.active)
            forget_everywhere(connection, changed["id"])
            note(connection, by, "signed_out_everywhere", changed["name"])


def normal_name(name: str) -> str:
    """A sign-in name as it is kept, whatever its capitals and the spaces around it."""
    return name.strip().casefold()


def new_user(name: str, display_name: str, role: Role) -> dict[str, Any]:
    """The row of an account that is active and has no password."""
    now = datetime.now(UTC)
    return {"name": name, "display_name": display_name, "role": role.value, "active": True, "created_at": now}


def user(row: RowMapping) -> User:
    """A row as an account."""
    return User(
        id=row["id"],
        name=row["name"],
        display_name=row["display_name"],
        role=Role(row["role"]),
        active=row["active"],
        external=row["issuer"] is not None,
        has_password=row["password"] is not None,
        signed_in_at=row["signed_in_at"],
    )


def user_row(connection: Connection, condition: ColumnElement[bool]) -> RowMapping | None:
    """The one row that a condition holds for; None where there is none."""
    return connection.execute(select(USERS).where(condition)).mappings().one_or_none()


def begin_anew(connection: Connection, changed: User) -> None:
    """End everything that an earlier password gave, the wait after wrong ones included."""
    forget_everywhere(connection, changed.id)
    drop_links(connection, changed.id)
    forget_attempts(connection, Counter.of_account(changed.name), Counter.of_change(changed.id))


def _change(connection: Connection, name: str, condition: ColumnElement[bool], **values: object) -> RowMapping:
    changing = update(USERS).where(USERS.c.name == normal_name(name), condition).values(**values)
    row = connection.execute(changing.returning(*USERS.c)).mappings().one_or_none()
    if row is None:
        raise UnknownUser(name)
    return row


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(normal_name(name)):
        raise BadName("bad_name")
    return normal_name(name)


def _checked_display_name(name: str) -> str:
    shown = " ".join(name.split())
    if not 0 < len(shown) <= LONGEST_DISPLAY_NAME:
        raise BadName("bad_display_name")
    return shown
