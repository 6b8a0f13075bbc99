import pytest

from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_facts import counts_the_same, gives
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (QuestionKind.WHEN, "It began in 2019."),
        (QuestionKind.WHEN, "Het begint in mei."),
        (QuestionKind.HOW_LONG, "Records are kept for five years."),
        (QuestionKind.HOW_OFTEN, "De analyse wordt elke 3 jaar herhaald."),
        (QuestionKind.HOW_MUCH, "De bijdrage is € 900."),
        (QuestionKind.WHO, "The chair is Anna Jansen."),
    ],
)
def test_a_sentence_gives_what_is_asked_for(kind: QuestionKind, sentence: str) -> None:
    assert gives(frozenset({kind}), sentence, "")
    assert not gives(frozenset({kind}), "Buyers keep records of ore.", "")
    assert not gives(frozenset({QuestionKind.OTHER}), sentence, "")


def test_a_name_that_the_question_holds_is_no_answer_to_it() -> None:
    asked = "Who are the members of the Ore Council?"
    assert not gives(frozenset({QuestionKind.WHO}), "It began with the Ore Council.", asked)
    assert gives(frozenset({QuestionKind.WHO}), "The chair of the Ore Council is Anna Jansen.", asked)


@pytest.mark.parametrize(
    "sentence",
    ["In the first term (2019-2024) buyers asked.", "Volgens artikel 24 hoort dat.", "In step 4 it is tracked."],
)
def test_the_number_of_a_place_or_a_term_is_no_fact(sentence: str) -> None:
    assert not gives(FACTS, sentence, "")


@pytest.mark.parametrize(
    ("question", "sentence", "language", "counted"),
    [
        ("Hoeveel bedrijven deden mee?", "In jaar 4 deden 14 bedrijven mee.", NL, True),
        ("Hoeveel bedrijven deden mee?", "Het convenant had zestien partijen.", NL, False),
        ("How many member companies are there?", "It has more than 500 large member companies.", EN, True),
        ("How many steps are there?", "Article 6 is about steps.", EN, False),
        ("When did it begin?", "It began with 14 companies.", EN, False),
    ],
)
def test_a_number_counts_what_is_asked(question: str, sentence: str, language: Language, counted: bool) -> None:
    assert counts_the_same(question, sentence, language) is counted


def test_a_date_is_no_amount() -> None:
    assert not gives(frozenset({QuestionKind.HOW_MUCH}), "It was changed on 21 November 2026, after 2019.", "")
    assert gives(frozenset({QuestionKind.WHEN}), "It was changed on 21 November 2026.", "")


def test_what_costs_nothing_is_a_cost_told() -> None:
    assert gives(frozenset({QuestionKind.COST}), "De tool is gratis.", "")
    assert gives(frozenset({QuestionKind.COST}), "The tool is free of charge.", "")


def test_a_percentage_is_counted_by_its_sign() -> None:
    assert counts_the_same("welk percentage geldt", "Het doel is 25% van het gebruik.", NL)
    assert not counts_the_same("What percentage applies?", "The goal is 25 tonnes.", EN)
