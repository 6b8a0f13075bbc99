"""The index that questions are answered from, exchanged while the service runs."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from knowledge.errors import IndexDamaged
from knowledge.generations import Generations
from knowledge.passage_index import PassageIndex

_LOOK_EVERY_SECONDS = 1.0


class ServingIndex:
    """Hands out the published generation and follows it when another one is published.

    A damaged folder is served around: searches go over the vectors in SQL, and `on_damage` is called once to have
    it rebuilt. Indexes that are no longer served are left to the garbage collector, since answers may still use them.
    """

    def __init__(self, generations: Generations, on_damage: Callable[[], None]) -> None:
        self._generations = generations
        self._on_damage = on_damage
        self._lock = threading.Lock()
        self._looked_at = time.monotonic()
        self._index = self._open()

    def current(self) -> PassageIndex:
        """The index to answer from now."""
        now = time.monotonic()
        if now - self._looked_at < _LOOK_EVERY_SECONDS:
            return self._index
        with self._lock:
            if now - self._looked_at >= _LOOK_EVERY_SECONDS:
                self._looked_at = now
                serving = self._generations.serving()
                if serving is not None and serving.id != self._index.generation.id:
                    self._index = self._open()
        return self._index

    def _open(self) -> PassageIndex:
        with _uncollected():
            try:
                return self._generations.open()
            except IndexDamaged:
                exact = self._generations.open_exact()
        self._on_damage()
        return exact


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: an index is hundreds of thousands of objects that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
