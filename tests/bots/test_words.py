"""The wording that the front doors share is whole in both languages."""

import re

import pytest

from assistant.answers import Mode, Outcome, Verified
from assistant.inbox_items import Rating, Reason
from bots.words import WORDING
from knowledge.documents import Status, TextKind
from knowledge.language import Language

SLOT = re.compile(r"\{(\w+)\}")


def test_both_languages_hold_the_same_keys_and_slots() -> None:
    dutch, english = WORDING.keys(Language.NL), WORDING.keys(Language.EN)
    assert dutch.keys() == english.keys()
    for key, sentence in dutch.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("outcome", Outcome),
        ("mode", Mode),
        ("verified", Verified),
        ("status", Status),
        ("text_kind", TextKind),
        ("rating", Rating),
        ("reason", Reason),
    ],
)
def test_everything_that_an_answer_or_a_citation_can_be_has_words(table: str, names: type) -> None:
    assert {f"{table}.{name}" for name in names} <= WORDING.keys(Language.NL).keys()
