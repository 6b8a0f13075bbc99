from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.likeness import Likeness
from assistant.question_space import Spaces
from knowledge.retrieval import Hit, search
from tests.assistant.asking import a_query
from tests.fakes import HashEmbedder, Shelf, a_provision, open_shelf

TEXT = "Zinc comes from mines."
ZINC = a_provision("ore-code/1", TEXT, questions=("Where does zinc come from?", "Which mines have zinc?"))
LEAVE = a_provision("ore-code/2", TEXT, questions=("Should we stop buying?", "When must we leave a supplier?"))
BARE = a_provision("ore-code/3", TEXT)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path, HashEmbedder()) as opened:
        yield opened


def equal_hits(shelf: Shelf) -> list[Hit]:
    return [replace(hit, score=0.5) for hit in search(shelf.generations.open_exact(), a_query("zinc mines"), 5)]


def likeness(shelf: Shelf) -> Likeness:
    return Likeness(HashEmbedder(), Spaces(shelf.generations.open_exact, shelf.vectors))


def order(shelf: Shelf, question: str) -> list[str]:
    judge = likeness(shelf)
    return [hit.reference.locator for hit in judge.reordered(judge.read(question), equal_hits(shelf))]


@pytest.mark.parametrize(
    ("question", "first"),
    [("Should we stop buying zinc from such mines?", "2"), ("Where does our zinc come from?", "1")],
)
def test_what_people_ask_for_in_such_a_question_goes_first(shelf: Shelf, question: str, first: str) -> None:
    shelf.publish(ZINC, LEAVE)
    assert order(shelf, question)[0] == first


def test_a_place_that_nobody_asks_for_goes_between_the_others(shelf: Shelf) -> None:
    shelf.publish(ZINC, LEAVE, BARE)
    assert order(shelf, "Should we stop buying zinc?") == ["2", "3", "1"]


def test_a_score_counts_beside_likeness(shelf: Shelf) -> None:
    shelf.publish(ZINC, LEAVE)
    judge = likeness(shelf)
    hits = [replace(hit, score=0.5 + 2 * (hit.reference.locator == "1")) for hit in equal_hits(shelf)]
    found = judge.reordered(judge.read("Should we stop buying?"), hits)
    assert [hit.reference.locator for hit in found] == ["1", "2"]


def test_a_library_that_tells_of_no_way_to_ask_leaves_the_order(shelf: Shelf) -> None:
    shelf.publish(BARE)
    hits = equal_hits(shelf)
    judge = likeness(shelf)
    assert judge.reordered(judge.read("Should we stop buying?"), hits) == tuple(hits)
    assert judge.reordered(judge.read("Should we stop buying?"), []) == ()


def test_a_library_without_ways_to_ask_needs_no_warming_up(shelf: Shelf) -> None:
    shelf.publish(BARE)
    likeness(shelf).warm_up()
