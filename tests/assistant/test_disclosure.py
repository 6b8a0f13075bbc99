from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.disclosure import SMALLEST, Tally, shown, shown_share

counts = st.integers(0, 200)


@pytest.mark.parametrize(("questions", "conversations", "figure"), [(3, 3, 3), (4, 3, 3), (5, 3, 6), (7, 4, 6)])
def test_questions_are_counted_in_threes(questions: int, conversations: int, figure: int) -> None:
    assert shown(Tally(0, questions, conversations), SMALLEST) == figure


@pytest.mark.parametrize("conversations", [0, 1, 2])
def test_a_group_of_fewer_conversations_is_not_shown(conversations: int) -> None:
    assert shown(Tally(0, 50, conversations), SMALLEST) is None


def test_an_operator_may_ask_for_larger_groups() -> None:
    assert shown(Tally(0, 50, 9), 10) is None
    assert shown(Tally(0, 54, 10), 10) == 50


@given(counts, counts, counts)
def test_periods_that_follow_one_another_add_up(before: int, first: int, second: int) -> None:
    parts = (shown(Tally(before, first, 3), 3), shown(Tally(before + first, second, 3), 3))
    assert sum(part or 0 for part in parts) == shown(Tally(before, first + second, 3), 3)


@given(counts, st.integers(3, 200))
def test_a_figure_is_off_by_two_at_most_and_never_nought(before: int, within: int) -> None:
    figure = shown(Tally(before, within, 3), 3)
    assert figure is not None
    assert figure >= SMALLEST
    assert abs(figure - within) < SMALLEST


@given(counts, st.integers(3, 200), st.integers(1, 2))
def test_no_difference_of_two_figures_is_that_of_a_few(before: int, part: int, few: int) -> None:
    whole, rest = shown(Tally(before, part + few, 3), 3), shown(Tally(before, part, 3), 3)
    assert whole is not None
    assert rest is not None
    # Nought could be nobody, and three could be three.
    assert whole - rest in (0, SMALLEST)


def test_a_share_is_shown_where_both_sides_are_large_enough_or_nobody() -> None:
    assert shown_share(Tally(0, 6, 3), Tally(0, 2, 3), 3) == 0.75
    assert shown_share(Tally(0, 6, 3), Tally(0, 0, 0), 3) == 1.0
    assert shown_share(Tally(0, 0, 0), Tally(0, 6, 3), 3) == 0.0


@pytest.mark.parametrize(
    ("part", "rest"), [p for p in product((0, 1, 2, 3), repeat=2) if {1, 2} & set(p) or p == (0, 0)]
)
def test_a_share_of_a_few_is_withheld(part: int, rest: int) -> None:
    assert shown_share(Tally(0, part, part), Tally(0, rest, rest), 3) is None
