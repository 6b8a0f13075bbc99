"""Names of conversations in the log: equal within a month, and telling nothing without that month's key."""

import hashlib
import hmac
import secrets
from datetime import date
from pathlib import Path

from knowledge.locks import waiting_lock

_SUFFIX = ".key"


class Pseudonyms:
    """Names conversations with a key for each month, kept in a folder that its owner alone reads.

    A month's key is deleted once no line of that month is kept: what was then written down elsewhere can be joined to
    no conversation any more. `first` is the key that all lines had before keys changed; it still finds them.
    """

    def __init__(self, folder: Path, first: bytes) -> None:
        self._folder = folder
        self._first = first

    def of(self, conversation_id: str, day: date) -> str:
        """The name of a conversation on a day."""
        return _name(new_key(self._folder / f"{_month(day)}{_SUFFIX}"), conversation_id)

    def all_of(self, conversation_id: str) -> list[str]:
        """All names that a conversation may have in what is kept."""
        keys = [file.read_bytes() for file in self._files()]
        return [_name(key, conversation_id) for key in (*keys, self._first)]

    def forget_before(self, day: date) -> None:
        """Delete the keys of months that ended before a day."""
        for file in self._files():
            if file.stem < _month(day):
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"????-??{_SUFFIX}"))


def new_key(file: Path) -> bytes:
    """A key, made at first use and readable by its owner alone."""
    if file.exists() and (key := file.read_bytes()):
        return key
    file.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may start at once, and must not each have a key of their own.
    with waiting_lock(file.with_suffix(".lock")):
        if not file.exists():
            made = file.with_suffix(".new")
            made.touch(mode=0o600)
            made.write_bytes(secrets.token_bytes(32))
            made.replace(file)
        return file.read_bytes()


def _name(key: bytes, conversation_id: str) -> str:
    return hmac.new(key, conversation_id.encode(), hashlib.sha256).hexdigest()[:32]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
