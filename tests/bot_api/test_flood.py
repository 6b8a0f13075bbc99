"""How often a bot may send."""

import pytest

from tests.bot_api.errors import ApiError
from tests.bot_api.flood import Flood
from tests.bot_api.parameters import Parameters


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def flood(clock: Clock) -> Flood:
    return Flood(clock)


def sent(flood: Flood, chat: int, times: int) -> int:
    """How many of so many messages to a chat get through."""
    through = 0
    for _ in range(times):
        try:
            flood.check("sendmessage", Parameters({"chat_id": chat}))
            through += 1
        except ApiError:
            continue
    return through


def test_nothing_is_refused_until_the_rules_are_switched_on(flood: Flood) -> None:
    assert sent(flood, 7, 100) == 100
    flood.switch_on()
    assert sent(flood, 7, 100) < 100
    flood.switch_off()
    assert sent(flood, 7, 100) == 100


def test_one_person_gets_a_burst_and_then_one_a_second(flood: Flood, clock: Clock) -> None:
    flood.switch_on(burst=3)
    assert sent(flood, 7, 10) == 3
    clock.now += 2
    assert (sent(flood, 7, 10), sent(flood, 8, 2)) == (2, 2)
    assert flood.refused == 15


def test_a_group_gets_twenty_a_minute(flood: Flood, clock: Clock) -> None:
    flood.switch_on()
    assert sent(flood, -7, 25) == 20
    clock.now += 60
    assert sent(flood, -7, 25) == 20


def test_all_chats_together_get_thirty_a_second(flood: Flood, clock: Clock) -> None:
    flood.switch_on()
    assert sum(sent(flood, chat, 1) for chat in range(1, 101)) == 30
    clock.now += 1
    assert sum(sent(flood, chat, 1) for chat in range(1, 101)) == 30


def test_who_is_refused_hears_how_long_to_wait(flood: Flood, clock: Clock) -> None:
    flood.switch_on()
    sent(flood, -7, 20)
    with pytest.raises(ApiError) as refused:
        flood.check("sendmessage", Parameters({"chat_id": -7}))
    assert refused.value.envelope == {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }  # fmt: skip
    clock.now += 3
    assert sent(flood, -7, 2) == 1


def test_answers_to_presses_and_actions_do_not_count(flood: Flood) -> None:
    flood.switch_on(burst=1)
    for _ in range(50):
        flood.check("answercallbackquery", Parameters({}))
        flood.check("sendchataction", Parameters({"chat_id": 7}))
    assert sent(flood, 7, 1) == 1
