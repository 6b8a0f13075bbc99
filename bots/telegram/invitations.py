"""Who may come in, where the bot is not open to all."""

import hmac
from collections.abc import Sequence
from hashlib import sha256


class Invitations:
    """The codes that let a chat in; a chat keeps the digest of its code alone.

    A code that an operator takes away lets nobody in any more, also where it did before.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self._digests = tuple(sha256(code.encode()).hexdigest() for code in codes)

    @property
    def needed(self) -> bool:
        """Whether a chat needs an invitation at all."""
        return bool(self._digests)

    def digest(self, code: str) -> str | None:
        """What a chat keeps of a code; None for one that lets nobody in, which takes as long to tell."""
        given = sha256(code.encode()).hexdigest()
        return given if self.admits(given) else None

    def admits(self, digest: str | None) -> bool:
        """Whether a chat with this digest may come in."""
        found = [hmac.compare_digest(digest or "", known) for known in self._digests]
        return any(found) or not self.needed
