"""An approved answer as the answer to its own question."""

import pytest
from sqlalchemy import Engine

from assistant.answers import Outcome
from assistant.approved import ApprovedAnswers
from assistant.approved_composing import composed
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from tests.assistant.approvals import PLACE, a_draft, ore_passages
from tests.fakes import Shelf


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(*ore_passages("Keep calm. Buyers ask where ore is from."))


def test_its_sentences_cite_the_words_that_are_nearest(approved: ApprovedAnswers, index: PassageIndex) -> None:
    answer = composed(approved.add(a_draft(), "ed"), Language.EN, index)
    assert (answer.outcome, answer.text) == (Outcome.ANSWERED, "Buyers ask about it.")
    assert [str(citation.reference) for citation in answer.citations] == [PLACE]
    assert answer.citations[0].quote == "Buyers ask where ore is from."


def test_the_words_are_those_of_the_readers_language(approved: ApprovedAnswers, index: PassageIndex) -> None:
    answer = composed(approved.add(a_draft(), "ed"), Language.NL, index)
    assert answer.citations[0].quote == "Kopers vragen waar erts vandaan komt."


def test_what_rests_on_a_place_that_is_gone_is_left_out(approved: ApprovedAnswers, index: PassageIndex) -> None:
    answer = composed(approved.add(a_draft(places=["ore-code/9"]), "ed"), Language.EN, index)
    assert (answer.sentences, answer.citations) == ((), ())


@pytest.fixture
def approved(engine: Engine) -> ApprovedAnswers:
    return ApprovedAnswers(engine)
