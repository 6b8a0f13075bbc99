"""Where blocking work is done: never on the event loop."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

_ANSWERS_AT_ONCE = 4
_STORES_AT_ONCE = 8

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Two groups of worker threads, so that reading and writing do not wait for answers."""

    def __init__(self) -> None:
        self._answers = CapacityLimiter(_ANSWERS_AT_ONCE)
        self._stores = CapacityLimiter(_STORES_AT_ONCE)

    async def answer(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run what computes an answer."""
        return await to_thread.run_sync(partial(work, *arguments, **named), limiter=self._answers)

    async def store(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run what reads or writes the database."""
        return await to_thread.run_sync(partial(work, *arguments, **named), limiter=self._stores)
