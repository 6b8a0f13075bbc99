from importlib import resources
from pathlib import Path

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.cluster_pairs import LabelledQuestion, clusters_of, pair_figures, read_labelled
from knowledge.language import Language

NL, EN = Language.NL, Language.EN
QUESTIONS = [
    LabelledQuestion("a", NL, "one"),
    LabelledQuestion("b", EN, "one"),
    LabelledQuestion("c", EN, "one"),
    LabelledQuestion("d", NL, "two"),
    LabelledQuestion("e", NL, "two"),
    LabelledQuestion("f", NL, None),
    LabelledQuestion("g", NL, None),
]


def test_all_right_is_one() -> None:
    figures = pair_figures(QUESTIONS, [[0, 1, 2], [3, 4]])
    assert (figures.precision, figures.recall, figures.across, figures.f1) == (1, 1, 1, 1)
    assert (figures.clusters, figures.clustered) == (2, 5)


def test_pairs_are_counted_and_those_that_stand_alone_belong_to_nobody() -> None:
    figures = pair_figures(QUESTIONS, [[0, 1, 3], [5, 6]])
    assert figures.precision == 1 / 4
    assert figures.recall == 1 / 4
    assert figures.across == 1 / 2


def test_no_clusters_are_nought() -> None:
    figures = pair_figures(QUESTIONS, [])
    assert (figures.precision, figures.recall, figures.f1) == (0, 0, 0)


def test_small_groups_are_no_clusters() -> None:
    assert clusters_of([7, 8, 7, 7, 8], smallest=3) == [[0, 2, 3]]


def test_our_own_set_is_as_it_says() -> None:
    questions = read_labelled(Path(str(resources.files("assistant.evaluation") / "sets" / "clusters.jsonl")))
    groups = {question.group for question in questions if question.group}
    assert (len(questions), len(groups)) == (190, 25)
    assert sum(question.group is None for question in questions) == 40
    for group in groups:
        assert {question.language for question in questions if question.group == group} == set(Language)


@pytest.mark.parametrize(
    "text", ["{", '{"question": "x", "language": "nl"}', '{"question": "x", "language": "de", "group": null}']
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableGold, match=r"set\.jsonl"):
        read_labelled(file)
