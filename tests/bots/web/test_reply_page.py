"""The page of a question to the secretariat, for whoever has its address."""

import pytest
from fastapi.testclient import TestClient

from assistant.inbox_items import InboxItem, State
from knowledge.language import Language
from tests.assistant.databases import age, gone
from tests.bots.web.small_site import Site
from tests.bots.web.test_contact import QUESTION, send


@pytest.fixture
def address(client: TestClient) -> str:
    """The address of a question that was sent, read from another browser from now on."""
    address = send(client)
    client.cookies.clear()
    return address


def sent(site: Site) -> InboxItem:
    (item,) = site.records.inbox.items()
    return item


def test_the_page_shows_the_question_its_state_and_its_own_address(client: TestClient, address: str) -> None:
    response = client.get(f"{address}?lang=nl")
    assert response.status_code == 200
    assert "Nog niet bekeken." in response.text
    assert "Wie toetst &lt;ons&gt; jaarverslag?\nEn wanneer?</blockquote>" in response.text
    assert f'href="http://testserver{address}"' in response.text


def test_the_page_is_kept_by_nobody_on_the_way_and_found_by_no_search_engine(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert (response.headers["cache-control"], response.headers["x-robots-tag"]) == ("no-store", "noindex")
    assert response.headers["referrer-policy"] == "same-origin"


def test_replies_appear_with_their_day_and_language_and_not_with_their_writer(
    client: TestClient, site: Site, address: str
) -> None:
    item = sent(site)
    site.records.replies.send(item.id, "De <commissie>.\n\nIn mei.", Language.NL, by="secretary-ann", version=1)
    site.records.replies.send(item.id, "Also June.", Language.EN, by="secretary-bob", version=2)
    page = client.get(address).text
    assert '<p class="words" lang="nl">De &lt;commissie&gt;.\n\nIn mei.</p>' in page
    assert '<p class="words" lang="en">Also June.</p>' in page
    assert page.count("Geschreven door een mens, op ") == 2
    assert "Beantwoord." in page
    assert "secretary-" not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.IN_PROGRESS, "Het secretariaat is ermee bezig."), (State.DISMISSED, "Afgesloten zonder antwoord.")],
)
def test_the_state_is_told_in_words(client: TestClient, site: Site, address: str, state: State, words: str) -> None:
    site.records.triage.set_state(sent(site).id, state, by="ann", version=1)
    assert words in client.get(address).text


@pytest.mark.parametrize("code", ["x" * 32, "x", "x" * 500, "%C3%A9", "..%2F"])
def test_an_address_that_is_not_known_says_so(client: TestClient, address: str, code: str) -> None:
    response = client.get(f"/reply/{code}")
    assert response.status_code == 404
    assert QUESTION[:5] not in response.text


def test_the_digest_that_is_kept_opens_nothing(client: TestClient, site: Site, address: str) -> None:
    kept = sent(site).id
    assert client.get(f"/reply/{kept}").status_code == 404
    assert client.get(f"/reply/{kept[:32]}").status_code == 404
    client.post(f"/reply/{kept}/delete")
    assert site.records.inbox.count() == 1


def test_a_question_is_taken_back_with_its_reply(client: TestClient, site: Site, address: str) -> None:
    item = sent(site)
    site.records.replies.send(item.id, "So.", Language.NL, by="ann", version=1)
    response = client.post(f"{address}/delete")
    assert (response.status_code, "Uw vraag is gewist" in response.text) == (200, True)
    assert site.records.inbox.count() == 0
    assert site.records.replies.to(item.id) == []
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/delete").status_code == 404


def test_another_website_cannot_delete_a_question(client: TestClient, site: Site, address: str) -> None:
    headers = {"origin": "https://evil.example"}
    assert client.post(f"{address}/delete", headers=headers).status_code == 403
    assert site.records.inbox.count() == 1


def test_a_question_past_its_time_is_gone(client: TestClient, site: Site, address: str) -> None:
    age(site.records.inbox._engine, "inbox", "sent_at", days=91)
    site.desk.erase_older_than(30)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("table", ["inbox", "replies"])
def test_without_the_database_the_page_says_so(client: TestClient, site: Site, address: str, table: str) -> None:
    with gone(site.records.inbox._engine, table):
        assert client.get(address).status_code == 503
    with gone(site.records.inbox._engine, "inbox"):
        assert client.post(f"{address}/delete").status_code == 503
    assert client.get(address).status_code == 200
