"""An index appears at once and whole, or not at all."""

import shutil
import threading
from errno import ENOSPC
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from knowledge.errors import IndexDamaged, IndexMissing, NothingToRestore, StorageFull
from knowledge.finding_aids import FindingAids, Theme
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Query, search
from tests.fakes import HashEmbedder, Shelf, a_provision, an_entry, open_shelf

ORE = a_provision("ore-code/1", "Ask where the ore is from.", questions=("where is the ore from",))
WATER = a_provision("ore-code/2", "Keep the water of the mine clean.")
MIJN = a_provision("ore-code/2", "Houd het water van de mijn schoon.", language=Language.NL)
PASSAGES = (ORE, WATER, MIJN)


def references(index: PassageIndex, embedder: HashEmbedder, question: str) -> list[Reference]:
    query = Query(question, question, Language.EN, embedder.embed_question(question), ())
    return [hit.reference for hit in search(index, query, 5)]


def test_nothing_is_served_before_the_first_is_published(shelf: Shelf) -> None:
    with pytest.raises(IndexMissing):
        shelf.generations.open()


def test_finding_aids_are_published_with_the_passages(shelf: Shelf) -> None:
    entry, term = an_entry("ore", "ore", "Ore is rock.", ["ore-code/1"], "rock")
    theme = Theme("Erts", "Ore", (ORE.reference, WATER.reference))
    shelf.generations.publish((*PASSAGES, entry), FindingAids((term,), (theme,), ()))
    index = shelf.generations.open()

    assert index.glossary.defined("what is rock", Language.EN) == term
    assert index.crosswalk.themes == (theme,)
    assert entry.reference not in references(index, HashEmbedder(), "ore is rock")


def test_other_finding_aids_are_another_index(shelf: Shelf) -> None:
    theme = Theme("Erts", "Ore", (ORE.reference,))
    assert shelf.generations.fingerprint(PASSAGES) != shelf.generations.fingerprint(
        PASSAGES, FindingAids(themes=(theme,))
    )


def test_what_is_served_is_built_again_with_its_finding_aids(shelf: Shelf) -> None:
    theme = Theme("Erts", "Ore", (ORE.reference,))
    first = shelf.generations.publish(PASSAGES, FindingAids(themes=(theme,)))
    shelf.generations.republish()
    index = shelf.generations.open()

    assert index.generation.id != first.id
    assert index.passages == PASSAGES
    assert index.crosswalk.themes == (theme,)


def test_nothing_is_built_again_before_the_first_is_published(shelf: Shelf) -> None:
    shelf.generations.republish()
    assert shelf.generations.serving() is None


