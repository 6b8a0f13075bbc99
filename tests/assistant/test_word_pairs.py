import pytest

from assistant.word_pairs import WordPairs
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


def pairs() -> WordPairs:
    chances = {
        NL: {
            "stop": {"end": 0.4, "stop": 0.5},
            "beeindig": {"end": 0.6},
            "kinderarbeid": {"labour": 0.5},
        },
        EN: {"end": {"beeindig": 0.6, "stop": 0.3}, "stop": {"stop": 0.9}, "labour": {"arbeid": 0.9}},
    }
    seen = {NL: {"stop": 50, "klacht": 9, "regel": 9, "kinderarbeid": 5}, EN: {"end": 80, "import": 9, "export": 9}}
    return WordPairs(1000, seen, chances)


def test_a_word_that_is_seldom_seen_weighs_more() -> None:
    words = pairs()
    assert 0 < words.weight("stop", NL) < words.weight("klacht", NL) < 1


def test_a_translation_is_near_and_more_so_where_it_goes_both_ways() -> None:
    words = pairs()
    assert words.likeness("beeindig", NL, "end", EN) == 1.0
    assert words.likeness("kinderarbeid", NL, "labour", EN) == 0.0


def test_words_with_one_translation_are_near_each_other() -> None:
    assert pairs().likeness("beeindig", NL, "stop", NL) > 0.5


def test_an_unknown_word_is_near_to_what_it_is_spelt_like() -> None:
    words = pairs()
    assert words.likeness("exportt", EN, "export", EN) > 0.75
    assert words.likeness("import", EN, "export", EN) == 0.0


@pytest.mark.parametrize(("compound", "parts"), [("klachtregel", ("klacht", "regel")), ("klachtenboek", ())])
def test_a_compound_falls_apart_in_known_words(compound: str, parts: tuple[str, ...]) -> None:
    assert pairs().parts(compound) == parts


def test_equal_pairs_give_equal_bytes() -> None:
    assert pairs().dump() == pairs().dump()


def test_the_pairs_that_are_shipped_know_the_words_of_the_field() -> None:
    words = WordPairs.read()
    assert words.likeness("klacht", NL, "complaint", EN) == 1.0
    assert words.likeness("klacht", NL, "supplier", EN) == 0.0
    assert WordPairs.read() == words
