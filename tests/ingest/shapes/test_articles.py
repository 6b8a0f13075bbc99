"""Laws as provisions: ours, and real ones where they are there."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.coverage import coverage
from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph, placed
from ingest.provisions import Provision
from ingest.readers.html import read_html
from ingest.readers.pdf import read_pdf
from ingest.shapes.articles import Articles

OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "official"
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official texts are not part of the project: ../shared is not there"
)
LAW = """
THE COUNCIL HAS ADOPTED THIS LAW
(1) Ore is mined in many places.
It is bought in more.
(2) Buyers know little.
CHAPTER I
GENERAL
Article 1
Subject
This law is about ore.
Article 2
Duties of buyers
1. Buyers ask where ore was mined:
(a) at the smelter;
(b) at the trader.
2. Answers are kept.
2a. Answers are shown when asked for.
CHAPTER II
SUPERVISION
Article 4
Supervisors look.
1. They look every year.
Done at Ore Town, 1 May 2020.
For the Council
ANNEX I
Metals
1. Tin
2. Gold
ANNEX II
Forms
Part A: Letters
A letter.
PART B
MESSAGES
A message.
"""


def read(text: str = LAW, shape: Articles | None = None) -> dict[str, Provision]:
    paragraphs = [Paragraph(line, ()) for line in text.strip().splitlines()]
    return {provision.locator: provision for provision in (shape or Articles()).provisions(paragraphs)}


def said(provision: Provision) -> list[str]:
    return [paragraph.text for paragraph in provision.paragraphs]


def test_recitals_articles_paragraphs_and_annexes_are_provisions_in_their_order() -> None:
    assert list(read()) == [
        *("recital-1", "recital-2", "art-1", "art-2/1", "art-2/2", "art-2/2a", "art-4", "art-4/1", "annex-i"),
        *("annex-ii/part-a", "annex-ii/part-b"),
    ]


def test_points_belong_to_their_paragraph_and_the_number_of_a_paragraph_is_no_part_of_it() -> None:
    assert said(read()["art-2/1"]) == ["Buyers ask where ore was mined:", "(a) at the smelter;", "(b) at the trader."]


def test_a_recital_goes_on_to_the_next() -> None:
    assert said(read()["recital-1"]) == ["Ore is mined in many places.", "It is bought in more."]


def test_headings_name_the_article_and_its_chapter() -> None:
    duties = read()["art-2/2"]
    assert duties.heading == "Article 2: Duties of buyers"
    assert duties.headings == ("Chapter I: General",)
    assert read()["art-4/1"].headings == ("Chapter II: Supervision",)


def test_text_before_the_first_number_is_the_articles_own() -> None:
    assert said(read()["art-4"]) == ["Supervisors look."]


def test_the_closing_formula_belongs_to_no_article_and_an_annex_keeps_its_numbers() -> None:
    assert said(read()["art-4/1"]) == ["They look every year."]
    assert said(read()["annex-i"]) == ["1. Tin", "2. Gold"]


def test_a_part_of_an_annex_stands_below_its_title() -> None:
    letters, messages = read()["annex-ii/part-a"], read()["annex-ii/part-b"]
    assert (letters.headings, letters.heading) == (("Annex II: Forms",), "Part A: Letters")
    assert (messages.headings, messages.heading) == (("Annex II: Forms",), "Part B: Messages")
    assert said(messages) == ["A message."]


def test_numbers_of_a_quoted_law_open_no_paragraph() -> None:
    law = "Article 1\n1. A new article reads:\n1. Everybody asks.\n2. Everybody answers."
    assert list(read(law)) == ["art-1/1", "art-1/2"]


AMENDING = """
Article 1
The Ore Law is amended as follows:
(1) the following chapter is inserted:
‘CHAPTER 6c
SUPPORT
Article 29e
Portal
1. Everybody has a portal.
Article 29f
Report
1. Somebody reports.’;
(2) Article 30 is deleted.
Article 2
1. ‘Ore’ means stone.
2. This law enters into force.
"""


def test_what_an_act_quotes_of_another_one_belongs_to_the_article_that_quotes_it() -> None:
    found = read(AMENDING)
    assert list(found) == ["art-1", "art-2/1", "art-2/2"]
    assert said(found["art-1"])[-3:] == ["Report", "1. Somebody reports.’;", "(2) Article 30 is deleted."]


def test_a_quotation_without_an_end_ends_at_the_next_article() -> None:
    assert list(read(AMENDING.replace("’;", ";"))) == ["art-1", "art-2/1", "art-2/2"]


@pytest.mark.parametrize("end", ["Done at Ore Town, 1 May 2020.\nANNEX I\nTin.", "ANNEX I\nTin."])
def test_a_quotation_without_an_end_ends_with_the_last_article(end: str) -> None:
    assert list(read(f"Article 1\n‘1. Buyers ask.\n{end}")) == ["art-1", "annex-i"]


def test_a_defined_term_opens_no_quotation() -> None:
    assert list(read("Article 1\n‘Ore’ means stone.\n1. Buyers ask.\n2. They answer.")) == [
        *("art-1", "art-1/1", "art-1/2"),
    ]


def test_an_annex_that_is_left_out_is_missed() -> None:
    found = list(read(LAW.replace("ANNEX I\n", "ANNEX IV\n")).values())
    missing = {locator for locator in Articles().expected(found) if "annex" in locator}
    assert missing - {provision.locator for provision in found} == {"annex-i", "annex-iii"}


def test_a_text_that_ends_before_the_last_article_that_is_known_lacks_the_others() -> None:
    assert Articles(last=6).expected(list(read().values()))[-2:] == ("art-5", "art-6")


def test_an_article_that_is_left_out_is_missed_unless_it_was_repealed() -> None:
    found = list(read().values())
    locators = [provision.locator for provision in found]
    assert [locator for locator in Articles().expected(found) if locator not in locators] == ["art-3"]
    assert list(Articles(frozenset({"art-3"})).expected(found)) == locators


def of_file(name: str) -> list[Paragraph]:
    data = (OFFICIAL / name).read_bytes()
    return paragraphs_of(read_pdf(name, data), frozenset()) if name.endswith(".pdf") else read_html(name, data)


def real(name: str) -> tuple[dict[str, Provision], list[str]]:
    provisions = Articles().provisions(of_file(name))
    assert max(Counter(provision.locator for provision in provisions).values()) == 1
    missing = [p for p in Articles().expected(provisions) if p not in {each.locator for each in provisions}]
    return {provision.locator: provision for provision in provisions}, missing


def articles(provisions: dict[str, Provision]) -> set[str]:
    return {locator.split("/")[0] for locator in provisions if locator.startswith("art-")}


@needs_official
def test_the_directive_as_published_has_39_articles_and_99_recitals() -> None:
    provisions, missing = real("eu-csddd-2024-1760-original-oj-en.html")
    assert missing == []
    assert articles(provisions) == {f"art-{number}" for number in range(1, 40)}
    assert sum(locator.startswith("recital-") for locator in provisions) == 99


@needs_official
def test_the_consolidated_directive_lacks_article_22_and_nothing_else() -> None:
    provisions, missing = real("eu-csddd-2024-1760-consolidated-2026-03-18-en.html")
    assert missing == ["art-22"]
    assert len(articles(provisions)) == 38
    assert {"art-8/1", "art-8/2", "art-8/2a", "annex/part-i", "annex/part-ii"} <= provisions.keys()
    first, last = said(provisions["art-8/2a"])[0], said(provisions["art-8/2a"])[-1]
    assert first.startswith("Member States shall ensure that, for the purposes of the in-depth assessment")
    assert last.endswith(".")


@needs_official
def test_the_printed_regulation_has_20_articles_and_26_recitals_without_heads_or_broken_words() -> None:
    provisions, missing = real("eu-conflict-minerals-2017-821-en.pdf")
    assert missing == []
    assert articles(provisions) == {f"art-{number}" for number in range(1, 21)}
    assert sum(locator.startswith("recital-") for locator in provisions) == 26
    lines = [line for provision in provisions.values() for line in said(provision)]
    assert not [line for line in lines if "L 130/" in line or line.endswith("-") or "\ufffe" in line]
    assert said(provisions["art-7/2"])[0].startswith("Union importers of minerals or metals shall make available")
    assert said(provisions["art-7/2"])[-1].endswith("business confidentiality and other competitive concerns.")


@needs_official
def test_the_annexes_of_the_printed_regulation_are_read_with_their_tables() -> None:
    provisions, _ = real("eu-conflict-minerals-2017-821-en.pdf")
    annexes = {locator: said(provision) for locator, provision in provisions.items() if locator.startswith("annex")}
    assert list(annexes) == ["annex-i/part-a", "annex-i/part-b", "annex-ii", "annex-iii"]
    assert [len(rows) for rows in annexes.values()] == [6, 19, 4, 4]
    minerals, metals = annexes["annex-i/part-a"], annexes["annex-i/part-b"]
    assert (
        minerals[1]
        == "Description: Tungsten ores and concentrates; CN code: 2611 00 00; Volume threshold (kg): 250 000"
    )
    assert metals[-1].startswith("Description: Tantalum bars and rods, other than those obtained simply by sintering,")
    assert metals[-1].endswith("strip and foil, and other; CN code: 8103 90; Volume threshold (kg): 150")


@needs_official
def test_no_note_or_what_pointed_to_it_is_left_in_the_printed_regulation() -> None:
    provisions, _ = real("eu-conflict-minerals-2017-821-en.pdf")
    lines = [line for provision in provisions.values() for line in said(provision)]
    assert not [line for line in lines if "( )" in line or "()" in line or "OJ L" in line or "\ue000" in line]


@needs_official
@pytest.mark.parametrize(
    "name",
    [
        "eu-csddd-2024-1760-original-oj-en.html",
        "eu-omnibus-i-2026-470-en.html",
        "eu-stop-the-clock-2025-794-en.html",
    ],
)
def test_nothing_is_lost_of_a_published_act_between_its_first_recital_and_its_closing_formula(name: str) -> None:
    paragraphs = placed(of_file(name))
    left_out = coverage(paragraphs, Articles().provisions(paragraphs)).left_out
    assert left_out[left_out.index("Whereas:") + 1].startswith("Done at Brussels")


@needs_official
def test_nothing_is_lost_of_the_consolidated_directive_behind_its_title() -> None:
    paragraphs = placed(of_file("eu-csddd-2024-1760-consolidated-2026-03-18-en.html"))
    assert coverage(paragraphs, Articles().provisions(paragraphs)).left_out[-1] == "(Text with EEA relevance)"


@needs_official
@pytest.mark.parametrize(
    ("name", "articles_of_it", "recitals"),
    [("eu-omnibus-i-2026-470-en.html", 7, 53), ("eu-stop-the-clock-2025-794-en.html", 5, None)],
)
def test_the_acts_that_change_the_directive_have_all_their_articles(
    name: str, articles_of_it: int, recitals: int | None
) -> None:
    provisions, missing = real(name)
    assert missing == []
    assert articles(provisions) == {f"art-{number}" for number in range(1, articles_of_it + 1)}
    numbers = [int(locator.removeprefix("recital-")) for locator in provisions if locator.startswith("recital-")]
    assert numbers == list(range(1, (recitals or len(numbers)) + 1))


@needs_official
@pytest.mark.parametrize(
    "name",
    ["eu-csddd-2024-1760-original-oj-en.html", "eu-csddd-2024-1760-consolidated-2026-03-18-en.html"],
)
def test_no_note_or_mark_of_an_amendment_is_left_in_a_provision(name: str) -> None:
    provisions, _ = real(name)
    text = "\n".join(line for provision in provisions.values() for line in said(provision))
    assert not set("▼►◄") & set(text)
    assert "( )" not in text
    assert "OJ L" not in "\n".join(said(provisions["art-1/1"]))
