import pytest

from assistant.same_question import TOLERANCE, SameQuestion
from assistant.word_pairs import WordPairs
from tests.assistant.reading import read

REFUSAL = "May we refuse the questions of a customer?"
SILENCE = "Our supplier does not answer our questions. What do we do?"


def is_same(approved: str, asked: str) -> bool:
    difference = SameQuestion(WordPairs.read()).difference(read(approved), read(asked))
    return difference is not None and difference <= TOLERANCE


@pytest.mark.parametrize(
    ("approved", "asked"),
    [
        (REFUSAL, REFUSAL),
        (REFUSAL, "Mogen we de vragen van een klant weigeren?"),
        (REFUSAL, "Good morning, may we refuse a customer's questions? Thanks in advance"),
        (REFUSAL, "may we refus the qeustions of a custommer"),
        (REFUSAL, "We make brackets in Zwolle with 40 people. May we refuse the questions of a customer?"),
        (SILENCE, "Leverancier geeft geen antwoord op onze vragen, wat nu?"),
        ("How long must we keep records?", "retention period records"),
    ],
)
def test_the_same_question_in_other_words_is_the_same(approved: str, asked: str) -> None:
    assert is_same(approved, asked)


@pytest.mark.parametrize(
    ("approved", "asked"),
    [
        (REFUSAL, "Must we refuse the questions of a customer?"),
        (REFUSAL, "May we refuse the questions of a supplier?"),
        (REFUSAL, "Why may we refuse the questions of a customer?"),
        (REFUSAL, "May we refuse the questions of a customer in Germany?"),
        (REFUSAL, "May we refuse the questions of a customer about children?"),
        (REFUSAL, "and may we refuse the questions of a customer?"),
        (REFUSAL, "May we refuse the questions of a customer and what does it cost?"),
        (REFUSAL, "We are not in the EU. May we refuse the questions of a customer?"),
        (REFUSAL, "Hello!"),
        (SILENCE, "Our supplier does not answer our questions because they are secret. What do we do?"),
        ("What does step 2 ask?", "What does step 3 ask?"),
        ("What does the CSDDD ask of us?", "What does the Ore code 2020 ask of us?"),
        ("May we import tin?", "May we export tin?"),
        ("May we buy copper?", "Mogen we staal kopen?"),
    ],
)
def test_a_neighbouring_question_is_another_one(approved: str, asked: str) -> None:
    assert not is_same(approved, asked)


def test_what_leaves_open_what_it_wants_has_no_answer_to_whatever_is_asked() -> None:
    assert is_same("Why do we keep records?", "keeping records")
    assert not is_same("keeping records", "Why do we keep records?")
