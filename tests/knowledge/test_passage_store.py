import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from knowledge import passage_store
from knowledge.passage_store import Generation, PassageStore
from knowledge.sentences import Span
from tests.fakes import a_provision

ONE = a_provision("ore-code/1", "Buyers ask where ore is from.")
TWO = a_provision("ore-code/2", "Mines keep their water clean.")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    store = PassageStore.open(tmp_path / "made" / "knowledge.sqlite")
    yield store
    store.close()


def generation(name: str, hours: int = 0) -> Generation:
    return Generation(name, f"fingerprint of {name}", "hash", NOON + timedelta(hours=hours))


def held(store: PassageStore) -> int:
    with sqlite3.connect(store._engine.url.database or "") as connection:
        count: int = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    connection.close()
    return count


def test_nothing_is_served_before_the_first_generation(store: PassageStore) -> None:
    assert store.serving_generation() is None


def test_what_was_published_last_is_served(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("second", 1), [TWO])
    assert store.serving_generation() == generation("second", 1)


def test_passages_come_back_in_the_order_of_their_generation(store: PassageStore) -> None:
    store.publish(generation("first"), [TWO, ONE])
    assert store.passages("first") == [TWO, ONE]


def test_a_generation_that_is_not_known_has_no_passages(store: PassageStore) -> None:
    assert store.passages("nowhere") == []


def test_a_generation_of_more_passages_than_a_statement_takes_is_kept_whole(store: PassageStore) -> None:
    passages = [a_provision(f"ore-code/{number}", f"Rule {number} holds.") for number in range(1201)]
    store.publish(generation("large"), passages)
    assert store.passages("large") == passages


def test_a_passage_of_two_generations_is_kept_once(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("second", 1), [ONE, TWO])
    assert held(store) == 2


def test_a_passage_that_moved_in_its_original_is_kept_at_its_new_place(store: PassageStore) -> None:
    first, moved = replace(ONE, span=Span(0, 29)), replace(ONE, span=Span(12, 41))
    assert moved.digest == first.digest
    store.publish(generation("first"), [first])
    store.publish(generation("second", 1), [moved])
    assert store.passages("second") == [moved]
    assert held(store) == 1


def test_a_publication_that_fails_leaves_the_earlier_one_serving(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    with pytest.raises(Exception, match="UNIQUE"):
        store.publish(generation("first"), [TWO])
    assert store.serving_generation() == generation("first")
    assert store.passages("first") == [ONE]
    assert held(store) == 1


def test_old_generations_are_forgotten_with_the_passages_only_they_held(store: PassageStore) -> None:
    for number, passages in enumerate(([ONE], [TWO], [TWO])):
        store.publish(generation(f"number {number}", number), passages)
    store.forget_generations(keep=2)
    assert store.generation_ids() == {"number 1", "number 2"}
    assert store.passages("number 0") == []
    assert held(store) == 1


def test_the_generation_that_was_served_before_can_serve_again(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("second", 1), [TWO])
    previous = store.previous_generation("hash")
    assert previous == generation("first")
    store.restore("first")
    assert store.serving_generation() == replace(generation("first"), restored=True)
    store.let_go()
    assert store.serving_generation() == generation("first")


def test_after_a_restored_generation_the_next_one_has_it_for_its_previous(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("second", 1), [TWO])
    store.restore("first")
    store.publish(replace(generation("third"), published_at=datetime.now(UTC)), [ONE, TWO])
    previous = store.previous_generation("hash")
    assert previous is not None
    assert previous.id == "first"


def test_a_generation_of_another_embedder_is_no_previous_one(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("second", 1), [TWO])
    assert store.previous_generation("other") is None


def test_a_generation_takes_the_place_of_another(store: PassageStore) -> None:
    store.publish(generation("first"), [ONE])
    store.publish(generation("again", 1), [ONE], instead_of="first")
    assert store.generation_ids() == {"again"}
    assert store.passages("again") == [ONE]


def test_the_generation_that_serves_is_never_forgotten(store: PassageStore) -> None:
    store.publish(generation("newer", 5), [ONE])
    store.publish(generation("clock set back", 0), [TWO])
    store.forget_generations(keep=1)
    assert store.generation_ids() == {"clock set back"}
    assert store.passages("clock set back") == [TWO]


def test_after_an_upgrade_that_changed_passages_nothing_is_served(
    store: PassageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish(generation("first"), [ONE])
    monkeypatch.setattr(passage_store, "RECORD_FORMAT", passage_store.RECORD_FORMAT + 1)
    assert store.serving_generation() is None


def test_vectors_come_back_as_they_went_in(store: PassageStore) -> None:
    vectors = {f"{number:032x}": np.full(3, number, dtype=np.float32) for number in range(1100)}
    store.add_vectors("hash", vectors)
    found = store.vectors("hash", vectors)
    assert found.keys() == vectors.keys()
    assert all((found[key] == vectors[key]).all() for key in vectors)


def test_vectors_of_another_embedder_are_not_found(store: PassageStore) -> None:
    store.add_vectors("hash", {"0" * 32: np.ones(3, dtype=np.float32)})
    assert store.vectors("other", ["0" * 32]) == {}


def test_a_vector_that_is_there_stays_as_it_is(store: PassageStore) -> None:
    store.add_vectors("hash", {"0" * 32: np.ones(3, dtype=np.float32)})
    store.add_vectors("hash", {"0" * 32: np.zeros(3, dtype=np.float32)})
    assert store.vectors("hash", ["0" * 32])["0" * 32].tolist() == [1, 1, 1]


def test_what_was_kept_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    first = PassageStore.open(tmp_path / "knowledge.sqlite")
    first.publish(generation("first"), [ONE])
    first.close()
    second = PassageStore.open(tmp_path / "knowledge.sqlite")
    assert second.passages("first") == [ONE]
    second.close()


def test_a_file_that_cannot_be_written_is_said_in_the_words_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        PassageStore.open(tmp_path)


def test_many_threads_write_side_by_side(store: PassageStore) -> None:
    def add(number: int) -> None:
        store.add_vectors("hash", {f"{number:032x}": np.full(3, number, dtype=np.float32)})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(40)))
    assert len(store.vectors("hash", [f"{number:032x}" for number in range(40)])) == 40
