import pytest

from ingest.errors import IncompleteOriginal, OriginalRefused, UnreadableOriginal, UnreadableReason, UnsupportedOriginal
from knowledge.language import Language

REFUSALS = [
    *(UnreadableOriginal("text.pdf", reason) for reason in UnreadableReason),
    UnsupportedOriginal("format", name="text.odt", formats=".pdf"),
    UnsupportedOriginal("which_place", source="ilo", places="c029"),
    UnsupportedOriginal("no_such_place", source="ilo", place="c999"),
    UnsupportedOriginal("shape", shape="poem", shapes="articles"),
    UnsupportedOriginal("language", source="ungp-2011", language="nl", languages="en"),
    UnsupportedOriginal("not_in_library", source="ungp-2011", language="en"),
    UnsupportedOriginal("unrecognised", name="text.pdf", source="ungp-2011"),
    IncompleteOriginal("text.pdf", ["7"], ["8"]),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.key)
@pytest.mark.parametrize("language", Language)
def test_every_refusal_is_said_in_both_languages(refusal: OriginalRefused, language: Language) -> None:
    said = refusal.say(language)
    assert said != refusal.say(language.other)
    assert all(str(value) in said for value in refusal.slots.values())


def test_a_long_list_of_gaps_is_shown_in_part_and_kept_whole() -> None:
    refusal = IncompleteOriginal("text.pdf", [str(number) for number in range(1, 32)], [])
    assert "11, 12, ..." in refusal.say(Language.EN)
    assert len(refusal.missing) == 31
