"""What an editor is told: file, line, what is wrong."""

from pathlib import Path

import pytest

from tests.ingest.small_library import change, problems, write_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


EN, NL = "sources/ore-code.en.md", "sources/ore-code.nl.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (EN, "{#1/fees}", "{#1/costs}", "'1/fees' stands in sources/ore-code.nl.md but not here"),
        (EN, "See also: ore-code/1", "See also: ore-code/9", "the reference ore-code/9 does not exist"),
        (NL, "Zie ook: ore-code/1", "Zie ook: ore-code/1/fees", "See also of '1/fees' differs"),
        (
            EN,
            "1.5 million",
            "1.6 million",
            "that are not in sources/ore-code.en.md: 1500000; there but not here: 1600000",
        ),
        (NL, "5 maart", "5 mei", "not in sources/ore-code.en.md: May; there but not here: March"),
        (EN, "evidence: [E1]", "evidence: []", "'1' does not say what it was checked against"),
        (EN, "evidence: [E1]", "evidence: [E7]", "the id 'E7' does not stand in evidence.md"),
        (NL, "? wat kost het", "? wat kost het\nBewijs: E7", "the evidence of '1/fees' differs"),
        (EN, "? what does it cost", "? what does it cost\nStatus: gone", "'gone' is not a status"),
        (EN, "? what does it cost", "? what does it cost\nApplies from: soon", "'soon' is not a date"),
        (EN, "? what does it cost", "? what does it cost\nChecked: 2026-11-22", "differ from sources/ore-code.en.md"),
        (EN, "checked: 2026-11-21", "checked: 2999-01-01", "was checked on 2999-01-01, a day that is still to come"),
        (EN, "applies_from: 2021-01-01", "applies_from: 2022-01-01", "front matter field 'applies_from' differs"),
        (EN, "Row: A", "A", "the table needs a line below it that begins with 'Row:'"),
        (EN, "{size}", "{weight}", "there is no column 'weight'; the columns are: size, fee"),
        (EN, "? what does it cost", "? what does it cost\nRow: {size}", "this line needs a table right above it"),
        (EN, "| small | 1,000 |", "| small | 1,000 |\n| small | 1,000 |", "another number of rows or columns"),
        (EN, "Buyers ask", "Buyers at the RMAP ask", "the abbreviation RMAP is not in the glossary"),
        (EN, "Buyers ask", "Buyers " + "and sellers " * 12 + "ask", "a sentence of 38 words: split it"),
    ],
)
def test_a_fault_in_a_source_is_told(library: Path, file: str, old: str, new: str, said: str) -> None:
    change(library, file, old, new)
    found = problems(library)
    assert any(said in sentence for sentence in found), found
    assert all(sentence.split(":")[1].isdigit() for sentence in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("glossary/metals.en.md", "[ore-code/1]", "", "the definition of 'ore' needs the references"),
        ("glossary/metals.en.md", "[ore-code/1]", "[ore-code/9]", "the reference ore-code/9 does not exist"),
        ("glossary/metals.en.md", "Misspelt: oar", "Misspelt: ores", ""),
        ("glossary/metals.en.md", "{#ore}", "", "the heading 'ore' needs a locator at its end"),
        ("glossary/metals.en.md", "{#ore}", "{#rock}", "'glossary/ore' stands in glossary/metals.nl.md but not here"),
        ("crosswalk.md", "1, 1/fees", "1, 9", "the reference ore-code/9 does not exist"),
        ("crosswalk.md", "| nl | en | ore-code |", "| nl | en | tin-code |", "'tin-code' is no source of the library"),
        ("crosswalk.md", "| nl | en |", "| en | nl |", "the cross-walk must be one table"),
        ("crosswalk.md", "| Herkomst | Origin |", "| Herkomst | |", "a row needs a name in both languages"),
        ("guidance/ask-ore.en.md", "actors: [buyer]", "actors: [byer]", "front matter field 'actors.0'"),
        ("guidance/ask-ore.en.md", "issues: [conflict]", "issues: [war]", "front matter field 'issues.0'"),
        ("guidance/ask-ore.en.md", "steps: [2]", "steps: [7]", "front matter field 'steps.0'"),
        ("guidance/ask-ore.en.md", "Ask where", "Yes, ask where", "write what holds, without yes or no"),
        ("guidance/ask-ore.nl.md", "Vraag waar", "Nee: vraag waar", "write what holds, without yes or no"),
    ],
)
def test_a_fault_elsewhere_is_told(library: Path, file: str, old: str, new: str, said: str) -> None:
    change(library, file, old, new)
    found = problems(library)
    assert any(said in sentence for sentence in found) if said else found == []


def test_a_name_may_stand_for_one_term_only(library: Path) -> None:
    second = "\n## rock {#rock}\n\nRock is a stone. [ore-code/1]\nAlso: ores\n"
    file = library / "glossary" / "metals.en.md"
    file.write_text(file.read_text(encoding="utf-8") + second, encoding="utf-8")
    assert any("'ores' already stands for ore" in sentence for sentence in problems(library))


def test_an_abbreviation_that_the_glossary_explains_may_be_used(library: Path) -> None:
    change(library, EN, "Buyers ask", "Buyers under the CODE ask")
    assert problems(library) == []
