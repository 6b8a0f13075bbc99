import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.same_question_figures import (
    Compared,
    Pair,
    QuestionPairs,
    beside,
    compare,
    curve_of,
    figures_of,
    halves,
    read_pairs,
)
from assistant.question_matching import QuestionMatcher
from assistant.same_question import SameQuestion, Verdict
from assistant.word_pairs import WordPairs
from knowledge.language import Language
from tests.assistant.reading import reader


def a_pair(number: int, *, same: bool, **changes: Any) -> Pair:
    record: dict[str, Any] = {
        "id": f"p{number}",
        "approved": "May we buy tin?",
        "approved_language": Language.EN,
        "asked": "may we buy tin",
        "asked_language": Language.EN,
        "same": same,
        "kind": "polite" if same else "other_wh",
        "half": "tuning",
    }
    return Pair(**(record | changes))


def a_compared(number: int, *, same: bool, chances: tuple[float, float, float]) -> Compared:
    return Compared(a_pair(number, same=same), *(Verdict(chance, chance >= 0.5) for chance in chances))


def test_the_set_can_be_read_and_is_as_its_description_says() -> None:
    pairs = read_pairs()
    assert (len(pairs), sum(pair.same for pair in pairs)) == (2419, 1047)
    counts = {half: len(found) for half, found in halves(pairs).items()}
    assert counts == {"tuning": 745, "test": 660, "retyped": 280, "swapped": 734}


@pytest.mark.parametrize("line", ["{", '{"id": "p1"}', json.dumps(["p1"])])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"pairs\.jsonl:1"):
        read_pairs(file)


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold, match=r"none\.jsonl"):
        read_pairs(tmp_path / "none.jsonl")


def test_precision_counts_what_is_given_and_recall_what_should_be() -> None:
    compared = [
        a_compared(1, same=True, chances=(0.9, 0.9, 0.9)),
        a_compared(2, same=True, chances=(0.1, 0.9, 0.9)),
        a_compared(3, same=False, chances=(0.9, 0.1, 0.1)),
        a_compared(4, same=False, chances=(0.1, 0.1, 0.1)),
    ]
    figures = figures_of(compared)
    assert (figures["precision"].value, figures["recall"].value) == (0.5, 0.5)
    assert (figures["ways_precision"].value, figures["ways_recall"].value) == (1.0, 1.0)
    assert figures["recall_polite"].value == 0.5


def test_the_curve_tells_what_a_lower_bound_gives() -> None:
    compared = [
        a_compared(1, same=True, chances=(0.85, 0.85, 0.85)),
        a_compared(2, same=False, chances=(0.6, 0.6, 0.6)),
    ]
    points = {point.least: (point.precision, point.recall) for point in curve_of(compared)}
    assert points[0.9] == (1.0, 0.0)
    assert points[0.8] == (1.0, 1.0)
    assert points[0.5] == (0.5, 1.0)


def test_a_question_is_never_compared_with_itself() -> None:
    odd = "Is the purchase of tin allowed to us?"
    pairs = [
        a_pair(1, same=True, asked=odd),
        a_pair(2, same=True, asked="mogen we tin kopen", asked_language=Language.NL, kind="other_language"),
        a_pair(3, same=True, asked="Mogen wij tin inkopen?", asked_language=Language.NL),
        a_pair(4, same=True, asked="May we buy tin?"),
    ]
    found = beside(pairs, QuestionPairs(reader(), WordPairs.read(), QuestionMatcher()))
    assert [len(one.ways) for one in found] == [4] * 4
    assert [len(one.bilingual) for one in found] == [2, 1, 2, 2]
    first, second, third, fourth = compare(found, SameQuestion.read())
    assert fourth.alone.chance == max(one.alone.chance for one in (first, second, third, fourth))
    assert second.bilingual == second.alone
