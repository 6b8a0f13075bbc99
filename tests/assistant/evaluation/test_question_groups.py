import json
from pathlib import Path

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.question_groups import Group, Wording, divided, read_groups
from assistant.evaluation.same_question_figures import read_pairs
from knowledge.language import Language


def a_group(number: int, *, is_left_out: bool) -> Group:
    same, other = (Wording(f"{words} tin {number}?", Language.EN) for words in ("May we buy", "Why"))
    return Group((same,), (other,), is_left_out)


def test_the_groups_can_be_read_and_are_as_their_description_says() -> None:
    groups = read_groups()
    assert len(groups) == 2201
    assert sum(group.is_left_out for group in groups) == 173
    assert {len(group.same) for group in groups} <= {7, 8}
    assert {len(group.other) for group in groups} <= {7, 8, 9}


def test_no_question_that_is_measured_with_is_learned_from() -> None:
    measured = {text for pair in read_pairs() for text, _ in pair.questions}
    assert measured.isdisjoint(question.text for group in read_groups() for question in group.questions)


def test_nothing_is_learned_from_the_groups_that_are_left_out() -> None:
    groups = [a_group(number, is_left_out=number == 1) for number in range(3)]
    assert divided(groups) == ([groups[0], groups[2]], [groups[1]])


@pytest.mark.parametrize("line", ["{", '{"id": "g1"}', json.dumps({"approved": "a", "language": "fr"})])
def test_a_line_that_is_no_group_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "groups.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"groups\.jsonl:1"):
        read_groups(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold, match=r"none\.jsonl"):
        read_groups(tmp_path / "none.jsonl")
