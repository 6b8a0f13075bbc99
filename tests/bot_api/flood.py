"""How often a bot may call: off until a test switches it on.

Rules: core.telegram.org/bots/faq, "My bot is hitting limits": 30 messages a second over all, one a second to one
person with short bursts let through, 20 a minute to one group.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.bot_api.errors import ApiError
from tests.bot_api.parameters import Parameters

_COUNTED = ("sendmessage", "editmessagetext", "editmessagereplymarkup")


def too_many_requests(retry_after: int) -> ApiError:
    """A call to be made again after so many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


@dataclass(slots=True)
class _Bucket:
    """Room for a burst, which fills again with time."""

    room: float
    per_second: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """How many seconds until there is room for one more."""
        self.left = min(self.room, self.left + (now - self.at) * self.per_second)
        self.at = now
        return max(0.0, (1 - self.left) / self.per_second)


class Flood:
    """Counts what is sent and refuses what is too much."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._on = False
        self._rules: dict[str, tuple[float, float]] = {}
        self._buckets: dict[tuple[str, int], _Bucket] = {}
        self.refused = 0

    def switch_on(
        self, per_second: float = 30, per_person_a_second: float = 1, burst: float = 5, per_group_a_minute: float = 20
    ) -> None:
        """Hold the bot to limits from now on; a burst is how many messages one person may get at once."""
        self._on = True
        self._rules = {
            "all": (per_second, per_second),
            "person": (burst, per_person_a_second),
            "group": (per_group_a_minute, per_group_a_minute / 60),
        }
        self._buckets.clear()

    def switch_off(self) -> None:
        """No limits."""
        self._on = False

    def check(self, method: str, given: Parameters) -> None:
        """Count a call.

        Raises:
            ApiError: 429, with the whole seconds to wait.
        """
        if not self._on or method not in _COUNTED:
            return
        chat = given.number("chat_id", 0)
        buckets = [self._bucket("all", 0), self._bucket("person" if chat > 0 else "group", chat)]
        wait = max(bucket.wait(self._clock()) for bucket in buckets)
        if wait > 0:
            self.refused += 1
            raise too_many_requests(math.ceil(wait))
        for bucket in buckets:
            bucket.left -= 1

    def _bucket(self, rule: str, chat: int) -> _Bucket:
        room, per_second = self._rules[rule]
        return self._buckets.setdefault((rule, chat), _Bucket(room, per_second, room, self._clock()))
