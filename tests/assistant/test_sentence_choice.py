"""How sentences are judged, over a small index."""

from dataclasses import fields, replace

import pytest

from assistant.question_kinds import question_kinds
from assistant.sentence_choice import SentenceSigns
from knowledge.documents import Role
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Query, search
from tests.assistant.asking import a_choice, a_judge, a_query
from tests.fakes import Shelf, a_card, a_provision

SCOPE = a_provision("ore-code/1", "The zinc duty is for traders.", "The zinc duty began in 2029.", "It covers:")
RIVERS = a_provision("ore-code/2", "Rivers are kept clean unless no mine is near.")
STATE = a_provision("ore-code/3", "The state must weigh zinc.")
CARD = a_card("duty", "What does the zinc duty ask?", ["Weigh the zinc."], ["Call the trader."], ["ore-code/1"])

WARNINGS = [(Role.RECORD, "Note the weight."), (Role.PITFALL, "Zinc dust burns.")]


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(SCOPE, RIVERS, STATE, CARD)


def signs(index: PassageIndex, query: Query) -> dict[str, SentenceSigns]:
    found = a_judge(index, query, search(index, query, 6), question_kinds(query.text, query.language)).found
    return {each.ranked.text: each.signs for each in found}


def test_steps_and_what_only_announces_a_list_are_no_candidates(index: PassageIndex) -> None:
    found = signs(index, a_query("What does the zinc duty ask of a trader, and what does it cover?"))
    assert "Weigh the zinc." in found
    assert not {"Call the trader.", "It covers:"} & set(found)


def test_what_a_card_warns_of_and_asks_to_record_may_be_told(shelf: Shelf) -> None:
    warned = a_card("duty", "What does the zinc duty ask?", ["Weigh the zinc."], [], ["ore-code/1"], rest=WARNINGS)
    found = signs(shelf.publish(SCOPE, warned), a_query("What does the zinc duty ask?"))
    assert (found["Zinc dust burns."].pitfall, found["Zinc dust burns."].aside) == (1, 0)
    assert (found["Note the weight."].pitfall, found["Note the weight."].aside) == (0, 1)
    assert (found["Weigh the zinc."].pitfall, found["Weigh the zinc."].aside) == (0, 0)


def test_a_sentence_that_gives_no_date_lacks_the_fact_of_a_when(index: PassageIndex) -> None:
    found = signs(index, a_query("When did the zinc duty begin?"))
    assert found["The zinc duty began in 2029."].no_fact == 0
    assert found["The zinc duty is for traders."].no_fact == 1


def test_the_first_provision_and_its_first_sentence_are_neither_behind_nor_late(index: PassageIndex) -> None:
    found = signs(index, a_query("Is the zinc duty for traders?"))
    first = found["The zinc duty is for traders."]
    assert (first.rank, first.behind, first.late, first.fit) == (0, 0, 0, 0)
    assert found["The zinc duty began in 2029."].late > 0


def test_what_an_authority_must_do_and_what_limits_is_told(index: PassageIndex) -> None:
    found = signs(index, a_query("Must we weigh zinc and keep rivers clean near a mine?"))
    assert found["The state must weigh zinc."].of_authority == 1
    assert found["Rivers are kept clean unless no mine is near."].limits == 1


def test_chances_are_chances_and_the_sentence_asked_for_likelier_opens_than_another(index: PassageIndex) -> None:
    query = a_query("Is the zinc duty for traders?")
    judged = {each.ranked.text: each for each in a_judge(index, query, search(index, query, 6)).found}
    assert all(0 < each.opens < 1 and 0 < each.helps < 1 for each in judged.values())
    assert judged["The zinc duty is for traders."].opens > judged["Rivers are kept clean unless no mine is near."].opens


def test_nothing_is_judged_where_nothing_was_found(index: PassageIndex) -> None:
    assert a_judge(index, a_query("zinc"), []).found == ()


def test_a_place_is_judged_as_part_of_what_was_found_and_one_that_was_not_found_by_itself(index: PassageIndex) -> None:
    query = a_query("Is the zinc duty for traders?")
    hits = search(index, query, 6)
    rivers = [hit for hit in hits if hit.reference == RIVERS.reference]
    among, alone = a_judge(index, query, hits).of(rivers), a_judge(index, query, hits[:1]).of(rivers)
    assert [each.ranked.text for each in among] == [each.ranked.text for each in alone] == [RIVERS.text]
    assert among[0].signs.rank > alone[0].signs.rank == 0


def test_every_weight_that_is_shipped_is_that_of_a_sign() -> None:
    choice = a_choice()
    names = {field.name for field in fields(SentenceSigns)}
    assert set(choice.opens.weights) == set(choice.helps.weights) == names


def test_the_sentence_nearest_by_the_network_is_not_behind_in_likeness(index: PassageIndex) -> None:
    query = replace(a_query("zinc duty"), text="The zinc duty began in 2029.")
    found = signs(index, query)
    assert max(found, key=lambda text: found[text].likeness) == "The zinc duty began in 2029."
