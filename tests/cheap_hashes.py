"""Digests of passwords that cost next to nothing, for tests of what is around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from argon2 import PasswordHasher


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """The time in which whatever makes digests makes cheap ones."""
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.passwords.PasswordHasher", cheap)
        yield
