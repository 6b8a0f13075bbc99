import pytest

from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph
from ingest.provisions import Provision, missing_and_repeated
from ingest.readers.pdf import read_pdf
from ingest.shapes.chapters import Chapters
from ingest.shapes.metals_covenant import METALS_COVENANT
from tests.ingest.covenant_writer import DUTCH, ENGLISH, Words, write_covenant

SHAPE = Chapters(chapters=3, annexes=1, named={"parties": "parties"})
TEXT = """
Contents
Parties; 2
Chapter 1 Buyers . . . . . 3
Chapter 2
Annex 1: Forms
Parties
Buyers and sellers.
Chapter 1
BUYERS
This is about buyers.
1.1 Buyers ask:
(a) miners;
2.1 is no number here.
1.2. Buyers listen.
2 Sellers
2.1 Sellers answer.
Chapter 3: Both
When it is hard
3.1 All talk,
as 1.1 says.
ANNEX 1
Forms
Write here
1.3 A form.
"""


def read(text: str = TEXT) -> dict[str, Provision]:
    paragraphs = [Paragraph(line, ()) for line in text.strip().splitlines()]
    found = SHAPE.provisions(paragraphs)
    return {provision.locator: provision for provision in found}


def said(provision: Provision) -> list[str]:
    return [paragraph.text for paragraph in provision.paragraphs]


def test_chapters_paragraphs_annexes_and_named_sections_are_provisions_without_the_contents() -> None:
    assert list(read()) == ["parties", "1", "1.1", "1.2", "2.1", "3.1", "annex-1"]


def test_items_and_numbers_that_do_not_count_on_belong_to_the_paragraph_above() -> None:
    assert said(read()["1.1"]) == ["Buyers ask:", "(a) miners;", "2.1 is no number here."]


def test_headings_are_that_of_the_chapter_and_the_one_above_the_paragraph() -> None:
    found = read()
    assert found["1.1"].headings == ("Chapter 1: Buyers",)
    assert found["2.1"].headings == ("2: Sellers",)
    assert (found["3.1"].headings, found["3.1"].heading) == (("Chapter 3: Both",), "3.1 When it is hard")


def test_an_annex_keeps_its_numbers_and_lines() -> None:
    assert (read()["annex-1"].heading, said(read()["annex-1"])) == ("Annex 1: Forms", ["Write here", "1.3 A form."])


def test_gaps_chapters_and_annexes_that_are_not_there_are_missed() -> None:
    found = list(
        read(TEXT.replace("1.2. Buyers", "1.4 Buyers").replace("3.1 All", "All").replace("ANNEX 1", "")).values()
    )
    missing, repeated = missing_and_repeated(found, SHAPE.expected(found))
    assert missing == ("1.2", "1.3", "annex-1")
    assert repeated == ()


@pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_a_printed_covenant_comes_back_whole(words: Words) -> None:
    data, written = write_covenant(words)
    pages = read_pdf("covenant.pdf", data)
    assert len(pages) > 20
    found = METALS_COVENANT.provisions(paragraphs_of(pages, frozenset()))
    assert missing_and_repeated(found, METALS_COVENANT.expected(found)) == ((), ())
    assert {provision.locator: said(provision) for provision in found} == written.texts
    assert {provision.locator: provision.paragraphs[0].page for provision in found} == written.pages
    assert {provision.locator: provision.headings for provision in found} == written.headings
