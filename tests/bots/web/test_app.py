"""The web door as a whole."""

import pytest
from fastapi.testclient import TestClient

from tests.bots.web.small_site import Site, an_app


def test_health_names_the_index_that_is_served(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "index": "small"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "path",
    ["/", "/bron", "/bron/pact", "/bron/pact/fees", "/begrippen", "/kruistabel", "/privacy", "/contact", "/api/docs"],
)
def test_every_page_is_whole_in_both_languages(client: TestClient, path: str, language: str) -> None:
    response = client.get(f"{path}?lang={language}")
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert response.text.count("<h1>") == 1
    assert 'class="skip" href="#main"' in response.text
    assert 'lang="nl" hreflang="nl"' in response.text
    assert 'lang="en" hreflang="en"' in response.text


def test_the_privacy_page_tells_what_is_set(site: Site) -> None:
    client = TestClient(an_app(site, retention_days=7, log_questions=False))
    page = client.get("/privacy?lang=en").text
    assert "deleted after 7 days" in page
    assert "deleted 7 days after its answer, and without an answer after 90 days" in page
    assert "The question log is switched off" in page
    assert "for at most 7 days" in client.get("/?lang=en").text
