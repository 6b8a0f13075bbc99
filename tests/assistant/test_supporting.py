import pytest

from assistant.passage_texts import PassageTexts
from assistant.supporting import Supporting
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import search
from tests.assistant.asking import a_query
from tests.fakes import Shelf, a_card, a_provision

ORIGIN = a_provision("ore-code/1", "Buyers ask every smelter where the cobalt was mined.")
AGAIN = a_provision("ore-code/2", "Buyers ask every smelter where the cobalt was mined each year.")
DUST = a_provision("ore-code/3", "A smelter where cobalt was mined keeps dust low.")
NAME = a_provision("ore-code/about/name", "The name is Code on where a smelter says the cobalt was mined.")
BOATS = a_provision("ore-code/4", "Boats sail at dawn.")
CARD = a_card(
    "ask", "Where was the cobalt mined?", ["Ask the smelter where the cobalt was mined."], ["Ask."], ["ore-code/1"]
)
QUESTION = a_query("Where does a smelter say the cobalt was mined?")


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(ORIGIN, AGAIN, DUST, NAME, BOATS, CARD)


def beside(index: PassageIndex, fit: float) -> list[str]:
    texts = PassageTexts(index, QUESTION.language)
    hits = search(index, QUESTION, 6)
    said = next(hit for hit in hits if hit.reference == ORIGIN.reference)
    answer = [texts.of(said.passages[0], said.passages[0].sentences[0])]
    return [text.text for text in Supporting(index, QUESTION, texts).beside(hits, [said], fit, answer)]


def test_what_says_something_else_about_the_same_is_added(index: PassageIndex) -> None:
    assert DUST.text in beside(index, 0.5)


def test_what_was_said_already_is_not_added_again(index: PassageIndex) -> None:
    assert AGAIN.text not in beside(index, 0.5)


def test_what_fits_much_worse_is_left_out_and_so_are_cards(index: PassageIndex) -> None:
    assert not {BOATS.text, CARD.text} & set(beside(index, 0.5))
    assert beside(index, 5.0) == []


def test_what_a_source_is_called_is_never_added(index: PassageIndex) -> None:
    assert NAME.text not in beside(index, 0.5)
