import pytest

from ingest.paragraphs import Paragraph
from ingest.provisions import Provision
from ingest.shapes.headings import Headings, slug

GUIDE = """# Code for ore
Read this first.
## Step 1: Ask
Buyers ask.
### Whom to ask
The smelter.
### Whom to ask
The trader.
## Step 2
### Keep the answers
They are kept.
## Overige vragen en antwoorden
Veel."""


def paragraphs(text: str) -> list[Paragraph]:
    lines = (line.partition(" ") if line.startswith("#") else ("", "", line) for line in text.splitlines())
    return [Paragraph(words, (), len(marks) or None) for marks, _, words in lines]


def read(text: str, root: str = "") -> list[Provision]:
    return Headings(root).provisions(paragraphs(text))


def test_each_heading_with_a_text_is_a_place_below_the_one_above_it() -> None:
    assert [(provision.locator, provision.heading, provision.headings) for provision in read(GUIDE)] == [
        ("opening", "", ()),
        ("step-1", "Step 1: Ask", ()),
        ("step-1/whom-to-ask", "Whom to ask", ("Step 1: Ask",)),
        ("step-1/whom-to-ask-2", "Whom to ask", ("Step 1: Ask",)),
        ("step-2", "Step 2: Keep the answers", ()),
        ("overige-vragen-en-antwoorden", "Overige vragen en antwoorden", ()),
    ]


def test_a_text_of_one_place_begins_at_its_heading_and_ends_with_it() -> None:
    text = (
        "# Rules\nOurs.\n## ANNEX I\n### Metals\n#### Part A: Ores\nTin.\n#### Part B: Metal\nGold.\n## ANNEX II\nForm."
    )
    found = read(text, "annex-i")
    assert [(provision.locator, provision.headings) for provision in found] == [
        ("part-a", ("Annex I: Metals",)),
        ("part-b", ("Annex I: Metals",)),
    ]


def test_a_text_without_headings_is_taken_in_numbered_parts() -> None:
    found = Headings().provisions([Paragraph("Ore. " * 120, ())] * 5)
    assert [(provision.locator, len(provision.paragraphs)) for provision in found] == [
        ("part-1", 2),
        ("part-2", 2),
        ("part-3", 1),
    ]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Step 2: Assess risks", "step-2"),
        ("ANNEX IV", "annex-iv"),
        ("Bijlage 2 – Lijst", "bijlage-2"),
        ("3.5 Reporting", "3.5"),
        ("IV. Human rights", "iv"),
        ("Égalité & één loon", "egalite-een-loon"),
        ("A buyer asks", "a-buyer-asks"),
        ("…", "place"),
    ],
)
def test_a_place_is_named_by_its_number_or_its_words(heading: str, name: str) -> None:
    assert slug(heading) == name


def test_the_name_of_a_long_heading_ends_with_a_word() -> None:
    assert (
        slug("what every buyer of ore should ask each of the smelters")
        == "what-every-buyer-of-ore-should-ask-each-of-the"
    )
