import pytest

from assistant.question_reading import Kind
from tests.assistant.reading import read


def keys(question: str) -> set[str]:
    return {concept.key for concept in read(question).concepts}


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Wanneer stoppen we met een leverancier?", "When do we stop with a supplier?"),
        ("Wat doen we als een klant om een risicokaart vraagt?", "What do we do if a customer asks for a heat map?"),
        ("Welke stap na stap 2 van de CSDDD?", "Which step after step two of the CSDDD?"),
        ("Wie houdt in Nederland toezicht?", "Who supervises in the Netherlands?"),
    ],
)
def test_the_two_languages_come_down_to_the_same_concepts_and_focus(dutch: str, english: str) -> None:
    assert keys(dutch) == keys(english)
    assert read(dutch).focus == read(english).focus


@pytest.mark.parametrize(
    "question",
    [
        "Goedemiddag, kunt u mij zeggen wie ons beleid goedkeurt? Alvast bedankt",
        "Ik weet niet wie ons beleid goedkeurt",
        "wie keurt ons beleid goed",
        "wie goedkeurd ons beleit",
    ],
)
def test_courtesies_doubts_and_misspellings_change_nothing(question: str) -> None:
    reading = read(question)
    assert {concept.key for concept in reading.concepts} == {"policy", "approve"}
    assert reading.focus == "who"


def test_who_somebody_is_stands_apart_from_what_they_ask() -> None:
    reading = read("We make pumps in Deventer. May we refuse a customer's questions?")
    assert {concept.key for concept in reading.concepts} == {"refuse", "customer", "question"}
    assert "deventer" not in {concept.key for concept in reading.introduction}
    assert reading.focus == "yes-or-no"


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("How do we protect an employee who reports an abuse?", "how"),
        ("Until when does the agreement run?", "when"),
        ("How many raw materials are there?", "how-much"),
        ("For how many years do we keep records?", "how-long"),
        ("What happens if we do not pay?", "consequence"),
        ("What is the difference between the two?", "difference"),
        ("What are the six steps?", "definition"),
        ("Our supplier does not answer. What do we do?", "what-to-do"),
        ("Is that allowed?", "yes-or-no"),
        ("retention of records", None),
        ("Waarom vraagt een klant dat?", "why"),
        ("Hoe vaak moeten we dat doen?", "how-often"),
        ("Waar begint een handelaar?", "start"),
    ],
)
def test_the_form_tells_what_sort_of_answer_is_wanted(question: str, focus: str | None) -> None:
    assert read(question).focus == focus


def test_a_second_question_and_one_that_leans_on_something_before_are_seen() -> None:
    assert read("What must we publish and what does it cost?").asks_more
    assert not read("What must we publish?").asks_more
    assert read("and by when?").leans


def test_the_year_in_the_name_of_a_source_is_no_number() -> None:
    assert keys("What does the Ore code 2020 say on tin?") >= {"ore-code"}
    assert "2020" in keys("What was said in 2020 on tin?")


def test_duty_and_permission_are_told_apart_from_the_subject() -> None:
    assert read("Must we refuse?").modalities == {"must"}
    assert read("Mogen we weigeren?").modalities == {"may"}


def test_a_term_keeps_the_words_that_it_is_made_of() -> None:
    [term] = [concept for concept in read("a heat map").concepts if concept.kind is Kind.TERM]
    assert [part.key for part in term.within] == ["heat", "map"]


def test_a_question_that_does_not_tell_wants_what_another_wants() -> None:
    assert read("retention of records").wanting_as(read("How long?")).focus == "how-long"
    assert read("Why?").wanting_as(read("How long?")).focus == "why"
