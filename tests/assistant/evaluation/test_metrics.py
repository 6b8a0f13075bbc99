"""Figures for ranked lists, against values worked out by hand."""

import pytest

from assistant.evaluation.metrics import interval, ndcg, paired_interval, recall, reciprocal_rank

RELEVANCE = {"a": 2.0, "b": 1.0, "c": 0.0}


@pytest.mark.parametrize(
    ("ranking", "value"),
    [
        (["a", "b"], 1.0),
        (["b", "a"], (1 + 2 / 1.5849625) / (2 + 1 / 1.5849625)),
        (["x", "a"], (2 / 1.5849625) / (2 + 1 / 1.5849625)),
        (["x"], 0.0),
    ],
)
def test_gain_is_linear_and_discounted_by_place(ranking: list[str], value: float) -> None:
    assert ndcg(ranking, RELEVANCE) == pytest.approx(value)


def test_what_stands_below_the_depth_does_not_count() -> None:
    assert ndcg([*"xxxxxxxxxx", "a"], RELEVANCE) == 0.0
    assert recall(["x", "a"], RELEVANCE, 1) == 0.0
    assert reciprocal_rank([*"xxxxxxxxxx", "a"], RELEVANCE) == 0.0


def test_recall_is_the_share_of_relevant_documents() -> None:
    assert recall(["a", "c"], RELEVANCE, 5) == 0.5


def test_the_first_relevant_document_decides_the_rank() -> None:
    assert reciprocal_rank(["c", "b", "a"], RELEVANCE) == 0.5


def test_an_interval_holds_the_mean_and_is_always_the_same() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0]
    low, high = interval(values)
    assert low < 0.625 < high
    assert interval(values) == (low, high)
    assert interval([0.5] * 9) == (0.5, 0.5)


def test_a_system_that_is_always_ahead_has_an_interval_above_zero() -> None:
    low, _ = paired_interval([0.5, 0.7, 0.9], [0.4, 0.6, 0.8])
    assert low == pytest.approx(0.1)
