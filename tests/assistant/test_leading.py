"""Which sentence leads, over a small index."""

from dataclasses import replace

import pytest

from assistant.leading import LeadChoice
from assistant.question_kinds import QuestionKind, question_kinds
from knowledge.documents import Status
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import search
from tests.assistant.asking import a_judge, a_query
from tests.fakes import Shelf, a_document, a_provision

DUTY = a_provision("ore-code/1", "A company under the zinc duty must report on zinc.", "Reports on zinc are public.")
SCOPE = a_provision(
    "ore-code/2", "The zinc duty is for a company with more than 5,000 employees.", "The zinc duty began in 2029."
)


CHANNEL = a_provision("ore-code/3", "A channel for complaints has criteria, four in all.")
ACCESS = a_provision("ore-code/3/access", "A channel for complaints has criteria: access.")
STATE = a_provision("ore-code/4", "The state must publish a report on tin every year.")
REPORT = a_provision("ore-code/5", "A buyer of tin must publish a report every year.")


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(DUTY, SCOPE, CHANNEL, ACCESS, STATE, REPORT)


def lead(index: PassageIndex, text: str) -> str:
    query = a_query(text)
    kinds = question_kinds(text, query.language)
    judge = a_judge(index, query, search(index, query, 5), kinds)
    judged = sorted(judge.found, key=lambda each: -each.opens)
    return judge.lead.leading([each.ranked for each in judged]).text


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


def test_where_a_list_is_asked_for_more_speaks_for_a_provision_than_for_its_parts(index: PassageIndex) -> None:
    text = "Which criteria are there for a channel for complaints?"
    query = a_query(text)
    asked, other = (
        LeadChoice(index, query, kinds)
        for kinds in (question_kinds(text, query.language), frozenset({QuestionKind.OTHER}))
    )
    assert asked.place_of(CHANNEL.reference) > asked.place_of(ACCESS.reference)
    assert other.place_of(CHANNEL.reference) == other.place_of(ACCESS.reference)


def test_who_told_a_size_before_and_asks_at_what_cost_is_not_told_the_limit_again(index: PassageIndex) -> None:
    told, own = "Is the zinc duty for our company of 300 employees?", "And what fine does it carry?"
    query = replace(a_query(f"{told} {own}"), own=own)
    limit = SCOPE.sentence_text(SCOPE.sentences[0])
    assert LeadChoice(index, query, question_kinds(told, query.language)).comparisons(limit)
    assert not LeadChoice(index, query, question_kinds(own, query.language)).comparisons(limit)


def test_what_a_text_says_of_the_library_does_not_lead(shelf: Shelf) -> None:
    remark = "The rows of the tin thresholds in this library are those of 2020."
    index = shelf.publish(a_provision("ore-code/7", remark, "The tin thresholds are set in rows of kilograms."))
    assert (
        lead(index, "How are the rows of the tin thresholds set?") == "The tin thresholds are set in rows of kilograms."
    )


def test_a_term_that_ended_gives_way_only_where_one_that_holds_is_named_too(shelf: Shelf) -> None:
    first = a_document("ore-pact-2019", status=Status.ENDED, term="the first term")
    second = a_document("ore-pact-2025", term="the second term")
    index = shelf.publish(
        a_provision("ore-pact-2019/status", "The ore pact is voluntary for buyers.", document=first),
        a_provision("ore-pact-2025/status", "The ore pact is voluntary for smelters.", document=second),
    )
    query = a_query("Is the ore pact voluntary for us?")
    for named, ended in ((("ore-pact-2019",), False), (("ore-pact-2019", "ore-pact-2025"), True)):
        choice = LeadChoice(index, replace(query, named_sources=named), frozenset({QuestionKind.YES_NO}))
        assert [choice.has_ended(passage) for passage in index.passages] == [ended, False]
