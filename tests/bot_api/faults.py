"""Calls that fail on purpose, in the order in which a test asks for it."""

import threading
from dataclasses import dataclass

from tests.bot_api.errors import ApiError
from tests.bot_api.flood import too_many_requests

_WORDS = {
    400: "Bad Request",
    403: "Forbidden",
    409: "Conflict",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """What happens to the next calls of a method; of none named, to all but getUpdates."""

    method: str | None
    times: int
    error: ApiError | None  # the refusal, before the call takes effect
    done: bool  # whether it takes effect
    breaks: bool  # whether the connection breaks instead of an answer
    delay: float  # seconds before all that

    def suits(self, method: str) -> bool:
        """Whether it is about this call; `method` in lower case."""
        return method == self.method if self.method else method != "getupdates"


NO_FAULT = Fault(None, 1, None, done=True, breaks=False, delay=0)


class Faults:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: list[Fault] = []

    def next_calls_fail(
        self, code: int, method: str | None = None, times: int = 1, retry_after: int = 1, description: str | None = None
    ) -> None:
        """The next calls are refused, before they take effect; `retry_after` (seconds) is for code 429."""
        error = ApiError(code, description or _WORDS.get(code, "Error"))
        refusal = too_many_requests(retry_after) if code == 429 else error
        self._add(Fault(_lower(method), times, refusal, done=False, breaks=False, delay=0))

    def next_calls_drop(self, method: str | None = None, times: int = 1, done: bool = False) -> None:
        """The connection breaks without an answer; `done` says whether the call took effect all the same."""
        self._add(Fault(_lower(method), times, None, done, breaks=True, delay=0))

    def next_calls_wait(self, seconds: float, method: str | None = None, times: int = 1) -> None:
        """The next calls take so long before they are done."""
        self._add(Fault(_lower(method), times, None, done=True, breaks=False, delay=seconds))

    def take(self, method: str) -> Fault:
        """The fault of this call, `NO_FAULT` where nothing is to go wrong; `method` in lower case."""
        with self._lock:
            fault = next((one for one in self._coming if one.suits(method)), NO_FAULT)
            if fault is not NO_FAULT:
                fault.times -= 1
                self._coming = [one for one in self._coming if one.times > 0]
        return fault

    def clear(self) -> None:
        """Nothing fails any more."""
        with self._lock:
            self._coming.clear()

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._coming.append(fault)


def _lower(method: str | None) -> str | None:
    return method.lower() if method else None
