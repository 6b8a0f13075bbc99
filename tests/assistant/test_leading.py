"""Which sentence leads, over a small index."""

import pytest

from assistant.leading import LeadChoice
from assistant.question_kinds import question_kinds
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import search
from tests.assistant.asking import a_query
from tests.fakes import Shelf, a_provision

DUTY = a_provision("ore-code/1", "A company under the zinc duty must report on zinc.", "Reports on zinc are public.")
SCOPE = a_provision(
    "ore-code/2", "The zinc duty is for a company with more than 5,000 employees.", "The zinc duty began in 2029."
)


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(DUTY, SCOPE)


def lead(index: PassageIndex, text: str) -> str:
    query = a_query(text)
    choice = LeadChoice(index, query, question_kinds(text, query.language))
    return choice.leading(choice.rank(search(index, query, 5))).text


def test_a_size_leads_to_the_sentence_that_sets_the_limit(index: PassageIndex) -> None:
    assert lead(index, "Is the zinc duty for our company of 300 employees, must it report?") == (
        "The zinc duty is for a company with more than 5,000 employees."
    )


def test_without_a_size_the_duty_itself_leads(index: PassageIndex) -> None:
    assert lead(index, "Must a company under the zinc duty report on zinc?") == (
        "A company under the zinc duty must report on zinc."
    )


def test_a_date_that_is_asked_for_leads_its_provision(index: PassageIndex) -> None:
    assert lead(index, "When did the zinc duty for a company with employees begin?") == "The zinc duty began in 2029."
