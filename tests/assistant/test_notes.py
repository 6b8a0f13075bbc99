"""What an answer says about the sources that it cites."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.drafts import DraftText, Support
from assistant.notes import cite_with_notes
from knowledge.documents import NormKind, Passage, Status
from knowledge.language import Language
from tests.fakes import Shelf, a_document, a_provision

NL, EN = Language.NL, Language.EN
LAW = a_document("ore-law", norm=NormKind.LAW)


def notes(shelf: Shelf, *passages: Passage, language: Language = EN) -> list[str]:
    index = shelf.publish(*passages)
    drafts = [DraftText(passage.text, (Support(passage, passage.sentences[0].span),)) for passage in passages]
    said = {draft.text for draft in drafts}
    cited = cite_with_notes(index, drafts, [], language)
    return [sentence.text for sentence in cited.sentences if sentence.text not in said]


def test_an_answer_from_the_law_says_as_of_when(shelf: Shelf) -> None:
    found = notes(shelf, a_provision("ore-law/art-1", "Buyers must ask.", document=LAW, checked=date(2026, 3, 4)))
    assert found == ["State of knowledge: 4 March 2026."]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.REPEALED, "Note: Ore law article 1 has been repealed and no longer holds."),
        (Status.BILL, "Note: Ore law article 1 is about a bill that is not in force."),
        (Status.ADOPTED, "Note: Ore law article 1 is about a law that was passed but is not in force."),
        (Status.DRAFT, "Note: Ore law article 1 is about a draft that is not in force."),
        (Status.ENDED, "Note: Ore law article 1 is about something that no longer holds."),
    ],
)
def test_what_does_not_hold_is_said_not_to_hold(shelf: Shelf, status: Status, said: str) -> None:
    assert notes(shelf, a_provision("ore-law/art-1", "Buyers ask.", document=LAW, status=status))[0] == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.REPEALED, "Note: Ore law was repealed and no longer holds."),
        (Status.BILL, "Note: Ore law is a bill that is not in force."),
        (Status.ADOPTED, "Note: Ore law was passed but is not in force."),
        (Status.DRAFT, "Note: Ore law is a draft that is not in force."),
        (Status.ENDED, "Note: Ore law no longer holds."),
    ],
)
def test_of_a_source_of_which_nothing_holds_that_is_said_once(shelf: Shelf, status: Status, said: str) -> None:
    law = replace(LAW, status=status)
    passages = [a_provision(f"ore-law/art-{n}", f"Rule {n}.", document=law, status=status) for n in (1, 2)]
    assert notes(shelf, *passages) == [said, "State of knowledge: 2 January 2026."]


def test_what_does_not_apply_yet_says_from_when(shelf: Shelf) -> None:
    passage = a_provision("ore-law/art-1", "Buyers ask.", document=LAW, applies_from=date(2999, 1, 2))
    assert notes(shelf, passage)[0] == "Note: Ore law applies to companies from 2 January 2999."


def test_what_applies_already_needs_no_note(shelf: Shelf) -> None:
    passage = a_provision("ore-law/art-1", "Buyers ask.", document=LAW, applies_from=date(2021, 1, 2))
    assert notes(shelf, passage) == ["State of knowledge: 2 January 2026."]


def test_the_same_is_said_once(shelf: Shelf) -> None:
    passages = [
        a_provision(f"ore-law/art-{n}", f"Rule {n} holds.", document=LAW, applies_from=date(2999, 1, 2)) for n in (1, 2)
    ]
    assert len(notes(shelf, *passages)) == 2


def test_a_guideline_that_is_no_law_needs_no_note(shelf: Shelf) -> None:
    assert notes(shelf, a_provision("ore-code/1", "Buyers ask.")) == []
