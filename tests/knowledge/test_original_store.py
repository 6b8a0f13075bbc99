from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge import original_store
from knowledge.documents import Status
from knowledge.language import Language
from knowledge.original_store import Flag, NewOriginal, OriginalKey, OriginalStore
from knowledge.references import Reference
from tests.fakes import Shelf, a_document, a_provision

ONE = a_provision("ore-code/1", "Buyers ask where ore is from.")
TWO = a_provision("ore-code/2", "Mines keep their water clean.")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(shelf: Shelf) -> OriginalStore:
    return shelf.store.originals


def new(edition: str = "2020", content: bytes = b"ore", **changes: object) -> NewOriginal:
    key = OriginalKey("ore-code", Language.EN, edition)
    return replace(NewOriginal(key, "ore.pdf", "", "", content.hex().zfill(64), content, (ONE,)), **changes)  # type: ignore[arg-type]


def test_an_original_comes_back_with_its_file_and_what_was_read(store: OriginalStore) -> None:
    store.add(new(address="https://example.org/ore.pdf", passages=(ONE, TWO)))
    (stored,) = store.all()
    assert (stored.key, stored.status) == (OriginalKey("ore-code", Language.EN, "2020"), Status.IN_FORCE)
    assert (stored.file_name, stored.address) == ("ore.pdf", "https://example.org/ore.pdf")
    assert (stored.provisions, stored.passages, stored.readable) == (2, 2, True)
    assert store.content(stored.digest) == b"ore"
    assert store.passages() == [ONE, TWO]


def test_the_same_key_replaces_and_the_old_file_goes(store: OriginalStore) -> None:
    store.add(new())
    store.add(new(content=b"tin", passages=(TWO,)))
    assert [stored.digest for stored in store.all()] == [b"tin".hex().zfill(64)]
    assert store.passages() == [TWO]
    assert store.content(b"ore".hex().zfill(64)) is None


def test_another_edition_stands_beside_and_a_shared_file_stays_until_both_are_gone(store: OriginalStore) -> None:
    first, second = new("2020"), new("2030", passages=(TWO,))
    store.add(second)
    store.add(first)
    assert [stored.key.edition for stored in store.all()] == ["2020", "2030"]
    assert store.passages() == [ONE, TWO]
    assert store.passages_of(second.key) == [TWO]
    store.remove(first.key)
    assert store.content(first.digest) == b"ore"
    store.remove(second.key)
    assert (store.all(), store.content(first.digest)) == ([], None)


def test_the_status_is_that_of_the_text(store: OriginalStore) -> None:
    ended = a_provision("ore-code/1", "Old words.", document=a_document(status=Status.ENDED))
    store.add(new(passages=(ended,)))
    assert store.all()[0].status is Status.ENDED


def test_after_an_upgrade_that_changed_passages_an_original_must_be_read_again(
    store: OriginalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(new())
    monkeypatch.setattr(original_store, "RECORD_FORMAT", original_store.RECORD_FORMAT + 1)
    (stored,) = store.all()
    assert not stored.readable
    assert store.passages() == []
    assert store.content(stored.digest) == b"ore"


def test_flags_are_kept_with_the_original_that_raises_them(store: OriginalStore) -> None:
    card = Reference("guidance", "ask-ore")
    flags = [Flag(card, ONE.reference, False, "0" * 32, NOON), Flag(card, TWO.reference, True, "0" * 32, NOON)]
    store.add(new(), flags)
    assert store.flags() == flags
    store.forget_flags(flags[:1])
    assert store.flags() == flags[1:]


def test_flagging_the_same_again_counts_once(store: OriginalStore) -> None:
    flag = Flag(Reference("guidance", "ask-ore"), ONE.reference, False, "0" * 32, NOON)
    store.add(new(), [flag])
    store.add(new(), [replace(flag, removed=True)])
    assert store.flags() == [replace(flag, removed=True)]
