"""Headers, the same-origin rule and the cookie of a conversation."""

import re

import pytest
from fastapi.testclient import TestClient

from bots.web.security import CONVERSATION_COOKIE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/bron/principles/17", "/privacy", "/nowhere", "/health", "/api/openapi.json"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/bron", "/bron/principles", "/bron/principles/17", "/privacy", "/api/docs"])
def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?! type=\"(module\" src=\"/static/|application/json\"))", page)
    assert not re.search(r"(src|action)=\"(?!/)|<link[^>]+href=\"(?!/)", page)


@pytest.mark.parametrize("path", ["/ask", "/conversation/delete", "/api/v1/ask"])
@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_a_post_from_another_site_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, headers=headers, data={"question": "Wat nu?"}).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {"sec-fetch-site": "same-origin"}, {}])
def test_a_post_from_our_own_page_or_a_program_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/ask", headers=headers, data={"question": "Wat moeten wij doen?"}).status_code == 200


def test_a_conversation_has_a_name_that_cannot_be_guessed_and_no_script_can_read(client: TestClient) -> None:
    answer = client.post("/ask", data={"question": "Wat moeten wij doen?"}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{CONVERSATION_COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert len(cookie.split("=")[1].split(";")[0]) >= 32


def test_a_cookie_that_we_cannot_have_given_is_not_used(client: TestClient) -> None:
    client.cookies.set(CONVERSATION_COOKIE, "../../etc")
    client.post("/ask", data={"question": "Wat moeten wij doen?"}, follow_redirects=False)
    assert "etc" not in str(client.cookies.get(CONVERSATION_COOKIE, domain="testserver.local"))
