"""The wording of the Telegram door is whole in both languages."""

import re

from assistant.inbox import Reason
from bots.telegram.words import WORDING
from knowledge.language import Language

SLOT = re.compile(r"\{(\w+)\}")


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def test_every_reason_has_words() -> None:
    assert {f"reasons.{reason}" for reason in Reason} <= WORDING.keys(Language.NL).keys()
