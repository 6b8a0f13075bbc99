"""The reader pages, as a browser gets them."""

import pytest
from fastapi.testclient import TestClient

from bots.answer_records import quote_mark


def test_a_provision_shows_both_languages_and_every_kind_of_text(client: TestClient) -> None:
    page = client.get("/bron/principles/17?lang=nl").text
    assert "Zoek samen met ouders naar school." in page
    assert "Look for a school with the parents." in page
    assert page.index("The official words stand here.") < page.index("Zoek samen met ouders naar school.")
    assert "bladzijde 23" in page
    assert "Onze samenvatting" in page
    assert "Officiële tekst" in page


def test_a_text_in_the_other_language_is_tagged(client: TestClient) -> None:
    page = client.get("/bron/principles/17?lang=nl").text
    assert '<section class="text summary" lang="en">' in page
    assert '<span class="language-tag">Engels</span>' in page


def test_lists_are_lists(client: TestClient) -> None:
    page = client.get("/bron/principles/17/commentary?lang=en").text
    assert "<li>Ask on.</li>" in page
    assert "<p>Start early.</p>" in page


def test_what_lies_around_a_provision_is_linked(client: TestClient) -> None:
    page = client.get("/bron/principles/17?lang=en").text
    assert 'href="/bron/principles/17/commentary?lang=en"' in page
    assert 'href="/bron/pact/fees?lang=en"' in page
    assert 'href="/bron/guidance/child-labour?lang=en"' in page
    assert 'href="https://example.org/ore"' in page


def test_a_quote_is_marked(client: TestClient) -> None:
    mark = quote_mark("Keep watching.")
    page = client.get(f"/bron/principles/17?lang=en&cited={mark}").text
    assert "<mark>Keep watching.</mark>" in page
    assert page.count('id="quote"') == 1


def test_an_ended_agreement_and_an_unknown_fact_say_so(client: TestClient) -> None:
    page = client.get("/bron/pact/fees?lang=nl").text
    assert "Deze bron is afgelopen en geldt niet meer." in page
    assert "Dit is niet bekend" in page
    assert "De eerste termijn van het pact (2019-2024)" in page


def test_words_from_a_source_are_never_markup(client: TestClient) -> None:
    page = client.get("/bron/pact/fees?lang=nl").text
    assert "<i>" not in page
    assert "&lt;i&gt;onbekend" in page


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("/bron/PRINCIPLES/17/Commentary?lang=en", "/bron/principles/17/commentary?lang=en"),
        ("/bron/principles/17/", "/bron/principles/17"),
        ("/bron/Principles", "/bron/principles"),
        ("/bron/principles/", "/bron/principles"),
    ],
)
def test_another_way_of_writing_leads_to_the_lasting_address(client: TestClient, written: str, canonical: str) -> None:
    response = client.get(written, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, canonical)


def test_an_unknown_place_names_the_nearest(client: TestClient) -> None:
    response = client.get("/bron/principles/17.3")
    assert response.status_code == 404
    assert 'href="/bron/principles/17?lang=nl"' in response.text


@pytest.mark.parametrize("path", ["/bron/nowhere", "/bron/nowhere/1", "/bron/principles/..%2F..", "/bron/x/%00"])
def test_an_unknown_source_is_a_plain_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.text


def test_the_lists_lead_to_every_place(client: TestClient) -> None:
    assert 'href="/bron/principles"' in client.get("/bron").text
    assert 'href="/bron/principles/17/commentary?lang=nl"' in client.get("/bron/principles").text
    assert 'href="/bron/guidance/child-labour?lang=nl"' in client.get("/bron/guidance").text


def test_a_table_is_a_table(client: TestClient) -> None:
    page = client.get("/bron/pact/rates?lang=en").text
    assert '<th scope="col">fee</th>' in page
    assert "<tr><td>large</td><td>20</td></tr>" in page


def test_a_term_opens_its_note_without_scripts(client: TestClient) -> None:
    page = client.get("/bron/principles/17?lang=en").text
    assert '<button type="button" class="term" popovertarget="summary-en-danger">danger</button>' in page
    assert 'id="summary-en-danger" popover' in page


def test_the_glossary_names_each_term_in_both_languages(client: TestClient) -> None:
    page = client.get("/begrippen?lang=nl").text
    assert '<a href="/bron/guidance/glossary/danger?lang=nl">gevaar</a>' in page
    assert '<span class="translation" lang="en">danger</span>' in page
    assert "Gevaar is kans op schade." in page


def test_the_crosswalk_sets_the_sources_side_by_side(client: TestClient) -> None:
    page = client.get("/kruistabel?lang=en").text
    assert '<th scope="row">Care</th>' in page
    assert 'href="/bron/principles/17?lang=en"' in page
    assert 'href="/bron/pact/fees?lang=en"' in page


def test_a_head_request_is_answered(client: TestClient) -> None:
    assert client.head("/bron/principles/17").status_code == 200
