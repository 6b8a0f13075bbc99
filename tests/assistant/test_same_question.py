from dataclasses import replace
from functools import cache

import pytest

from assistant.question_matching import QuestionMatcher
from assistant.same_question import SameQuestion, Signs, Verdict, signs_of, together
from assistant.word_pairs import WordPairs
from knowledge.language import Language
from tests.assistant.reading import read

REFUSAL = "May we refuse the questions of a customer?"
SILENCE = "Our supplier does not answer our questions. What do we do?"


@cache
def matcher() -> QuestionMatcher:
    return QuestionMatcher()


def signs(approved: str, asked: str, network: float = 0.0) -> Signs:
    return signs_of(WordPairs.read(), read(approved), read(asked), network)


def is_same(approved: str, asked: str) -> bool:
    known, seen = matcher().read([approved, asked])
    return SameQuestion.read().verdict([signs(approved, asked, matcher().compare(seen, [known])[0])]).is_same


@pytest.mark.parametrize(
    ("approved", "asked"),
    [
        (REFUSAL, REFUSAL),
        (REFUSAL, "Mogen we de vragen van een klant weigeren?"),
        (REFUSAL, "Good morning, may we refuse a customer's questions? Thanks in advance"),
        (REFUSAL, "I work at a foundry. May we refuse the questions of a customer?"),
        (SILENCE, "Leverancier geeft geen antwoord op onze vragen, wat nu?"),
    ],
)
def test_the_same_question_in_other_words_is_the_same(approved: str, asked: str) -> None:
    assert is_same(approved, asked)


@pytest.mark.parametrize(
    ("approved", "asked"),
    [
        (REFUSAL, "May we refuse the questions of a supplier?"),
        (REFUSAL, "Why may we refuse the questions of a customer?"),
        (REFUSAL, "May we refuse the questions of a customer in Germany?"),
        (REFUSAL, "May we refuse the questions of a customer and what does it cost?"),
        (REFUSAL, "Hello!"),
        (SILENCE, "Our supplier does not answer our questions because they are secret. What do we do?"),
        ("What does step 2 ask?", "What does step 3 ask?"),
        ("What does the CSDDD ask of us?", "What does the Ore code 2020 ask of us?"),
        ("May we import tin?", "May we export tin?"),
        ("May we buy copper?", "Mogen we staal kopen?"),
    ],
)
def test_a_neighbour_is_another_question(approved: str, asked: str) -> None:
    assert not is_same(approved, asked)


def test_nothing_is_missing_between_a_question_and_itself() -> None:
    found = signs(REFUSAL, REFUSAL, network=3.0)
    assert found == Signs(3.0, *[0.0] * 9)


@pytest.mark.parametrize(
    ("asked", "sign"),
    [
        ("Why may we refuse the questions of a customer?", "other_focus"),
        ("Must we refuse the questions of a customer?", "other_modality"),
        ("May we refuse the questions of a customer and what does it cost?", "asks_more"),
        ("And may we refuse the questions of a customer?", "leans"),
        ("Hello!", "no_subject"),
        ("May we refuse the questions of a customer in Germany?", "added_names"),
        ("May we refuse the questions of a supplier?", "missing_names"),
    ],
)
def test_each_sign_is_seen(asked: str, sign: str) -> None:
    assert getattr(signs(REFUSAL, asked), sign) > 0


def test_a_source_in_the_other_language_is_the_same_source() -> None:
    found = signs_of(WordPairs.read(), read("What does the CSDDD ask?"), read("Wat vraagt de CSDDD?", Language.NL), 0.0)
    assert (found.missing_names, found.added_names) == (0.0, 0.0)


def a_judge(**weights: float) -> SameQuestion:
    """One that believes the mean of what the network finds, and is milder the more ways are known."""
    return SameQuestion(0.0, {"network": 1.0, **weights}, (0.9, 0.7, 0.5))


def test_the_verdict_is_over_all_known_ways_to_ask_together() -> None:
    near, far = signs(REFUSAL, REFUSAL, 3.0), signs(REFUSAL, REFUSAL, -1.0)
    assert a_judge().verdict([near]) == Verdict(pytest.approx(0.953, abs=0.001), is_same=True)
    assert a_judge().verdict([near, far]) == Verdict(pytest.approx(0.731, abs=0.001), is_same=True)
    assert a_judge().verdict([near, far, far, far]) == Verdict(0.5, is_same=True)
    assert a_judge().verdict([far]).is_same is False


def test_each_sign_counts_by_its_weight() -> None:
    near = signs(REFUSAL, "May we refuse the questions of a customer and what does it cost?", 3.0)
    assert a_judge(asks_more=-3.0).verdict([near]).chance == 0.5


def test_what_must_be_is_never_what_may_be() -> None:
    other = signs(REFUSAL, "Must we refuse the questions of a customer?", 9.0)
    assert a_judge().verdict([other, other]) == Verdict(0.0, is_same=False)


def test_what_the_signs_tell_together_is_of_the_network_mean_most_and_least_and_of_the_rest_the_mean() -> None:
    told = together([signs(REFUSAL, REFUSAL, 3.0), signs(REFUSAL, "And may we refuse questions of a customer?", 1.0)])
    assert (told.network, told.most, told.least, told.leans) == (2.0, 3.0, 1.0, 0.5)
    assert told.ways == pytest.approx(0.693, abs=0.001)


def test_the_judge_that_is_shipped_believes_the_network_and_minds_the_signs() -> None:
    judge = SameQuestion.read()
    near, far = signs(REFUSAL, REFUSAL, 6.0), signs(REFUSAL, REFUSAL, -4.0)
    assert judge.verdict([near]).is_same
    assert judge.verdict([far]).chance < 0.5
    assert not judge.verdict([replace(near, network=3.0, asks_more=1.0, added_names=2.0, other_focus=1.0)]).is_same
