"""Who asks, by what a question says of "us"."""

import pytest

from assistant.askers import Asker

FOR_SMELTERS = ("step-2", "actor-smelter")
FOR_RECYCLERS = ("actor-recycler",)


@pytest.mark.parametrize(
    "question",
    [
        "Wij zijn een kleine smelterij, wat vragen wij de mijn?",
        "As a smelter, what do we ask?",
        "I work at a refinery in Budel",
        "we're a small smelter",
        "Als raffinaderij moeten wij wat doen?",
    ],
)
def test_a_text_for_smelters_is_for_who_says_to_be_one(question: str) -> None:
    assert not Asker.of(question).is_another_than(FOR_SMELTERS)
    assert Asker.of(question).is_another_than(FOR_RECYCLERS)


@pytest.mark.parametrize(
    "question", ["Moeten wij weten van welke smelterij ons tin komt?", "als de smelterij weigert, wat moeten we dan?"]
)
def test_who_speaks_of_a_smelter_as_of_another_is_none(question: str) -> None:
    assert Asker.of(question).is_another_than(FOR_SMELTERS)
    assert not Asker.of(question).is_another_than(FOR_RECYCLERS)


def test_who_tells_nothing_of_us_may_be_what_the_question_is_about() -> None:
    assert not Asker.of("How does a scrap dealer begin?").is_another_than(FOR_RECYCLERS)


def test_a_text_for_everyone_or_for_buyers_too_is_for_every_trade() -> None:
    asker = Asker.of("Which smelter does our tin come from?")
    assert not asker.is_another_than(("step-2",))
    assert not asker.is_another_than(("actor-buyer", "actor-smelter"))
