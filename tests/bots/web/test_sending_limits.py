"""How much one visitor may send."""

import asyncio

import pytest

from bots.web.sending_limits import SendingLimits


def waits(*visitors: tuple[str, str]) -> list[int]:
    """How many minutes each visitor has to wait, in turn; a visitor is a conversation and an address."""

    async def run() -> list[int]:
        limits = SendingLimits()
        return [await limits.minutes_to_wait(*visitor) for visitor in visitors]

    return asyncio.run(run())


def test_a_conversation_has_room_for_five_an_hour() -> None:
    *first, sixth, other = waits(*[("c", "192.0.2.1")] * 6, ("d", "192.0.2.1"))
    assert first == [0] * 5
    assert 0 < sixth <= 120  # the window before this one counts in part
    assert other == 0


def test_an_address_has_room_for_twenty_whatever_the_conversation() -> None:
    *first, last, other = waits(*((f"{n}", "192.0.2.1") for n in range(21)), ("other", "192.0.2.2"))
    assert first == [0] * 20
    assert last > 0
    assert other == 0


@pytest.mark.parametrize(("second", "counted"), [("2001:db8::ffff", True), ("2001:db8:0:1::1", False)])
def test_ipv6_counts_by_network(second: str, counted: bool) -> None:
    addresses = ["2001:db8::1"] * 20 + [second]
    *_, last = waits(*((f"{n}", address) for n, address in enumerate(addresses)))
    assert (last > 0) is counted


def test_neither_a_conversation_nor_an_address_is_kept() -> None:
    async def run() -> str:
        limits = SendingLimits()
        await limits.minutes_to_wait("my-conversation", "192.0.2.1")
        storage = limits._windows._own.storage
        return repr(vars(storage))

    kept = asyncio.run(run())
    assert "LIMIT" in kept
    assert "my-conversation" not in kept
    assert "192.0.2.1" not in kept
