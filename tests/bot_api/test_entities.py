"""Entities that a bot gives itself, and those of what people write."""

import pytest

from tests.bot_api.entities import Entity, entities_from_json, message_text
from tests.bot_api.errors import ApiError


def found(text: str) -> list[tuple[str, str]]:
    formatted = message_text(text)
    return [(entity.type, formatted.under(entity)) for entity in formatted.entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("say /help@KetenwijzerBot now", [("bot_command", "/help@KetenwijzerBot")]),
        ("and/or 1/2 //x /a/b", []),
        ("👍 @ketenwijzer", [("mention", "@ketenwijzer")]),
        ("anna@ore.example", [("email", "anna@ore.example")]),
        ("#12 #art12", [("hashtag", "#art12")]),
        ("see ore.nl/x.", [("url", "ore.nl/x")]),
        ("Art. 8 of 3.5", []),
    ],
)
def test_commands_mentions_and_addresses_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_entities_of_a_call_are_kept_and_those_that_telegram_finds_itself_are_not_taken_over() -> None:
    given = [{"type": "bold", "offset": 0, "length": 3}, {"type": "mention", "offset": 0, "length": 3}]
    assert message_text("ore", entities_from_json(given)).entities == (Entity("bold", 0, 3),)


def test_a_removed_character_moves_what_comes_after_it() -> None:
    formatted = message_text("\u2028a\rb", [Entity("bold", 1, 3)])
    assert (formatted.text, formatted.entities) == ("ab", (Entity("bold", 0, 2),))


def test_code_that_holds_part_of_a_quote_is_dropped() -> None:
    formatted = message_text("abcd", [Entity("blockquote", 0, 2), Entity("code", 1, 3)])
    assert formatted.entities == (Entity("blockquote", 0, 2),)


def test_a_text_of_blanks_is_refused() -> None:
    with pytest.raises(ApiError, match=r"^Bad Request: message text is empty$"):
        message_text(" \n\t ")
