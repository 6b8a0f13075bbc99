"""What is said to be kept is what is kept."""

from dataclasses import replace

from assistant.records import Records
from assistant.tables import METADATA
from bots.data_protection.facts import STANDARD
from bots.data_protection.kept import KEPT, kept
from bots.data_protection.words import WORDING
from knowledge.language import Language

_ALL_STORES = Records  # importing it makes every table known


def test_every_table_of_the_database_belongs_to_a_part() -> None:
    described = {table for part in KEPT for table in part.tables}
    assert set(METADATA.tables) <= described


def test_every_part_says_what_it_is_why_for_how_long_and_who_sees_it() -> None:
    keys = WORDING.keys(Language.NL).keys()
    for part in KEPT:
        assert {f"part.{part.name}.{key}" for key in ("what", "why", "period", "who")} <= keys


def test_what_is_switched_off_is_not_told() -> None:
    names = {part.name for part in kept(replace(STANDARD, logs=False, telegram=False))}
    assert "conversation" in names
    assert not {"log", "waiting", "chat"} & names
    assert "chat" in {part.name for part in kept(replace(STANDARD, telegram=True))}
