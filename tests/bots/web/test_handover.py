"""Going on with a conversation on a phone."""

import re

import pytest
from fastapi.testclient import TestClient

from bots.web.handover import Handover
from tests.assistant.databases import gone
from tests.bots.web.small_site import Site, an_app

QUESTION = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"


@pytest.fixture
def linked(site: Site) -> TestClient:
    app = an_app(site, handover=Handover("KetenwijzerBot", site.records.handovers))
    return TestClient(app, headers={"accept-language": "nl"})


def test_a_conversation_is_handed_over_once(linked: TestClient, site: Site) -> None:
    assert "Verder op uw telefoon" in linked.post("/ask", data={"question": QUESTION}).text
    page = linked.post("/conversation/phone").text
    found = re.search(r'href="https://t\.me/KetenwijzerBot\?start=c_([\w-]{16})"', page)
    assert found
    conversation = site.assistant.asked[0].conversation_id
    assert site.records.handovers.take(found.group(1)) == conversation
    assert site.records.handovers.take(found.group(1)) is None


def test_the_link_is_kept_by_nobody_on_the_way(linked: TestClient) -> None:
    linked.post("/ask", data={"question": QUESTION})
    response = linked.post("/conversation/phone")
    assert response.headers["cache-control"] == "no-store"
    assert 'rel="noreferrer"' in response.text


def test_without_a_conversation_there_is_nothing_to_hand_over(linked: TestClient) -> None:
    response = linked.post("/conversation/phone", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")


def test_another_website_cannot_ask_for_a_link(linked: TestClient) -> None:
    linked.post("/ask", data={"question": QUESTION})
    assert linked.post("/conversation/phone", headers={"origin": "https://evil.example"}).status_code == 403


def test_without_the_database_the_page_says_so(linked: TestClient, site: Site) -> None:
    linked.post("/ask", data={"question": QUESTION})
    with gone(site.records.chats._engine, "handovers"):
        assert linked.post("/conversation/phone").status_code == 503


def test_a_provision_opens_in_telegram_too(linked: TestClient, client: TestClient) -> None:
    assert re.search(r'href="https://t\.me/KetenwijzerBot\?start=p_[\w-]+"', linked.get("/bron/principles/17").text)
    assert "t.me" not in client.get("/bron/principles/17").text


def test_the_privacy_page_tells_of_telegram_where_there_is_a_bot(linked: TestClient, client: TestClient) -> None:
    assert "kan chats met een bot lezen" in linked.get("/privacy").text
    assert "Telegram" not in client.get("/privacy").text


def test_without_a_bot_the_page_offers_no_phone(client: TestClient) -> None:
    assert "telefoon" not in client.post("/ask", data={"question": QUESTION}).text
    assert client.post("/conversation/phone").status_code == 404
