"""What the tests of several doors share."""

import time
from types import SimpleNamespace

import pytest

from bots.catalogue import Catalogue
from tests.bots.web.small_site import small_index

REDIS = "redis://127.0.0.1:6379/9"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the small index."""
    return Catalogue(small_index())


@pytest.fixture
def redis() -> str:
    """The address of a Redis server on this machine; skips the test where none answers."""
    library = pytest.importorskip("redis")
    with library.Redis.from_url(REDIS, socket_connect_timeout=1) as client:
        try:
            client.ping()
        except library.RedisError:
            pytest.skip("no Redis on 127.0.0.1:6379")
    return REDIS


@pytest.fixture(autouse=True)
def no_window_ends_during_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the limits start with a day, or one more is let in where a minute happens to pass."""
    past_midnight = time.time() % 86_400
    clock = SimpleNamespace(time=lambda: time.time() - past_midnight, monotonic=time.monotonic)
    for user in ("limits.aio.storage.memory", "limits.aio.strategies", "bots.windows"):
        monkeypatch.setattr(f"{user}.time", clock)
