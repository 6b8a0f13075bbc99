"""How likely the sources hold an answer, over a small index."""

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.answerability import Answerability, Signs, signs_of
from assistant.question_kinds import question_kinds
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import search
from tests.assistant.asking import a_query
from tests.fakes import Shelf, a_provision

MEMBERS = a_provision("ore-code/1", "The council has 40 members.", "Members pay for cobalt tests.")
TESTS = a_provision("ore-code/2", "A cobalt test tells where ore was mined.")
OUTSIDE = 0.1
OPENS = 0.4
FINES = a_provision("ore-code/3", "What the fines are is not known to this library.", unknown=True)


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(MEMBERS, TESTS, FINES)


def signs(index: PassageIndex, text: str, own: str = "") -> Signs:
    query = a_query(text)
    kinds = question_kinds(text, query.language)
    return signs_of(index, query, own or text, search(index, query, 3), kinds, OUTSIDE, OPENS)


def test_the_form_of_a_question_is_told(index: PassageIndex) -> None:
    found = signs(index, "How many members does the council have today?")
    assert (found.asks_how_much, found.asks_current, found.asks_who, found.asks_when) == (1, 1, 0, 0)
    assert (found.asks_name, found.names_source, found.outside) == (0, 0, OUTSIDE)


def test_words_that_no_provision_holds_are_uncovered(index: PassageIndex) -> None:
    assert signs(index, "cobalt members council").uncovered == 0
    assert signs(index, "zeppelin").uncovered == 1
    assert 0 < signs(index, "cobalt zeppelin").uncovered < 1


def test_of_a_follow_up_only_its_own_words_count(index: PassageIndex) -> None:
    assert signs(index, "cobalt zeppelin And the members?", own="And the members?").uncovered == 0


def test_a_fact_wants_a_sentence_that_gives_one(index: PassageIndex) -> None:
    with_fact = signs(index, "How many members has the council?")
    assert with_fact.fit > signs(index, "How many cobalt tests tell where ore was mined?").fit
    assert signs(index, "Which cobalt test tells where ore was mined?").uncovered_fact == 0


def test_a_place_that_says_what_is_not_known_is_a_sign(index: PassageIndex) -> None:
    assert signs(index, "What are the fines?").unknown_first == 1
    assert signs(index, "cobalt test mined").unknown_first == 0


def test_names_that_no_provision_holds_are_unnamed(index: PassageIndex) -> None:
    assert signs(index, "cobalt under the Zeppelin Act").unnamed == 1
    assert signs(index, "cobalt under the zeppelin act").unnamed == 0
    assert signs(index, "is there a Cobalt test?").unnamed == 0


def test_a_sign_counts_with_its_weight(index: PassageIndex) -> None:
    found = signs(index, "cobalt zeppelin")
    weights = {field.name: 0.0 for field in fields(Signs)}
    assert Answerability(0.0, weights).probability(found) == 0.5
    assert Answerability(0.0, weights | {"uncovered": -4.0}).probability(found) < 0.5
    assert Answerability(30.0, weights).probability(found) > 0.99


def test_the_shipped_weights_know_every_sign_and_no_other() -> None:
    assert set(Answerability.read().weights) == {field.name for field in fields(Signs)}


def test_weights_are_read_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text("intercept = 1.5\n[weights]\nfit = 2.0\n", encoding="utf-8")
    assert Answerability.read(file) == Answerability(1.5, {"fit": 2.0})
