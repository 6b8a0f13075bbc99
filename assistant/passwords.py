"""Which passwords are taken, and how they are kept: as argon2id digests. The only door to argon2."""

import re
import unicodedata
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import BadPassword

SHORTEST = 12
LONGEST = 256
_FEWEST_CHARACTERS = 5
_COMMON = frozenset((Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split())
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME = 4


def check_password(password: str, name: str) -> None:
    """Raise BadPassword for one that is too short, too long, known to many, or holds the sign-in name."""
    lowered = _normal(password).casefold()
    if len(lowered) < SHORTEST:
        raise BadPassword("too_short")
    if len(password) > LONGEST:
        raise BadPassword("too_long")
    if _is_common(lowered):
        raise BadPassword("common")
    if len(name) >= _SHORTEST_NAME and name.casefold() in lowered:
        raise BadPassword("holds_name")


def _is_common(lowered: str) -> bool:
    """Whether many would guess it: few characters, or common words with whatever stands around them."""
    words = _WORD.findall(lowered)
    forms = {lowered, _AROUND.sub("", lowered), "".join(words)}
    only_common_words = bool(words) and _COMMON.issuperset(words)
    return only_common_words or len(set(lowered)) < _FEWEST_CHARACTERS or not forms.isdisjoint(_COMMON)


class Passwords:
    """Makes digests and compares with them; either takes some 50 ms and 64 MiB, so keep them off the event loop."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    @cached_property
    def _nobodys(self) -> str:
        """Compared with where there is nothing to compare with, so that this takes as long."""
        return self._hasher.hash("nobody's password")

    def digest(self, password: str) -> str:
        """What to keep of a password."""
        return self._hasher.hash(_normal(password))

    def matches(self, digest: str | None, password: str) -> bool:
        """Whether a password is that of a digest; never for None, which takes as long."""
        nobodys, given = self._nobodys, _normal(password[: LONGEST + 1])
        try:
            return self._hasher.verify(digest or nobodys, given) and digest is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, digest: str) -> bool:
        """Whether a digest was made with other parameters than those of now."""
        return self._hasher.check_needs_rehash(digest)


def _normal(password: str) -> str:
    """The same for all ways in which a keyboard can give a letter with its accent."""
    return unicodedata.normalize("NFKC", password)
