from collections.abc import Sequence

import pytest

from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph
from ingest.provisions import Provision, missing_and_repeated
from ingest.readers.pdf import read_pdf
from ingest.shapes.oecd_guidelines import OECD_GUIDELINES
from ingest.shapes.roman_chapters import RomanChapters
from tests.ingest.pdf_writer import Text, set_lines, write_pdf

SHAPE = RomanChapters(chapters=3, with_items=frozenset({"III"}))
TEXT = """
Contents
I. Ore; 3
II. Metals . . . . 9
Preface
1. This comes before.
I. ORE
Ore is for all.
1. Ore is mined.
2. Ore is sold:
a) to traders;
Commentary on Chapter I: Ore
1. This explains ore.
3. is a list in it.
2. This explains more:
1. in one way.
Chapter II
Metals
A. Buyers should:
1. Ask.
2. Listen.
B. Buyers may:
1. Wait.
Toelichting op hoofdstuk II
3. This explains metals.
III. Work
In short, buyers should:
1. Respect:
a) workers;
b) unions.
2. Pay.
Part II
Implementation
1. Afterwards.
"""


def read(text: str = TEXT) -> dict[str, Provision]:
    found = SHAPE.provisions([Paragraph(line, ()) for line in text.strip().splitlines()])
    return {provision.locator: provision for provision in found}


def said(provision: Provision) -> list[str]:
    return [paragraph.text for paragraph in provision.paragraphs]


def test_chapters_sections_paragraphs_items_and_commentary_are_provisions_in_their_order() -> None:
    assert list(read(TEXT.replace("3. is a list", "0. is a list"))) == [
        *("I", "I.1", "I.2", "I/commentary-1", "I/commentary-2"),
        *("II.A", "II.A.1", "II.A.2", "II.B", "II.B.1", "II/commentary-3"),
        *("III", "III.1", "III.1.a", "III.1.b", "III.2"),
    ]


def test_items_are_provisions_only_in_the_chapters_that_say_so() -> None:
    assert said(read()["I.2"]) == ["Ore is sold:", "a) to traders;"]
    assert said(read()["III.1.b"]) == ["unions."]


def test_commentary_counts_on_through_the_text_and_lower_numbers_are_its_own_lists() -> None:
    found = read(TEXT.replace("3. is a list", "0. is a list"))
    assert said(found["I/commentary-2"]) == ["This explains more:", "1. in one way."]
    assert found["II/commentary-3"].heading == "Toelichting op hoofdstuk II: 3"


def test_headings_name_the_chapter() -> None:
    found = read()
    assert found["I.1"].headings == ("I: Ore",)
    assert found["II.A.2"].headings == ("Chapter II: Metals",)


def test_what_follows_the_chapters_is_left_out() -> None:
    assert said(read()["III.2"]) == ["Pay."]


def test_chapters_paragraphs_and_commentary_that_are_left_out_are_missed() -> None:
    text = TEXT.replace("2. Listen.", "3. Listen.").replace("3. is a list in it.", "").replace("2. This", "3. This")
    text = text.replace("3. This explains metals", "5. This explains metals").replace("III. Work", "Work")
    found = list(read(text).values())
    missing, _ = missing_and_repeated(found, SHAPE.expected(found))
    assert set(missing) >= {"III", "II.A.2", "I/commentary-2", "II/commentary-4"}


def test_an_item_makes_up_for_a_paragraph_that_has_no_text_of_its_own() -> None:
    found = list(read(TEXT.replace("1. Respect:", "1. a) all;").replace("3. is a list in it.", "")).values())
    assert missing_and_repeated(found, SHAPE.expected(found))[0] == ()


NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def printed(commentary: str, subject: str, sentence: str) -> tuple[bytes, dict[str, str], dict[str, int]]:
    """A book of eleven chapters of our own words, two pages each, with a contents page; texts and pages by locator."""
    contents = [
        f"{numeral}. {subject} {numeral.lower()}x . . . . . . . {number}" for number, numeral in enumerate(NUMERALS)
    ]
    pages: list[Sequence[Text]] = [set_lines(contents)]
    texts: dict[str, str] = {}
    starts: dict[str, int] = {}
    for chapter, numeral in enumerate(NUMERALS):
        sections = ("A", "B") if numeral == "II" else ("",)
        rows, explained = [f"{numeral}. {subject} {numeral.lower()}x", ""], [commentary.format(numeral), ""]
        for section in sections:
            place = f"{numeral}.{section}" if section else numeral
            introduction = sentence.format(f"{numeral} {section}".strip())
            rows += [f"{section}. {introduction}" if section else introduction, ""]
            texts[place], starts[place] = introduction, len(pages) + 1
            for number in range(1, 4):
                text = sentence.format(f"{place} {number}")
                rows += [*half(f"{number}. {text}"), ""]
                texts[f"{place}.{number}"], starts[f"{place}.{number}"] = text, len(pages) + 1
        for number in range(3 * chapter + 1, 3 * chapter + 4):
            text = sentence.format(number)
            explained += [*half(f"{number}. {text}"), ""]
            locator = f"{numeral}/commentary-{number}"
            texts[locator], starts[locator] = text, len(pages) + 2
        pages += [page(rows, len(pages) + 1), page(explained, len(pages) + 2)]
    return write_pdf(pages), texts, starts


def page(rows: list[str], number: int) -> list[Text]:
    head = [Text("A book on ore", 800), Text(str(number), 30)]
    return [*head, Text(rows[0], 740, size=14, bold=True), *set_lines(rows[1:], top=715)]


def half(text: str) -> list[str]:
    cut = text.index(" ", len(text) // 2)
    return [text[:cut], text[cut + 1 :]]


@pytest.mark.parametrize(
    "words",
    [
        (
            "Commentary on Chapter {0}",
            "Duties of kind",
            "In case {0} buyers should ask where all of their ore was mined.",
        ),
        (
            "Toelichting op hoofdstuk {0}",
            "Plichten van soort",
            "In geval {0} vragen kopers waar al hun erts is gedolven.",
        ),
    ],
    ids=["en", "nl"],
)
def test_a_printed_book_comes_back_whole(words: tuple[str, str, str]) -> None:
    data, texts, starts = printed(*words)
    found = OECD_GUIDELINES.provisions(paragraphs_of(read_pdf("book.pdf", data), frozenset()))
    assert missing_and_repeated(found, OECD_GUIDELINES.expected(found)) == ((), ())
    assert {provision.locator: " ".join(said(provision)) for provision in found} == texts
    assert {provision.locator: provision.paragraphs[0].page for provision in found} == starts
