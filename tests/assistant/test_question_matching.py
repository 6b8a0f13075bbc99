import numpy as np
import pytest

from assistant.question_matching import QuestionMatcher

ASKED = "May we refuse the questions of a customer?"
OTHERS = [
    "mogen we weigeren de vragen van een afnemer te beantwoorden",
    "When must a company answer the questions of a customer?",
    "Tin?",
]


@pytest.fixture(scope="module")
def matcher() -> QuestionMatcher:
    return QuestionMatcher()


def logits(matcher: QuestionMatcher, asked: str, others: list[str]) -> list[float]:
    first, *rest = matcher.read([asked, *others])
    return matcher.compare(first, rest)


def test_the_same_in_the_other_language_is_nearer_than_a_neighbour(matcher: QuestionMatcher) -> None:
    same, neighbour, stranger = logits(matcher, ASKED, OTHERS)
    assert same > max(neighbour, stranger)


@pytest.mark.parametrize(
    "again",
    [ASKED, ASKED.lower().rstrip("?"), f"Good morning, {ASKED} Kind regards", ASKED.replace("customer", "cusotmer")],
)
def test_a_question_typed_again_is_nearer_than_a_neighbour(matcher: QuestionMatcher, again: str) -> None:
    same, neighbour = logits(matcher, ASKED, [again, OTHERS[1]])
    assert same > neighbour + 1


def test_both_ways_round_give_the_same(matcher: QuestionMatcher) -> None:
    (there,), (back,) = logits(matcher, ASKED, OTHERS[:1]), logits(matcher, OTHERS[0], [ASKED])
    assert there == pytest.approx(back, abs=1e-3)


def test_a_question_is_read_alike_alone_and_beside_longer_ones(matcher: QuestionMatcher) -> None:
    alone, beside = matcher.read(["Tin?"])[0], matcher.read([ASKED * 3, "Tin?", ASKED])[1]
    assert np.array_equal(alone.values, beside.values)
    assert np.allclose(np.linalg.norm(alone.keys, axis=1), 1, atol=1e-4)


def test_comparing_with_many_gives_what_comparing_with_each_gives(matcher: QuestionMatcher) -> None:
    first, *rest = matcher.read([ASKED, *OTHERS])
    assert matcher.compare(first, rest) == pytest.approx([matcher.compare(first, [one])[0] for one in rest], abs=1e-3)


def test_there_may_be_nothing_to_read_and_nothing_to_compare(matcher: QuestionMatcher) -> None:
    assert matcher.read([]) == []
    assert matcher.compare(matcher.read([ASKED])[0], []) == []


@pytest.mark.parametrize("text", ["", "\x00", "?", "x" * 20_000, "tin " * 5_000, "漢字", "😀"])
def test_any_text_can_be_read(matcher: QuestionMatcher, text: str) -> None:
    (read,) = matcher.read([text])
    assert 0 < len(read.keys) < 100
    assert np.isfinite(matcher.compare(read, [read])[0])
