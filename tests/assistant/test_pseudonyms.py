import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.pseudonyms import Pseudonyms, new_key

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 1)


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "keys", b"first")


def test_a_conversation_has_one_name_within_a_month_and_another_in_the_next(pseudonyms: Pseudonyms) -> None:
    assert pseudonyms.of("c", MAY) == pseudonyms.of("c", date(2026, 5, 1))
    assert len({pseudonyms.of("c", MAY), pseudonyms.of("c", JUNE), pseudonyms.of("d", MAY)}) == 3


def test_other_keys_give_other_names(pseudonyms: Pseudonyms, tmp_path: Path) -> None:
    assert pseudonyms.of("c", MAY) != Pseudonyms(tmp_path / "others", b"first").of("c", MAY)


def test_all_names_of_a_conversation_are_found(pseudonyms: Pseudonyms) -> None:
    names = {pseudonyms.of("c", MAY), pseudonyms.of("c", JUNE)}
    assert names < set(pseudonyms.all_of("c"))


def test_a_forgotten_month_cannot_be_joined_again(pseudonyms: Pseudonyms) -> None:
    in_may, in_june = pseudonyms.of("c", MAY), pseudonyms.of("c", JUNE)
    pseudonyms.forget_before(JUNE)
    assert in_may not in pseudonyms.all_of("c")
    assert in_june in pseudonyms.all_of("c")
    assert pseudonyms.of("c", MAY) != in_may


def test_a_month_that_has_not_ended_is_kept(pseudonyms: Pseudonyms) -> None:
    in_may = pseudonyms.of("c", MAY)
    pseudonyms.forget_before(MAY)
    assert pseudonyms.of("c", MAY) == in_may


def test_a_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    key = new_key(tmp_path / "log.key")
    assert len(key) == 32
    assert new_key(tmp_path / "log.key") == key
    assert stat.S_IMODE((tmp_path / "log.key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: new_key(tmp_path / "log.key"), range(8)))
    assert [len(key) for key in keys] == [32]
