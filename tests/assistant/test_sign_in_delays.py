"""Attempts are counted, and the next one waits the longer the more there were."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from assistant.database import transaction
from assistant.errors import LockedOut
from assistant.sign_in_delays import (
    LONGEST_WAIT,
    Counter,
    begin_attempt,
    erase_old_attempts,
    forget_attempts,
    take_back,
)
from assistant.tables_accounts import ATTEMPTS
from tests.assistant.databases import age

ACCOUNT, ADDRESS = Counter.of_account("anna"), Counter.of_address("192.0.2.1")


def attempt(engine: Engine, *counters: Counter) -> None:
    with transaction(engine) as connection:
        begin_attempt(connection, *counters)


def wait_after(engine: Engine, counter: Counter) -> timedelta:
    """How long the next attempt would have to wait."""
    with pytest.raises(LockedOut) as locked:
        attempt(engine, counter)
    return locked.value.wait


def let_waits_pass(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(ATTEMPTS).values(locked_until=datetime.now(UTC) - timedelta(seconds=1)))


def fail(engine: Engine, counter: Counter, times: int) -> None:
    """So many attempts, each once its wait is over."""
    for _ in range(times):
        let_waits_pass(engine)
        attempt(engine, counter)


def count(engine: Engine, counter: Counter) -> int:
    with engine.connect() as connection:
        return (
            connection.execute(select(ATTEMPTS.c.count).where(ATTEMPTS.c.key == counter.key)).scalar_one_or_none() or 0
        )


def test_the_first_five_attempts_with_a_name_do_not_wait(engine: Engine) -> None:
    for _ in range(5):
        attempt(engine, ACCOUNT)
    attempt(engine, ACCOUNT)
    assert timedelta(0) < wait_after(engine, ACCOUNT) <= timedelta(seconds=1)


def test_an_address_may_try_more_often_for_many_people_may_share_it(engine: Engine) -> None:
    for _ in range(21):
        attempt(engine, ADDRESS)
    assert wait_after(engine, ADDRESS) <= timedelta(seconds=1)


def test_each_attempt_doubles_the_wait_up_to_a_quarter_of_an_hour(engine: Engine) -> None:
    fail(engine, ACCOUNT, 8)
    assert timedelta(seconds=3) < wait_after(engine, ACCOUNT) <= timedelta(seconds=4)
    fail(engine, ACCOUNT, 100)
    assert LONGEST_WAIT - timedelta(seconds=1) < wait_after(engine, ACCOUNT) <= LONGEST_WAIT == timedelta(minutes=15)


def test_trying_during_the_wait_does_not_make_it_longer(engine: Engine) -> None:
    fail(engine, ACCOUNT, 12)
    first = wait_after(engine, ACCOUNT)
    for _ in range(20):
        assert wait_after(engine, ACCOUNT) <= first
    assert count(engine, ACCOUNT) == 12


def test_one_counter_that_waits_leaves_the_others_as_they_were(engine: Engine) -> None:
    fail(engine, ADDRESS, 21)
    for _ in range(3):
        with pytest.raises(LockedOut):
            attempt(engine, ACCOUNT, ADDRESS)
    assert count(engine, ACCOUNT) == 0


def test_attempts_side_by_side_all_count(engine: Engine) -> None:
    def tried(_: int) -> bool:
        try:
            attempt(engine, ACCOUNT)
        except LockedOut:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tried, range(40))) == 6


def test_after_a_day_attempts_are_forgotten(engine: Engine) -> None:
    fail(engine, ACCOUNT, 30)
    for column in ("last_at", "locked_until"):
        age(engine, "sign_in_attempts", column, days=2)
    attempt(engine, ACCOUNT)
    assert count(engine, ACCOUNT) == 1


def test_old_attempts_are_deleted_and_those_of_today_are_not(engine: Engine) -> None:
    attempt(engine, ACCOUNT)
    age(engine, "sign_in_attempts", "last_at", days=2)
    attempt(engine, ADDRESS)
    with transaction(engine) as connection:
        erase_old_attempts(connection)
    assert (count(engine, ACCOUNT), count(engine, ADDRESS)) == (0, 1)


def test_forgetting_ends_the_wait(engine: Engine) -> None:
    fail(engine, ACCOUNT, 12)
    with transaction(engine) as connection:
        forget_attempts(connection, ACCOUNT)
    attempt(engine, ACCOUNT)
    assert count(engine, ACCOUNT) == 1


def test_an_attempt_that_is_taken_back_leaves_the_earlier_ones(engine: Engine) -> None:
    fail(engine, ADDRESS, 25)
    with transaction(engine) as connection:
        take_back(connection, ADDRESS)
    assert count(engine, ADDRESS) == 24
    attempt(engine, ADDRESS)


def test_addresses_of_one_subscriber_count_as_one() -> None:
    of = Counter.of_address
    assert of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff::9%eth0")
    assert of("2001:db8:1:2::1") != of("2001:db8:1:3::1")
    assert of("192.0.2.1") != of("192.0.2.2")
    assert of("::ffff:192.0.2.1") != of("::ffff:192.0.2.2")
    assert of("testclient") != of("")


def test_the_database_holds_neither_names_nor_addresses(engine: Engine) -> None:
    attempt(engine, ACCOUNT, ADDRESS)
    with engine.connect() as connection:
        kept = str(connection.execute(select(ATTEMPTS)).all())
    assert "anna" not in kept
    assert "192.0.2.1" not in kept
