from pathlib import Path

import pytest

from ingest.registry import RegisteredText, registered_texts
from knowledge.language import Language
from tests.ingest.small_library import change, problems, write_library

URL = "https://example.org/ore-code.pdf"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def test_a_source_without_an_address_of_its_text_is_not_registered(library: Path) -> None:
    assert registered_texts(library) == []


def test_the_address_of_a_text_stands_in_the_front_matter_of_its_language(library: Path) -> None:
    change(library, "sources/ore-code.en.md", "licence: free", f"text_url: {URL}\nlicence: free")
    assert registered_texts(library) == [RegisteredText("ore-code", Language.EN, URL)]
    assert problems(library) == []


def test_an_address_that_is_not_https_is_a_problem_and_not_registered(library: Path) -> None:
    change(library, "sources/ore-code.en.md", "licence: free", "text_url: http://example.org\nlicence: free")
    assert registered_texts(library) == []
    assert any("text_url" in found for found in problems(library))


def test_the_library_names_texts_over_https_only() -> None:
    found = registered_texts()
    assert "ungp-2011" in {text.source for text in found}
    assert all(text.address.startswith("https://") for text in found)
