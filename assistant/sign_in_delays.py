"""How long to wait before the next attempt to sign in, the longer the more went wrong.

Each attempt is counted before the password is looked at, so that attempts side by side count too. One that comes during
the wait changes nothing: nobody can make the wait of another longer by trying on. A browser that signed in before has a
wait of its own, which strangers cannot bring about.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import Connection, case, delete, select, update

from assistant.database import insert_or
from assistant.errors import LockedOut
from assistant.tables_accounts import ATTEMPTS

LONGEST_WAIT = timedelta(minutes=15)
_MEMORY = timedelta(days=1)
_LONGEST_DOUBLING = 20
_ONE_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts the attempts of one kind; those past `free` make the next one wait 1 s, then 2 s, 4 s and so on."""

    key: str
    free: int

    @classmethod
    def of_account(cls, name: str) -> "Counter":
        """All attempts with a name, whether there is such an account or not, from browsers that we do not know."""
        return cls(_digest(f"account {name}"), free=5)

    @classmethod
    def of_address(cls, address: str) -> "Counter":
        """All attempts from an address; an IPv6 network of one subscriber counts as one."""
        return cls(_digest(f"address {_network(address)}"), free=20)

    @classmethod
    def of_browser(cls, browser_digest: str) -> "Counter":
        """All attempts of a browser that signed in before."""
        return cls(_digest(f"browser {browser_digest}"), free=5)

    @classmethod
    def of_change(cls, user_id: int) -> "Counter":
        """All attempts of somebody who is signed in to change their password."""
        return cls(_digest(f"change {user_id}"), free=5)

    def wait(self, count: int) -> timedelta:
        """How long the attempt after so many has to wait."""
        past = count - self.free
        seconds = 2 ** min(past - 1, _LONGEST_DOUBLING) if past > 0 else 0
        return min(timedelta(seconds=seconds), LONGEST_WAIT)


def begin_attempt(connection: Connection, *counters: Counter) -> None:
    """Count an attempt; raises LockedOut, and counts nothing, where one of the counters has to wait.

    To be the first in its transaction, which the error undoes.
    """
    for counter in counters:
        _count(connection, counter)


def forget_attempts(connection: Connection, *counters: Counter) -> None:
    """Begin to count anew."""
    connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key.in_([counter.key for counter in counters])))


def take_back(connection: Connection, counter: Counter) -> None:
    """Count one attempt less, for it was no failure; earlier ones still count."""
    counted = update(ATTEMPTS).where(ATTEMPTS.c.key == counter.key)
    connection.execute(counted.values(count=ATTEMPTS.c.count - 1, locked_until=ATTEMPTS.c.last_at))


def erase_old_attempts(connection: Connection) -> None:
    """Delete what no longer counts."""
    connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.last_at < datetime.now(UTC) - _MEMORY))


def _count(connection: Connection, counter: Counter) -> None:
    now = datetime.now(UTC)
    first = insert_or(connection, ATTEMPTS).values(key=counter.key, count=1, last_at=now, locked_until=now)
    again = case((ATTEMPTS.c.last_at < now - _MEMORY, 1), else_=ATTEMPTS.c.count + 1)
    counting = first.on_conflict_do_update(
        index_elements=[ATTEMPTS.c.key],
        set_={"count": again, "last_at": now},
        where=ATTEMPTS.c.locked_until <= now,
    )
    count = connection.execute(counting.returning(ATTEMPTS.c.count)).scalar_one_or_none()
    mine = ATTEMPTS.c.key == counter.key
    if count is None:
        until = connection.execute(select(ATTEMPTS.c.locked_until).where(mine)).scalar_one()
        raise LockedOut(until - now)
    connection.execute(update(ATTEMPTS).where(mine).values(locked_until=now + counter.wait(count)))


def _network(address: str) -> str:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> _ONE_NETWORK)
    return str(parsed)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
