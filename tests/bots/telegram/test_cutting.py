"""Where a text can be cut."""

import pytest

from bots.telegram.cutting import cut_point, shorten, shorten_words
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


def _cut(text: str, most: int, language: Language = EN) -> str:
    return text[: cut_point(text, most, language)]


def test_a_line_comes_before_a_sentence() -> None:
    assert _cut("One.\nTwo. Three. Four.", 14) == "One."


def test_a_sentence_comes_before_a_word() -> None:
    assert _cut("One is here. Two is there.", 20) == "One is here."


def test_an_abbreviation_ends_no_sentence() -> None:
    assert _cut("Kies er een, bijv. koper of tin. En dan nog iets.", 40, NL) == "Kies er een, bijv. koper of tin."


def test_a_mark_stays_with_its_sentence() -> None:
    assert _cut("One is here.\u00a0[1]\u00a0[2] Two is there.\u00a0[3]", 24) == "One is here.\u00a0[1]\u00a0[2]"
    assert _cut("One is here.\u00a0[1] Two", 14) == "One is"


def test_a_word_is_kept_whole_where_there_is_one_before_it() -> None:
    assert _cut("copper smelter", 10) == "copper"


@pytest.mark.parametrize("sequence", ["e\u0301\u0302", "👩‍🚀", "👍🏽", "🇳🇱", "❤️"])
def test_what_is_seen_as_one_character_is_not_cut(sequence: str) -> None:
    assert _cut(f"aaaa{sequence}bbbb", 4 + len(sequence) - 1) == "aaaa"


def test_something_is_always_kept() -> None:
    assert _cut("a" + 100 * "\u0301", 50) == "a" + 49 * "\u0301"


def test_a_quote_is_shortened_at_a_sentence_and_says_so() -> None:
    assert shorten("One is here. Two is there. Three.", 28, EN) == "One is here. Two is there. …"
    assert shorten("One is here.", 12, EN) == "One is here."


def test_a_quote_is_shortened_past_its_first_line() -> None:
    assert shorten("One.\nTwo. Three goes on.", 12, EN) == "One.\nTwo. …"


def test_a_first_sentence_that_is_too_long_is_shortened_at_a_word() -> None:
    assert shorten("One sentence that goes on and on.", 16, EN) == "One sentence …"


def test_words_on_a_button_fit() -> None:
    assert shorten_words("What must a smelter do?", 12) == "What must a…"
    assert shorten_words("Smelter?", 8) == "Smelter?"
    assert shorten_words(100 * "a", 8) == "aaaaaaa…"
