from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from assistant.errors import LogUnavailable
from assistant.tables import UPDATES
from assistant.updates import DEDUPLICATION_DAYS, Updates
from tests.assistant.databases import age, gone

PAYLOAD = {"update_id": 1, "message": {"text": "Wat moet ik? 🙂", "chat": {"id": 5}}}


@pytest.fixture
def updates(engine: Engine) -> Updates:
    return Updates(engine)


def waiting(updates: Updates) -> list[int]:
    return [update.id for update in updates.take_waiting()]


def kept(engine: Engine) -> list[tuple[object, object]]:
    """What each row still holds of a person."""
    with engine.connect() as connection:
        rows = connection.execute(select(UPDATES.c.chat, UPDATES.c.payload).order_by(UPDATES.c.id)).all()
    return [(chat, payload) for chat, payload in rows]


def test_an_update_is_received_once(updates: Updates) -> None:
    assert [updates.receive(1, PAYLOAD, "chat") for _ in range(3)] == [True, False, False]


def test_bots_number_their_updates_each_for_itself(updates: Updates) -> None:
    other = updates.of(7)
    assert updates.receive(1, PAYLOAD, "chat")
    assert other.receive(1, PAYLOAD, "chat")
    other.finish(1)
    assert (waiting(updates), waiting(other)) == ([1], [])


def test_of_threads_that_receive_the_same_update_one_is_to_answer_it(updates: Updates) -> None:
    with ThreadPoolExecutor(4) as pool:
        received = list(pool.map(lambda number: updates.receive(number // 4, PAYLOAD, "chat"), range(40)))
    assert sum(received) == 10
    assert all(sum(received[start : start + 4]) == 1 for start in range(0, 40, 4))


def test_an_answered_update_leaves_its_number_alone(updates: Updates, engine: Engine) -> None:
    updates.receive(1, PAYLOAD, "chat")
    updates.finish(1)
    assert kept(engine) == [(None, None)]
    assert waiting(updates) == []
    assert not updates.receive(1, PAYLOAD, "chat")


def test_what_a_killed_process_left_comes_back_whole_and_in_order(updates: Updates, engine: Engine) -> None:
    for number in (3_000_000_000, 2, 1):
        updates.receive(number, PAYLOAD | {"update_id": number}, None)
    updates.finish(2)
    left = Updates(engine).take_waiting()
    assert [update.id for update in left] == [1, 3_000_000_000]
    assert left[0].payload == PAYLOAD
    assert datetime.now(UTC) - left[0].received_at < timedelta(minutes=1)


def test_each_attempt_is_counted_so_that_one_that_always_fails_can_be_given_up(updates: Updates) -> None:
    updates.receive(1, PAYLOAD, None)
    assert [updates.take_waiting()[0].attempts for _ in range(2)] == [2, 3]


def test_an_update_that_another_process_is_busy_with_is_left_to_it(updates: Updates, engine: Engine) -> None:
    updates.receive(1, PAYLOAD, None)
    assert updates.take_waiting(idle_seconds=60) == []
    age(engine, "updates", "taken_at", days=1)
    assert [update.id for update in updates.take_waiting(idle_seconds=60)] == [1]
    assert updates.take_waiting(idle_seconds=60) == []


def test_of_threads_that_take_what_waits_each_update_goes_to_one(updates: Updates, engine: Engine) -> None:
    for number in range(20):
        updates.receive(number, PAYLOAD, None)
    age(engine, "updates", "taken_at", days=1)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: updates.take_waiting(idle_seconds=60), range(4)))
    assert sorted(update.id for updates_of_one in taken for update in updates_of_one) == list(range(20))


def test_erasing_takes_what_a_chat_sent_before_and_nothing_else(updates: Updates, engine: Engine) -> None:
    for number, chat in enumerate(["mine", "yours", "mine", "mine"]):
        updates.receive(number, PAYLOAD, chat)
    updates.finish(0)
    assert updates.erase("mine", before=3) == 1
    assert [chat for chat, payload in kept(engine) if payload is not None] == ["yours", "mine"]
    assert waiting(updates) == [1, 3]


def test_numbers_are_forgotten_when_they_can_no_longer_come_back(updates: Updates, engine: Engine) -> None:
    updates.receive(1, PAYLOAD, "chat")
    updates.receive(2, PAYLOAD, "chat")
    updates.finish(2)
    age(engine, "updates", "received_at", days=DEDUPLICATION_DAYS + 1)
    updates.receive(3, PAYLOAD, "chat")
    updates.forget_older_than(DEDUPLICATION_DAYS)
    assert waiting(updates) == [3]
    assert len(kept(engine)) == 1


def test_a_database_that_is_gone_is_an_error_of_ours(updates: Updates, engine: Engine) -> None:
    with gone(engine, "updates"):
        for attempt in (
            lambda: updates.receive(1, PAYLOAD, None),
            lambda: updates.finish(1),
            updates.take_waiting,
            lambda: updates.erase("chat", before=1),
            lambda: updates.forget_older_than(2),
        ):
            with pytest.raises(LogUnavailable):
                attempt()


def test_what_somebody_holds_is_left_to_them_and_what_they_release_is_not(updates: Updates) -> None:
    for number in (1, 2, 3):
        updates.receive(number, PAYLOAD, None)
    updates.release([1, 2, 3])
    updates.hold([1])
    updates.finish(3)
    updates.hold([3])
    assert [update.id for update in updates.take_waiting(idle_seconds=60)] == [2]
