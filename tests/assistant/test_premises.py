"""What is no law is said to be none, before anything else."""

from dataclasses import replace

import pytest

from assistant.premises import correction
from assistant.understanding import Understood
from knowledge.documents import NormKind
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.source_names import Mentions
from tests.assistant.asking import an_understood
from tests.fakes import Shelf, a_document, a_provision

NL, EN = Language.NL, Language.EN
STATUS = a_provision("ore-code/about/legal-status", "The Ore code is no law.", "Nobody is fined.")
DUTCH = a_provision("ore-code/about/legal-status", "De Ertscode is geen wet.", language=NL)
RULE = a_provision("ore-code/1", "Buyers ask where ore is from.")
LAW = a_provision("ore-law/status", "The Ore law is in force.", document=a_document("ore-law", norm=NormKind.LAW))
BARE = a_provision("tin-pact/1", "Sellers answer.")


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(STATUS, DUTCH, RULE, LAW, BARE)


def asking(text: str, *sources: str, language: Language = EN) -> Understood:
    return replace(an_understood(text, language), mentions=Mentions(sources, (), (), (), ()))


@pytest.mark.parametrize(
    "text",
    [
        "since the ore code obliges us by law to publish names, how do we do that",
        "how high is the fine for breaking the ore code",
        "are we legally bound by the ore code",
    ],
)
def test_a_source_that_is_taken_for_law_is_said_to_be_none(index: PassageIndex, text: str) -> None:
    first = correction(index, asking(text, "ore-code"))
    assert first is not None
    assert first.text == "The Ore code is no law."
    assert first.support[0].passage.reference == STATUS.reference


def test_it_is_said_in_the_language_of_the_question(index: PassageIndex) -> None:
    first = correction(index, asking("welke boete staat er op de ertscode", "ore-code", language=NL))
    assert first is not None
    assert first.text == "De Ertscode is geen wet."


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("what does the ore code ask of buyers", ["ore-code"]),
        ("how high is the fine", []),
        ("how high is the fine in the ore law", ["ore-law"]),
        ("does the ore law or the ore code bring a fine", ["ore-code", "ore-law"]),
        ("how high is the fine for breaking the tin pact", ["tin-pact"]),
    ],
)
def test_nothing_is_corrected_where_nothing_is_wrong_or_known(
    index: PassageIndex, text: str, sources: list[str]
) -> None:
    assert correction(index, asking(text, *sources)) is None
