"""A library folder as a whole."""

from datetime import date
from pathlib import Path

import pytest

from ingest.library import read_library
from ingest.library_files import library_digest
from knowledge.documents import Passage, Status, TextKind
from knowledge.finding_aids import Evidence, Theme
from knowledge.language import Language
from knowledge.references import Reference
from tests.ingest.small_library import change, problems, write_library

EN = Language.EN
FEES = Reference("ore-code", "1/fees")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def passage(library: Path, reference: Reference, language: Language = EN) -> Passage:
    return next(p for p in read_library(library).passages if p.reference == reference and p.language is language)


def test_a_library_as_it_should_be_has_no_problems(library: Path) -> None:
    assert problems(library) == []


def test_rows_of_a_table_are_sentences_that_can_be_cited(library: Path) -> None:
    fees = passage(library, FEES)
    assert fees.text == "- A small buyer pays 1,000 euro."
    assert [fees.sentence_text(sentence) for sentence in fees.sentences] == ["A small buyer pays 1,000 euro."]
    (table,) = fees.tables
    assert (table.header, table.rows, table.first) == (("size", "fee"), (("small", "1,000"),), 0)


def test_a_provision_takes_what_it_does_not_say_from_its_source(library: Path) -> None:
    fees = passage(library, FEES)
    assert (fees.status, fees.applies_from) == (Status.IN_FORCE, date(2021, 1, 1))
    assert (fees.checked, fees.evidence) == (date(2026, 11, 21), ("E1",))


def test_a_part_takes_it_from_the_provision_above_it_first(library: Path) -> None:
    for language, question in ((Language.EN, "? where is ore from"), (Language.NL, "? waar komt erts vandaan")):
        added = f"{question}\nStatus: repealed\nApplies from: 2022-02-02\nChecked: 2026-11-22"
        change(library, f"sources/ore-code.{language}.md", question, added)
    fees = passage(library, FEES)
    assert (fees.status, fees.applies_from, fees.checked) == (
        Status.REPEALED,
        date(2022, 2, 2),
        date(2026, 11, 22),
    )
    assert problems(library) == []


def test_an_entry_of_the_glossary_is_a_passage_and_a_term(library: Path) -> None:
    found = read_library(library)
    entry = passage(library, Reference("guidance", "glossary/ore"))
    assert (entry.heading, entry.text, entry.text_kind) == (
        "ore",
        "Ore is rock from which metal is won.",
        TextKind.GUIDANCE,
    )
    assert entry.sentences[0].rests_on == (Reference("ore-code", "1"),)
    (term,) = (term for term in found.aids.terms if term.language is EN)
    assert (term.name, term.synonyms, term.misspellings) == ("ore", ("ores", "CODE"), ("oar",))


def test_the_tables_of_the_library_become_finding_aids(library: Path) -> None:
    aids = read_library(library).aids
    assert aids.evidence == (Evidence("E1", "The code as printed", "https://example.org/ore.pdf", "2020"),)
    places = (Reference("ore-code", "1"), FEES, Reference("guidance", "ask-ore"))
    assert aids.themes == (Theme("Herkomst", "Origin", places),)


def test_a_library_may_do_without_crosswalk_and_glossary(library: Path) -> None:
    (library / "crosswalk.md").unlink()
    for file in (library / "glossary").iterdir():
        file.unlink()
    assert problems(library) == []
    assert read_library(library).aids.terms == ()


@pytest.mark.parametrize("name", ["sources/ore-code.en.md", "glossary/metals.nl.md", "evidence.md", "crosswalk.md"])
def test_a_change_of_any_file_gives_another_digest(library: Path, name: str) -> None:
    before = library_digest(library)
    (library / name).write_text((library / name).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert library_digest(library) != before
