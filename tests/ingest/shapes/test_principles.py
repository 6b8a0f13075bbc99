from ingest.paragraphs import PageStart, Paragraph
from ingest.provisions import Provision
from ingest.shapes.principles import Principles

SHAPE = Principles(count=2, principle="Principle", commentary="Commentary", general="General principles")
CONTENTS = ["Contents", "General principles 1", "I. ORE AND BUYERS 2", "A. First things 2", "About this text."]
GENERAL = ["General principles", "Ore matters to all:", "(a) to buyers;", "(b) to sellers."]
FIRST = ["I. ORE AND BUYERS", "A. First things", "1. Buyers ask.", "Commentary", "To ask is to know.", "So ask."]
SECOND = ["B. Further things", "In times of need", "2. Sellers should:", "(a) answer;", "Commentary", "They know."]
COVER = ["Ore for all", "Printed somewhere.", "ISBN 1"]


def provisions(*texts: str) -> list[Provision]:
    return SHAPE.provisions([Paragraph(text, (PageStart(0, page),)) for page, text in enumerate(texts, start=1)])


def texts_of(found: list[Provision]) -> dict[str, list[str]]:
    return {provision.locator: [paragraph.text for paragraph in provision.paragraphs] for provision in found}


def test_principles_commentaries_and_general_principles_are_found_without_contents_and_cover() -> None:
    found = provisions(*CONTENTS, *GENERAL, *FIRST, *SECOND, *COVER)
    assert tuple(provision.locator for provision in found) == SHAPE.locators
    assert texts_of(found) == {
        "general-principles": ["Ore matters to all:", "(a) to buyers;", "(b) to sellers."],
        "1": ["Buyers ask."],
        "1/commentary": ["To ask is to know.", "So ask."],
        "2": ["Sellers should:", "(a) answer;"],
        "2/commentary": ["They know."],
    }


def test_each_provision_stands_under_its_headings() -> None:
    found = {provision.locator: provision for provision in provisions(*GENERAL, *FIRST, *SECOND)}
    assert found["general-principles"].headings == ()
    assert found["1"].headings == ("I. Ore and buyers", "A. First things")
    assert found["2/commentary"].headings == ("I. Ore and buyers", "B. Further things", "In times of need")
    assert found["2"].heading == "Principle 2"
    assert found["2/commentary"].heading == "Principle 2: commentary"


def test_a_provision_keeps_the_page_on_which_its_text_begins() -> None:
    first, commentary = provisions(*FIRST)
    assert first.paragraphs[0].page == 3
    assert commentary.paragraphs[0].page == 5


def test_a_number_that_stands_twice_is_found_twice() -> None:
    found = provisions(*FIRST, *FIRST)
    assert [provision.locator for provision in found] == ["1", "1/commentary", "1", "1/commentary"]


def test_a_text_of_another_shape_holds_nothing() -> None:
    assert provisions("Article 1", "Buyers ask.", "Commentary", "To ask is to know.") == []
    assert provisions() == []
