import random

from assistant.evaluation.retyping import retyped
from knowledge.lexical_index import WORD

QUESTION = "May we refuse the questions of a customer?"


def several() -> list[str]:
    random.seed(1)
    return [retyped(QUESTION) for _ in range(60)]


def test_it_is_greeted_made_plain_or_misspelt() -> None:
    found = several()
    assert any(text.endswith(("Alvast bedankt", "Thanks in advance", "Kind regards")) for text in found)
    assert "may we refuse the questions of a customer" in found
    assert any(len(set(WORD.findall(text)) - set(WORD.findall(QUESTION.lower()))) == 1 for text in found)


def test_no_letter_is_lost() -> None:
    letters = sorted("".join(WORD.findall(QUESTION.lower())))
    for text in several():
        lower = text.lower()
        assert all(lower.count(letter) >= letters.count(letter) for letter in letters), text


def test_a_question_without_a_long_word_stays_as_it_is_but_plain() -> None:
    random.seed(1)
    assert any(retyped("Tin?") == "tin" for _ in range(20))
