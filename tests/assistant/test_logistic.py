import pytest

from assistant.logistic import Logistic


def test_the_chance_is_even_where_nothing_speaks_for_or_against() -> None:
    assert Logistic(0.0, {"near": 2.0}).chance({"near": 0.0}) == 0.5


def test_each_sign_counts_by_its_weight() -> None:
    assert Logistic(-1.0, {"near": 2.0, "far": -1.0}).chance({"near": 1.5, "far": 1.0}) == pytest.approx(
        0.731, abs=1e-3
    )


def test_a_sign_without_a_weight_counts_for_nothing() -> None:
    assert Logistic(0.0, {}).chance({"near": 9.0}) == 0.5
