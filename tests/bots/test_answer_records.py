"""The parts of a stored answer that every door shows."""

from datetime import date
from typing import Any

from bots.answer_records import (
    Reading,
    citation_facts,
    edition_words,
    mode_words,
    official_address,
    own_title,
    paragraphs,
    reader_path,
    references,
)
from bots.catalogue import Catalogue
from knowledge.language import Language
from knowledge.references import Reference

TODAY = date(2026, 11, 23)
DUTCH, ENGLISH = (Reading(language, "", TODAY) for language in Language)


def _citation(**changes: object) -> dict[str, Any]:
    citation = {
        "reference": "pact/rates",
        "title": "Rates",
        "label": "Pact: Rates",
        "quote": "small: 10.",
        "text_kind": "summary",
        "edition": "2020",
        "status": "in_force",
        "url": "/bron/pact/rates?lang=en",
        "official_url": "https://example.org/pact",
        "page": None,
    }
    return citation | changes


def test_paragraphs_are_those_of_the_plain_text() -> None:
    sentences = [{"text": text, "citations": []} for text in ("One.", "Two.", "Three.")]
    found = paragraphs({"text": "One. Two.\n\nThree.", "sentences": sentences})
    assert [[sentence["text"] for sentence in paragraph] for paragraph in found] == [["One.", "Two."], ["Three."]]


def test_what_is_no_reference_is_left_out() -> None:
    assert list(references(["pact/fees", "no reference"])) == [Reference("pact", "fees")]


def test_a_title_that_the_label_holds_is_not_repeated() -> None:
    assert own_title(_citation()) == ""
    assert own_title(_citation(title="What it costs")) == "What it costs"


def test_the_term_is_the_edition_of_our_summary_of_it(catalogue: Catalogue) -> None:
    facts = list(citation_facts(_citation(), catalogue, ENGLISH))
    assert facts[0] == "the first term of the pact (2019-2024)"


def test_facts_tell_edition_page_term_status_and_a_day_to_come(catalogue: Catalogue) -> None:
    assert list(citation_facts(_citation(page=3, text_kind="official"), catalogue, ENGLISH)) == [
        "edition 2020",
        "page 3",
        "the first term of the pact (2019-2024)",
        "in force",
        "applies to companies from 2 January 2999",
    ]


def test_a_place_that_is_gone_keeps_the_status_that_was_stored(catalogue: Catalogue) -> None:
    facts = citation_facts(_citation(reference="gone/1", status="bill"), catalogue, DUTCH)
    assert list(facts) == ["editie 2020", "wetsvoorstel"]


def test_our_own_cards_have_no_official_address() -> None:
    assert official_address(_citation()) == "https://example.org/pact"
    assert official_address(_citation(text_kind="guidance")) == ""


def test_the_reader_page_is_opened_in_the_readers_language_with_the_quote_marked() -> None:
    path = reader_path(_citation(), Language.NL)
    assert path.startswith("/bron/pact/rates?lang=nl&cited=")
    assert path.endswith("#quote")


def test_an_edition_with_words_of_its_own_is_not_called_one_again() -> None:
    assert edition_words("2011", Language.NL) == "editie 2011"
    assert edition_words("Eerste termijn, 2019-2024", Language.NL) == "Eerste termijn, 2019-2024"


def test_an_answer_that_the_secretariat_approved_says_so_and_one_from_the_sources_does_not() -> None:
    approved = {"mode": "extractive", "citations": [_citation(text_kind="approved"), _citation()]}
    assert mode_words(approved, Language.EN) == "Approved by the secretariat"
    assert mode_words(approved | {"citations": [_citation()]}, Language.NL) == "Zinnen uit de bronnen, geen taalmodel"


def test_an_approved_answer_has_its_day_and_no_status_or_official_address(catalogue: Catalogue) -> None:
    citation = _citation(reference="approved/a1", text_kind="approved", edition="Approved on 3 November 2026")
    assert list(citation_facts(citation, catalogue, ENGLISH)) == ["Approved on 3 November 2026"]
    assert official_address(citation) == ""
