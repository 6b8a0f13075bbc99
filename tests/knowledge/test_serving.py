"""The service follows what is published."""

from concurrent.futures import Future, ThreadPoolExecutor
from unittest.mock import patch

from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.serving import ServingIndex
from tests.fakes import Shelf, a_provision

ORE = a_provision("ore-code/1", "Ask where the ore is from.")
WATER = a_provision("ore-code/2", "Keep the water clean.")


def test_a_new_generation_is_served_within_a_moment(shelf: Shelf) -> None:
    shelf.generations.publish([ORE])
    serving = ServingIndex(shelf.generations, lambda: None)
    shelf.generations.publish([WATER])

    with patch("knowledge.serving.time.monotonic", return_value=1e12):
        assert serving.current().passages == (WATER,)


def test_between_looks_the_index_in_hand_is_served(shelf: Shelf) -> None:
    shelf.generations.publish([ORE])
    with patch("knowledge.serving.time.monotonic", return_value=5.0):
        serving = ServingIndex(shelf.generations, lambda: None)
        shelf.generations.publish([WATER])
        assert serving.current().passages == (ORE,)


def test_a_damaged_folder_is_served_around_and_reported_once(shelf: Shelf) -> None:
    generation = shelf.generations.publish([ORE])
    (shelf.folder / "index" / generation.id / "arrays.npz").write_bytes(b"")
    reported: list[bool] = []

    serving = ServingIndex(shelf.generations, lambda: reported.append(True))

    assert serving.current().passages == (ORE,)
    assert reported == [True]


def test_a_restored_generation_is_served_within_a_moment(shelf: Shelf) -> None:
    shelf.generations.publish([ORE])
    shelf.generations.publish([WATER])
    serving = ServingIndex(shelf.generations, lambda: None)
    shelf.generations.restore()

    with patch("knowledge.serving.time.monotonic", return_value=1e12):
        assert serving.current().passages == (ORE,)


def test_whoever_asks_while_indexes_change_gets_a_whole_one(shelf: Shelf) -> None:
    states = ([ORE], [WATER, ORE])
    shelf.generations.publish(states[0])
    with patch("knowledge.serving._LOOK_EVERY_SECONDS", 0.0):
        serving = ServingIndex(shelf.generations, lambda: None)
        with ThreadPoolExecutor(4) as clients:
            changing = clients.submit(lambda: [shelf.generations.publish(states[turn % 2]) for turn in range(1, 7)])
            asking = [clients.submit(_asked_until, serving, changing) for _ in range(3)]
        found = {whole for answers in asking for whole in answers.result()}

    assert changing.exception() is None
    assert found <= {(tuple(state), len(state)) for state in states}
    assert len(found) == len(states)


def _asked_until(serving: ServingIndex, end: Future[object]) -> set[tuple[tuple[Passage, ...], int]]:
    """The passages of every index that was handed out, with how many of them its vectors find."""
    found = set()
    while not end.done():
        index = serving.current()
        near = index.nearest.nearest(Language.EN, index.centroids[Language.EN], 9)
        found.add((index.passages, len({neighbour.passage for neighbour in near})))
    return found
