"""How a call fails."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class ApiError(Exception):
    """A call that is refused: the code and the words of the real server, and what the caller may do about it."""

    code: int
    description: str
    parameters: dict[str, int] = field(default_factory=dict)

    @property
    def envelope(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})

    def __str__(self) -> str:
        return self.description


class ConnectionBroken(Exception):
    """A call that gets no answer."""


def bad_request(what: str) -> ApiError:
    """A call that cannot be done as it was made."""
    return ApiError(400, f"Bad Request: {what}")
