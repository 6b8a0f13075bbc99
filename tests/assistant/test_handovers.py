import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select

from assistant.errors import LogUnavailable
from assistant.handovers import Handovers
from assistant.tables import HANDOVERS
from tests.assistant.databases import age, gone


@pytest.fixture
def handovers(engine: Engine) -> Handovers:
    return Handovers(engine)


def test_a_code_leads_to_its_conversation_once(handovers: Handovers) -> None:
    code, other = handovers.offer("c"), handovers.offer("d")
    assert handovers.take(code) == "c"
    assert handovers.take(code) is None
    assert handovers.take(other) == "d"


def test_a_code_fits_in_a_link_and_cannot_be_guessed(handovers: Handovers) -> None:
    codes = {handovers.offer("c") for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", code) for code in codes)


@pytest.mark.parametrize("code", ["", "unknown", "x" * 5000, "é"])
def test_an_unknown_code_leads_nowhere(handovers: Handovers, code: str) -> None:
    handovers.offer("c")
    assert handovers.take(code) is None


def test_a_code_that_is_too_old_leads_nowhere_and_is_deleted(handovers: Handovers, engine: Engine) -> None:
    code = handovers.offer("c")
    age(engine, "handovers", "expires_at", days=1)
    assert handovers.take(code) is None
    fresh = handovers.offer("d")
    handovers.erase_expired()
    with engine.connect() as connection:
        assert connection.execute(select(HANDOVERS.c.conversation_id)).scalars().all() == ["d"]
    assert handovers.take(fresh) == "d"


def test_the_database_does_not_hold_the_code(handovers: Handovers, engine: Engine) -> None:
    code = handovers.offer("c")
    with engine.connect() as connection:
        assert code not in str(connection.execute(select(HANDOVERS)).all())


def test_of_threads_that_take_the_same_code_one_gets_the_conversation(handovers: Handovers) -> None:
    codes = [handovers.offer("c") for _ in range(10)]
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda number: handovers.take(codes[number // 4]), range(40)))
    assert sum(conversation is not None for conversation in taken) == 10


def test_erasing_takes_the_codes_of_one_conversation(handovers: Handovers) -> None:
    mine, yours = handovers.offer("mine"), handovers.offer("yours")
    assert handovers.erase("mine") == 1
    assert (handovers.take(mine), handovers.take(yours)) == (None, "yours")


def test_a_database_that_is_gone_is_an_error_of_ours(handovers: Handovers, engine: Engine) -> None:
    with gone(engine, "handovers"):
        for attempt in (
            lambda: handovers.offer("c"),
            lambda: handovers.take("code"),
            lambda: handovers.erase("c"),
            handovers.erase_expired,
        ):
            with pytest.raises(LogUnavailable):
                attempt()
