from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.topics import ISSUES, LEGISLATION, STEPS, TOPICS, Topics
from knowledge.documents import NormKind, Passage
from knowledge.finding_aids import FindingAids, Theme
from knowledge.references import Reference
from tests.fakes import HashEmbedder, Shelf, a_card, a_document, a_provision, open_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path, HashEmbedder()) as opened:
        yield opened


def a_card_about(slug: str, rests_on: str, *topics: str) -> Passage:
    return a_card(slug, f"{slug}?", ["Buyers ask."], [], [rests_on], topics=topics)


def topic(shelf: Shelf, *places: str, aids: FindingAids | None = None) -> str:
    law = a_document("ore-law", norm=NormKind.LAW)
    passages = [
        a_card_about("children", "ore-code/5", "step-3", "step-6", "issue-child-labour", "actor-buyer"),
        a_card_about("school", "ore-code/5", "issue-child-labour"),
        a_card_about("policy", "ore-code/1", "step-1"),
        a_card_about("many-steps", "ore-code/9", *STEPS),
        a_card_about("nothing", "ore-code/9"),
        *(a_provision(f"ore-code/{number}", "Text.") for number in range(1, 10)),
        a_provision("ore-law/art-1", "Text.", document=law),
        a_provision("oecd-ddg-2018/2.4", "Text."),
        a_provision("oecd-minerals-2016/step-5", "Text."),
    ]
    index = shelf.publish(*passages, **({} if aids is None else {"aids": aids}))
    return Topics(index).of([Reference.parse(place) for place in places])


def test_topics_are_steps_and_issues() -> None:
    assert (*STEPS, *ISSUES) == TOPICS
    assert len(set(TOPICS)) == len(TOPICS)
    assert LEGISLATION in ISSUES
    assert max(map(len, TOPICS)) <= 32


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("guidance/children", "issue-child-labour"),
        ("guidance/policy", "step-1"),
        ("guidance/many-steps", ""),
        ("guidance/nothing", ""),
        ("ore-code/5", "issue-child-labour"),
        ("ore-code/1", ""),
        ("ore-law/art-1", "issue-legislation"),
        ("oecd-ddg-2018/2.4", "step-2"),
        ("oecd-minerals-2016/step-5", "step-5"),
        ("nowhere/1", ""),
    ],
)
def test_a_place_has_the_topic_that_it_or_the_cards_on_it_tell(shelf: Shelf, place: str, expected: str) -> None:
    assert topic(shelf, place) == expected


def test_a_theme_of_the_cross_walk_that_is_a_step_tells_it(shelf: Shelf) -> None:
    theme = Theme("Stap 4: volgen wat werkt", "Step 4: track what works", (Reference("ore-code", "7"),))
    assert topic(shelf, "ore-code/7", aids=FindingAids(themes=(theme,))) == "step-4"


def test_the_first_place_tells_most(shelf: Shelf) -> None:
    assert topic(shelf, "guidance/policy", "guidance/children") == "step-1"
    assert topic(shelf, "guidance/children", "guidance/policy") == "issue-child-labour"


def test_no_places_have_no_topic(shelf: Shelf) -> None:
    assert topic(shelf) == ""
