"""Error pages and error objects."""

import pytest
from fastapi.testclient import TestClient

from tests.bots.web.small_site import Site


@pytest.mark.parametrize(("language", "title"), [("nl", "Deze pagina is er niet"), ("en", "This page does not exist")])
def test_a_missing_page_says_so_in_the_readers_language(client: TestClient, language: str, title: str) -> None:
    response = client.get(f"/nowhere?lang={language}")
    assert response.status_code == 404
    assert f"<h1>{title}</h1>" in response.text


def test_a_method_that_is_not_offered_says_so(client: TestClient) -> None:
    response = client.get("/ask")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert "Dit kan hier niet" in response.text


def test_too_much_text_says_so(client: TestClient) -> None:
    response = client.post("/ask", data={"question": "a" * 100_000})
    assert response.status_code == 413
    assert "Dat is te veel tekst" in response.text


def test_too_much_text_of_undeclared_length_says_so_too(client: TestClient) -> None:
    parts = (b"a" * 10_000 for _ in range(10))
    response = client.post("/api/v1/ask", content=parts, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]["code"]) == (413, "request_entity_too_large")


def test_a_field_of_the_wrong_kind_says_so(client: TestClient) -> None:
    response = client.get("/?deleted=many")
    assert response.status_code == 422
    assert "Er ontbreekt iets" in response.text


def test_a_crash_shows_no_trace_and_keeps_the_headers(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(conversation_id: str) -> None:
        raise RuntimeError("secret details")

    client.post("/ask", data={"question": "Wat moeten wij doen?"})
    monkeypatch.setattr(site.desk, "turns", broken)
    response = client.get("/")
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.text
    assert "secret details" not in response.text
    assert "Traceback" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_programs_get_an_object(client: TestClient) -> None:
    response = client.get("/api/v1/nothing")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not_found")
    assert client.get("/api/v1/ask").json()["error"]["code"] == "method_not_allowed"
