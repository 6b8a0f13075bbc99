from dataclasses import replace

from assistant.passage_texts import PassageTexts
from assistant.side_by_side import side_by_side
from knowledge.documents import Passage
from knowledge.retrieval import search
from tests.assistant.asking import a_query
from tests.fakes import Shelf, a_card, a_document, a_provision

ORE, SEA = (
    a_document("ore-code", short="Ore code", aliases=("ore code",)),
    a_document("sea-code", short="Sea code", aliases=("sea code",)),
)
ABOUT_ORE = a_provision("ore-code/about", "The Ore code is for mines.", document=ORE)
ABOUT_SEA = a_provision("sea-code/about", "The Sea code is for ships.", "It has two parts.", document=SEA)
PLACES = ("ore-code/about", "sea-code/about")
CARGO = a_provision("ore-code/1", "Cargo of ore is weighed.", document=ORE)


def told(shelf: Shelf, question: str, *passages: Passage) -> list[str]:
    index = shelf.publish(ABOUT_ORE, ABOUT_SEA, CARGO, *passages)
    mentions = index.names.mentions(question)
    query = replace(a_query(question), keywords=" ".join(mentions.rest), named_sources=mentions.sources)
    hits = search(index, query, 12)
    texts = side_by_side(index, query, PassageTexts(index, query.language), hits[0], 100)
    return [text.text for text in texts]


def test_sources_that_are_compared_are_each_told_about(shelf: Shelf) -> None:
    asked = "What is the difference between the Ore code and the Sea code?"
    assert told(shelf, asked) == ["The Ore code is for mines.", "The Sea code is for ships.", "It has two parts."]


def test_a_question_about_something_besides_is_not_answered_so(shelf: Shelf) -> None:
    assert told(shelf, "How do the Ore code and the Sea code differ on cargo?") == []


def test_one_source_is_not_compared(shelf: Shelf) -> None:
    assert told(shelf, "What is the difference between the Ore code and silence?") == []


def test_a_place_that_tells_of_both_goes_before(shelf: Shelf) -> None:
    card = a_card("codes", "Ore code and Sea code: what is the difference?", ["They differ."], [], [*PLACES])
    assert told(shelf, "What is the difference between the Ore code and the Sea code?", card) == []
