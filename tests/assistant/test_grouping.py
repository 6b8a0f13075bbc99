import numpy as np
import pytest

from assistant import grouping
from assistant.grouping import Hits, features, group
from tests.assistant.clustering_fakes import near


def grouped(*questions: tuple[np.ndarray, Hits]) -> list[set[int]]:
    numbers = group(features(np.stack([placed for placed, _ in questions]), [hits for _, hits in questions]))
    return [set(np.flatnonzero(numbers == number)) for number in dict.fromkeys(numbers)]


FEES, SCRAP = (("ore-code/fees", 1.0),), (("ore-code/scrap", 1.0),)


def test_nothing_is_no_group() -> None:
    assert list(group(features(np.zeros((0, 6), dtype=np.float32), []))) == []


def test_one_question_is_a_group() -> None:
    assert grouped((near("fees"), FEES)) == [{0}]


def test_questions_that_lie_together_and_find_the_same_are_one_group() -> None:
    fees = [(near("fees", seed=seed), FEES) for seed in range(3)]
    scrap = [(near("scrap", seed=seed), SCRAP) for seed in range(3)]
    assert grouped(*fees, *scrap) == [{0, 1, 2}, {3, 4, 5}]


def test_questions_without_hits_are_grouped_by_where_they_lie() -> None:
    assert grouped((near("fees"), ()), (near("fees", seed=1), ()), (near("gold"), ())) == [{0, 1}, {2}]


def test_what_is_found_speaks_where_the_words_are_in_between() -> None:
    between = near("fees", "scrap")
    assert grouped((near("fees"), FEES), (between, FEES), (near("scrap"), SCRAP)) == [{0, 1}, {2}]


def test_a_chain_of_neighbours_is_not_one_group() -> None:
    chain = [near(one) if one == two else near(one, two) for one, two in (("fees", "fees"), ("fees", "scrap"))]
    chain += [near("scrap"), near("scrap", "gold"), near("gold")]
    assert not any({0, 4} <= members for members in grouped(*((placed, ()) for placed in chain)))


def test_many_questions_are_taken_together_wider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_MOST_AT_ONCE", 4)
    fees = [(near("fees", seed=seed), FEES) for seed in range(40)]
    scrap = [(near("scrap", seed=seed), SCRAP) for seed in range(40)]
    assert grouped(*fees, *scrap) == [set(range(40)), set(range(40, 80))]
