"""In which language a page is shown."""

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from bots.web.languages import switch_url
from knowledge.language import Language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "nl"),
        ("*", "nl"),
        ("nl-BE,nl;q=0.9,en;q=0.5", "nl"),
        ("en-GB,nl;q=0.5", "en"),
        ("fr, en;q=0.4, nl;q=0.8", "nl"),
        ("de", "en"),
        ("en;q=broken", "en"),
    ],
)
def test_without_a_choice_the_browser_decides(client: TestClient, header: str, language: str) -> None:
    assert client.get("/privacy", headers={"accept-language": header}).headers["content-language"] == language


def test_a_language_in_the_address_is_remembered(client: TestClient) -> None:
    assert client.get("/?lang=en").headers["content-language"] == "en"
    assert client.get("/").headers["content-language"] == "en"


def test_a_link_to_a_quote_shows_its_language_and_changes_no_choice(client: TestClient) -> None:
    assert client.get("/bron/principles/17?lang=en").headers["content-language"] == "en"
    assert client.get("/").headers["content-language"] == "nl"


def test_the_switch_on_a_reader_page_is_remembered_and_keeps_the_quote(client: TestClient) -> None:
    page = client.get("/bron/principles/17?lang=nl&cited=abc123").text
    assert 'href="/bron/principles/17?lang=en&amp;remember=1&amp;cited=abc123"' in page
    client.get("/bron/principles/17?lang=en&remember=1")
    assert client.get("/").headers["content-language"] == "en"


def test_an_unknown_language_is_passed_over(client: TestClient) -> None:
    assert client.get("/?lang=xx").headers["content-language"] == "nl"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_of_the_secretariat_keeps_what_was_chosen_on_it(method: str) -> None:
    scope = {
        "type": "http",
        "method": method,
        "path": "/secretariat/audit",
        "query_string": b"before=9&lang=en&channel=a&channel=b%26c&remember=1",
        "headers": [],
    }
    assert switch_url(Request(scope), Language.NL) == (
        "/secretariat/audit?before=9&channel=a&channel=b%26c&lang=nl&remember=1"
    )
