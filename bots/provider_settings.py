"""What an operator sets of a sign-in provider: its address, and which role its users have by what it says of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from assistant.accounts import Role

_CLAIM = re.compile(r"[^\s:;=]+")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class OidcRoles:
    """The claim that tells, and the role for each of its values; the first that somebody has counts."""

    claim: str
    roles: tuple[tuple[str, Role], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `groups: imvo-approvers=approver; imvo-readers=reader`; raises ValueError with what to write instead."""
        claim, _, pairs = (part.strip() for part in text.partition(":"))
        roles = tuple(_pair(pair) for pair in pairs.split(";") if pair.strip())
        if not _CLAIM.fullmatch(claim) or not roles:
            raise ValueError("use a claim, a colon and value=role, with semicolons between them")
        return cls(claim, roles)

    def role(self, claims: Mapping[str, Any]) -> Role | None:
        """The role of somebody; None where they have none of the values."""
        values = _values(claims, self.claim)
        return next((role for value, role in self.roles if value in values), None)


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way can read or change what is said: https, or this machine."""
    parts = urlsplit(address)
    is_loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
    return is_loopback or (parts.scheme == "https" and bool(parts.hostname))


def _pair(text: str) -> tuple[str, Role]:
    # From the right: the names of some directories hold the sign themselves.
    value, _, role = text.rpartition("=")
    if not value.strip() or role.strip() not in list(Role):
        raise ValueError(f"use value=role, with one of the roles {', '.join(Role)}")
    return value.strip(), Role(role.strip())


def _values(claims: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    """What a claim holds, one value or a list; a dot leads into an object, as in `realm_access.roles`."""
    found: Any = claims
    if claim in claims:
        found = claims[claim]
    else:
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    return tuple(str(value) for value in found) if isinstance(found, list) else (str(found),) if found else ()
