"""Links that open the bot at a certain place."""

import pytest

from bots.deep_links import bot_link, place_payload, read_place
from knowledge.references import Reference


@pytest.mark.parametrize("text", ["ungp-2011/17", "eu-csddd/art-8/2", "oecd-guidelines-2023/II.A.11"])
def test_a_place_comes_back_from_its_link(text: str) -> None:
    payload = place_payload(Reference.parse(text))
    assert payload is not None
    assert read_place(payload) == Reference.parse(text)


def test_a_link_fits_what_telegram_passes_on() -> None:
    assert place_payload(Reference("guidance", "x" * 60)) is None
    assert bot_link("KetenwijzerBot", "s_1") == "https://t.me/KetenwijzerBot?start=s_1"


@pytest.mark.parametrize("payload", ["", "p_", "p_%", "p_Zm9v", "p_é", "c_whatever", "p_" + "A" * 62])
def test_what_names_no_place_opens_none(payload: str) -> None:
    assert read_place(payload) is None
