"""Guidance in steps: ours, and the real one where it is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.page_text import paragraphs_of
from ingest.paragraphs import Paragraph
from ingest.provisions import Provision, missing_and_repeated
from ingest.readers.pdf import read_pdf
from ingest.shapes.oecd_minerals import OECD_MINERALS
from ingest.shapes.steps import Numbers, Part, Steps

OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "official" / "oecd-minerals-guidance-3rd-ed-2016-en.pdf"
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official text is not part of the project: ../shared is not there"
)
SHAPE = Steps(
    (
        Part("WE ALL,", "Promise", "promise", ("promise",), begins=True),
        Part("Ore for all"),
        Part(
            "ANNEX I",
            "Annex I",
            "annex-i",
            ("annex-i", "step-1", "step-2"),
            has_title=True,
            numbers=Numbers("step-{number}", "Step {number}: {words}"),
        ),
        Part(
            "ANNEX II",
            "Annex II",
            "annex-ii",
            ("annex-ii/1", "annex-ii/2"),
            has_title=True,
            numbers=Numbers("annex-ii/{number}", "Annex II, paragraph {number}", topic="About .*:"),
        ),
        Part("Supplement on ore", "Supplement on ore", "supplement-ore", ("supplement-ore/step-1",)),
        Part("PRINTED BY US"),
    )
)
TEXT = """
Contents
ANNEX I 4
WE ALL,
promise to ask.
Ore for all
ANNEX I
The steps
There are two.
1. Ask. Buyers should:
A) Ask first. It helps.
B) Ask again.
2. Listen.
A) Listen well.
ANNEX II
The policy
This is our policy.
About tin and gold:
1. We ask about tin.
i) in one way;
2. We ask about gold.
Supplement on ore
This is about ore:
1. tin;
STEP 1: ASK ALL (cont.)
STEP 1: ASK ALL
OBJECTIVE: To ask.
A. Ask smelters (e.g. of tin). They know:
1. who mines;
2. who trades.
A.1. FOR TRADERS
1. Ask twice.
A.2. For buyers: In addition, buyers ask:
a) traders.
B. Ask mines.
STEP 2: LISTEN
SECTION I – FOR TRADERS
A. Listen to smelters.
SECTION II – FOR BUYERS
A. Listen to traders.
APPENDIX
Who to ask
These may be asked:
1. Smelters.
2. Mines.
PRINTED BY US
Somewhere.
"""


def read(text: str = TEXT) -> dict[str, Provision]:
    paragraphs = [Paragraph(line, ()) for line in text.strip().splitlines()]
    return {provision.locator: provision for provision in SHAPE.provisions(paragraphs)}


def said(provision: Provision) -> list[str]:
    return [paragraph.text for paragraph in provision.paragraphs]


def test_parts_steps_sections_letters_and_numbers_are_provisions_in_their_order() -> None:
    assert list(read()) == [
        *("promise", "annex-i", "step-1", "step-1/a", "step-1/b", "step-2", "step-2/a"),
        *("annex-ii", "annex-ii/1", "annex-ii/2", "supplement-ore", "supplement-ore/step-1"),
        *("supplement-ore/step-1/a", "supplement-ore/step-1/a.1", "supplement-ore/step-1/a.2"),
        *("supplement-ore/step-1/b", "supplement-ore/step-2/i/a", "supplement-ore/step-2/ii/a"),
        *("supplement-ore/appendix", "supplement-ore/appendix/1", "supplement-ore/appendix/2"),
    ]


def test_the_steps_of_the_framework_are_not_those_of_a_supplement() -> None:
    assert said(read()["step-1"]) == ["Ask. Buyers should:"]
    assert said(read()["supplement-ore/step-1"]) == ["OBJECTIVE: To ask."]


def test_numbers_below_a_letter_belong_to_it() -> None:
    assert said(read()["supplement-ore/step-1/a"]) == [
        "Ask smelters (e.g. of tin). They know:",
        "1. who mines;",
        "2. who trades.",
    ]


def test_a_branch_of_a_letter_has_its_line_as_heading_and_as_text_where_it_goes_on() -> None:
    traders, buyers = read()["supplement-ore/step-1/a.1"], read()["supplement-ore/step-1/a.2"]
    assert (traders.heading, said(traders)) == ("A.1. FOR TRADERS", ["1. Ask twice."])
    assert (buyers.heading, said(buyers)) == (
        "A.2. For buyers",
        ["For buyers: In addition, buyers ask:", "a) traders."],
    )


def test_a_topic_stands_above_its_numbers() -> None:
    assert read()["annex-ii/1"].headings == ("Annex II: The policy", "About tin and gold")
    assert said(read()["annex-ii"]) == ["This is our policy."]


def test_headings_name_part_step_and_section() -> None:
    assert read()["supplement-ore/step-2/ii/a"].headings == (
        "Supplement on ore",
        "Step 2: Listen",
        "SECTION II – FOR BUYERS",
    )
    assert read()["step-1/a"].headings == ("Annex I: The steps", "Step 1: Ask")
    assert read()["supplement-ore/step-1/a"].heading == "A. Ask smelters (e.g. of tin)"


def test_what_stands_between_parts_belongs_to_none() -> None:
    assert said(read()["promise"]) == ["WE ALL,", "promise to ask."]
    assert said(read()["supplement-ore/appendix/2"]) == ["Mines."]


def test_what_the_parts_declare_and_what_letters_and_numbers_leave_out_is_missed() -> None:
    text = TEXT.replace("B) Ask again.", "C) Ask again.").replace("2. Mines.", "3. Mines.").replace("2. Listen.", "")
    found = list(read(text).values())
    assert missing_and_repeated(found, SHAPE.expected(found))[0] == (
        "step-2",
        "step-1/b",
        "supplement-ore/appendix/2",
    )


@pytest.fixture(scope="module")
def official() -> dict[str, Provision]:
    provisions = OECD_MINERALS.provisions(paragraphs_of(read_pdf(OFFICIAL.name, OFFICIAL.read_bytes()), frozenset()))
    assert missing_and_repeated(provisions, OECD_MINERALS.expected(provisions)) == ((), ())
    return {provision.locator: provision for provision in provisions}


@needs_official
def test_the_real_guidance_has_five_steps_fourteen_policy_paragraphs_and_both_supplements(
    official: dict[str, Provision],
) -> None:
    kinds = Counter(re.sub(r"\d+$", "#", locator) for locator in official if locator.count("/") < 2)
    assert kinds["step-#"] == kinds["supplement-3t/step-#"] == kinds["supplement-gold/step-#"] == 5
    assert kinds["annex-ii/#"] == 14
    assert sum(locator.startswith("supplement-gold/appendix/") for locator in official) == 9
    assert {"recommendation", "introduction", "annex-i", "annex-ii", "annex-iii"} <= official.keys()


@needs_official
@pytest.mark.parametrize(
    ("locator", "page", "begins", "ends"),
    [
        ("step-1", 19, "Establish strong company management systems.", "Companies should:"),
        ("step-3/d", 20, "Undertake additional fact", "change of circumstances."),
        ("step-5", 21, "Report on supply chain due diligence.", "supply chain due diligence."),
        ("annex-ii/3", 23, "We will not tolerate any direct", "or international traders."),
        ("annex-ii/14", 26, "In accordance with the specific", "attempts at mitigation."),
        ("supplement-3t/step-2/ii/d", 45, "Where necessary, carry out,", "own facilities."),
        ("supplement-gold/step-2/iii/b", 99, "Obtain preliminary evidence", "Part III (C)."),
        ("supplement-gold/appendix/9", 120, "Fostering cooperation", "exporting and importing countries."),
    ],
)
def test_provisions_of_the_real_guidance_keep_their_place_and_words(
    official: dict[str, Provision], locator: str, page: int, begins: str, ends: str
) -> None:
    provision = official[locator]
    assert provision.paragraphs[0].page == page
    assert said(provision)[0].startswith(begins)
    assert said(provision)[-1].endswith(ends)


@needs_official
def test_no_head_number_of_a_page_note_or_broken_word_is_left_in_the_real_guidance(
    official: dict[str, Provision],
) -> None:
    lines = [line for provision in official.values() for line in said(provision)]
    broken = re.compile(r"[\ue000\ufffe\xad]|-$|\w- (?!and\b|or\b|to\b)\w|^\d+$|See footnote|© OECD|SUPPLEMENT ON|  ")
    assert [line for line in lines if broken.search(line)] == []


@needs_official
def test_no_line_of_the_real_guidance_is_lost(official: dict[str, Provision]) -> None:
    """Notes are set in 7.7 points and stay out, as do figures, heads and dividers."""
    pages = read_pdf(OFFICIAL.name, OFFICIAL.read_bytes())
    body = [
        line.text
        for page in pages[13:120]
        for line in page.lines
        if page.number not in {33, 37, 63, 73} and 60 < line.baseline < 600 and line.size > 7.8
    ]
    parts = [
        part for provision in official.values() for part in (*provision.headings, provision.heading, *said(provision))
    ]
    text = bare("".join(parts))
    lost = [line for line in body if bare(re.sub(r"^\S{1,4}[.)]", "", line)) not in text]
    assert len(body) > 3000
    assert [line for line in lost if not re.search("Stones, 17 June|cont\\.|^AND RELATED", line)] == []


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
