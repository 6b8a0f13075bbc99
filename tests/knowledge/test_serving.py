"""The service follows what is published."""

from unittest.mock import patch

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