def test_what_was_published_is_found(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    index = shelf.generations.open()

    assert references(index, HashEmbedder(), "clean water")[0] == WATER.reference
    assert index.passages == PASSAGES
    assert {passage.language for passage in index.at(WATER.reference)} == {Language.NL, Language.EN}


def test_one_provision_is_one_result_whatever_its_languages(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)

    found = references(shelf.generations.open(), HashEmbedder(), "water van de mijn clean")
    assert len(found) == len(set(found))


def test_the_next_generation_takes_over(shelf: Shelf) -> None:
    first = shelf.generations.publish(PASSAGES)
    second = shelf.generations.publish([ORE])

    assert second.id != first.id
    assert shelf.generations.open().passages == (ORE,)


def test_equal_passages_have_equal_fingerprints(shelf: Shelf) -> None:
    assert shelf.generations.fingerprint(PASSAGES) == shelf.generations.fingerprint(PASSAGES)
    assert shelf.generations.fingerprint(PASSAGES) != shelf.generations.fingerprint([ORE])


def test_a_build_that_breaks_off_leaves_the_old_one_serving(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    with patch("knowledge.generations._check", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        shelf.generations.publish([ORE])

    assert shelf.generations.open().passages == PASSAGES


def test_what_a_broken_build_left_is_cleared_by_the_next(shelf: Shelf) -> None:
    with patch("knowledge.generations._check", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        shelf.generations.publish(PASSAGES)
    shelf.generations.publish(PASSAGES)

    assert not list(shelf.folder.glob("**/building-*"))


def test_a_generation_that_does_not_hold_all_its_vectors_is_not_published(shelf: Shelf) -> None:
    with patch("knowledge.chroma_index.ChromaIndex.count", return_value=1), pytest.raises(IndexDamaged):
        shelf.generations.publish(PASSAGES)

    assert shelf.generations.serving() is None


def test_vectors_of_which_one_cannot_be_reached_are_written_once_more(shelf: Shelf) -> None:
    with patch("knowledge.generations._check", side_effect=[IndexDamaged("vector 1 does not find itself"), None]):
        shelf.generations.publish(PASSAGES)

    assert references(shelf.generations.open(), HashEmbedder(), "clean water")


def test_only_the_serving_generation_and_the_one_before_it_are_kept(shelf: Shelf) -> None:
    for passages in ([ORE], [WATER], [MIJN], PASSAGES):
        shelf.generations.publish(passages)

    assert len([folder for folder in shelf.folder.glob("index/*") if folder.is_dir()]) == 2


@pytest.mark.parametrize("file", ["chroma/chroma.sqlite3", "arrays.npz", "lexical-en/frequencies.json"])
def test_a_damaged_folder_is_told_and_served_around(shelf: Shelf, file: str) -> None:
    generation = shelf.generations.publish(PASSAGES)
    whole = references(shelf.generations.open(), HashEmbedder(), "clean water")
    (path,) = shelf.folder.glob(f"index/{generation.id}/{file}")
    path.write_bytes(b"damaged")

    with pytest.raises(IndexDamaged):
        shelf.generations.open()
    assert references(shelf.generations.open_exact(), HashEmbedder(), "clean water") == whole


def test_a_folder_that_is_gone_is_damage(shelf: Shelf) -> None:
    generation = shelf.generations.publish(PASSAGES)
    (folder,) = shelf.folder.glob(f"index/{generation.id}")
    folder.rename(shelf.folder / "elsewhere")

    with pytest.raises(IndexDamaged):
        shelf.generations.open()


def test_an_index_of_another_embedder_is_not_opened(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)

    with open_shelf(shelf.folder, HashEmbedder("other")) as other, pytest.raises(IndexMissing, match="other"):
        other.generations.open()


def test_two_publishes_at_once_wait_for_each_other(tmp_path: Path) -> None:
    with open_shelf(tmp_path, HashEmbedder()) as shelf:
        threads = [threading.Thread(target=shelf.generations.publish, args=([passage],)) for passage in (ORE, WATER)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert shelf.generations.open().passages in {(ORE,), (WATER,)}


def test_every_sentence_has_a_vector_at_its_passage(shelf: Shelf) -> None:
    two = a_provision("ore-code/3", "First.", "Second sentence here.")
    shelf.generations.publish([ORE, two])
    index = shelf.generations.open()

    start, end = index.sentence_starts[1], index.sentence_starts[2]
    assert list(index.sentence_numbers[start:end]) == [0, 1]
    (expected,) = HashEmbedder().embed_passages(["Second sentence here."])
    np.testing.assert_allclose(index.sentence_vectors[start + 1], expected[0], atol=1e-5)


def test_the_previous_generation_is_restored_with_its_vectors(shelf: Shelf) -> None:
    first = shelf.generations.publish(PASSAGES)
    shelf.generations.publish([ORE])
    embedder = HashEmbedder()
    with open_shelf(shelf.folder, embedder) as again:
        assert again.generations.restore().id == first.id
        index = again.generations.open()
    assert index.passages == PASSAGES
    assert index.generation.restored
    assert embedder.texts_embedded == 0


def test_restoring_twice_takes_the_first_back(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    second = shelf.generations.publish([ORE])
    shelf.generations.restore()
    assert shelf.generations.restore().id == second.id


def test_without_an_earlier_generation_nothing_is_restored(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    with pytest.raises(NothingToRestore):
        shelf.generations.restore()
    assert shelf.generations.open().passages == PASSAGES


def test_a_damaged_earlier_generation_is_built_again_from_sql(shelf: Shelf) -> None:
    first = shelf.generations.publish(PASSAGES)
    shelf.generations.publish([ORE])
    shutil.rmtree(shelf.folder / "index" / first.id)

    restored = shelf.generations.restore()

    assert restored.restored
    assert shelf.generations.open().passages == PASSAGES
    assert len([folder for folder in shelf.folder.glob("index/*") if folder.is_dir()]) == 2


def test_building_again_keeps_what_was_restored_and_the_one_before_it(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    second = shelf.generations.publish([ORE])
    shelf.generations.restore()
    shelf.generations.republish()
    serving = shelf.generations.serving()
    assert serving is not None
    assert serving.restored
    assert shelf.generations.restore().id == second.id


def test_what_is_kept_is_built_again_for_another_embedder(shelf: Shelf) -> None:
    first = shelf.generations.publish(PASSAGES)
    shelf.generations.keep()
    assert shelf.generations.serving() == first
    with open_shelf(shelf.folder, HashEmbedder("other")) as other:
        other.generations.keep()
        assert other.generations.open().passages == PASSAGES


def test_a_folder_without_a_generation_is_cleared(shelf: Shelf) -> None:
    orphan = shelf.folder / "index" / "20200101T000000-abcdef"
    orphan.mkdir(parents=True)
    shelf.generations.publish(PASSAGES)
    assert not orphan.exists()


def test_a_full_disk_leaves_the_old_one_serving_and_no_half_built_folder(shelf: Shelf) -> None:
    shelf.generations.publish(PASSAGES)
    full = patch("knowledge.generations.np.savez", side_effect=OSError(ENOSPC, "No space left on device"))
    with full, pytest.raises(StorageFull):
        shelf.generations.publish([ORE])
    assert shelf.generations.open().passages == PASSAGES
    assert len([folder for folder in shelf.folder.glob("index/*") if folder.is_dir()]) == 1
