"""What readers say of answers, by forms without a script."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.inbox_items import ItemKind, Rating, Reason, State
from assistant.questions import Channel
from tests.assistant.databases import gone
from tests.bots.web.small_site import BREAKS, Site

DUTCH = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"


@pytest.fixture
def answer_id(client: TestClient) -> str:
    """The answer to a question that was asked in this browser."""
    page = client.post("/ask", data={"question": DUTCH}).text
    found = re.search(r'id="turn-([\w-]+)"', page)
    assert found
    return found.group(1)


def rate(client: TestClient, answer_id: str, rating: str = "not_helpful") -> str:
    return client.post("/feedback", data={"answer_id": answer_id, "rating": rating}).text


def explain(client: TestClient, answer_id: str, **fields: str) -> str:
    return client.post("/feedback/reason", data={"answer_id": answer_id, **fields}).text


def test_a_rating_is_kept_and_leads_back_to_its_place(client: TestClient, site: Site, answer_id: str) -> None:
    fields = {"answer_id": answer_id, "rating": "helpful"}
    response = client.post("/feedback", data=fields, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, f"/#feedback-{answer_id}")
    assert f'id="feedback-{answer_id}"' in client.get("/").text
    (item,) = site.records.inbox.items()
    assert (item.kind, item.rating, item.answer_id, item.channel) == (
        ItemKind.FEEDBACK,
        Rating.HELPFUL,
        answer_id,
        Channel.WEB,
    )
    assert item.sender == site.records.inbox.sender(site.assistant.asked[0].conversation_id)


def test_the_page_shows_what_was_said_and_asks_why_only_where_it_did_not_help(
    client: TestClient, answer_id: str
) -> None:
    assert client.get("/").text.count('aria-pressed="true"') == 0
    page = rate(client, answer_id, "helpful")
    assert 'value="helpful" aria-pressed="true"' in page
    assert "Dank u wel. Uw oordeel is bewaard." in page
    assert "Wat klopt er niet?" not in page
    page = rate(client, answer_id, "not_helpful")
    assert 'value="helpful" aria-pressed="false"' in page
    assert 'value="not_helpful" aria-pressed="true"' in page
    assert page.count('type="radio"') == len(Reason)


def test_a_reason_and_a_remark_are_kept_and_shown_without_personal_data(
    client: TestClient, site: Site, answer_id: str
) -> None:
    rate(client, answer_id)
    page = explain(client, answer_id, reason="outdated", remark=" Vraag <b>jan@example.org</b>\r\nmaar. ")
    (item,) = site.records.inbox.items()
    assert (item.reason, item.text) == (Reason.OUTDATED, "Vraag <b>[email]</b>\nmaar.")
    assert "U gaf aan: Verouderd." in page
    assert "<q>Vraag &lt;b&gt;[email]&lt;/b&gt;\nmaar.</q>" in page
    assert 'value="outdated" checked' in page


def test_words_alone_are_a_reason_and_nothing_is_none(client: TestClient, site: Site, answer_id: str) -> None:
    rate(client, answer_id)
    explain(client, answer_id)
    assert site.records.inbox.items()[0].reason is None
    explain(client, answer_id, remark="De kosten ontbreken.")
    assert site.records.inbox.items()[0].reason is Reason.OTHER


def test_a_remark_is_cut_at_its_longest(client: TestClient, site: Site, answer_id: str) -> None:
    rate(client, answer_id)
    explain(client, answer_id, remark="a" * 900)
    assert site.records.inbox.items()[0].text == "a" * 500
    assert client.post("/feedback/reason", data={"answer_id": answer_id, "remark": "a" * 1001}).status_code == 422


def test_an_unknown_rating_is_not_kept(client: TestClient, site: Site, answer_id: str) -> None:
    assert client.post("/feedback", data={"answer_id": answer_id, "rating": "splendid"}).status_code == 422
    assert site.records.inbox.count() == 0


def test_nobody_rates_the_answers_of_others(client: TestClient, site: Site, answer_id: str) -> None:
    client.cookies.clear()
    response = client.post("/feedback", data={"answer_id": answer_id, "rating": "helpful"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    client.post("/ask", data={"question": DUTCH})
    rate(client, answer_id)
    explain(client, answer_id, reason="wrong")
    assert site.records.inbox.count() == 0


def test_another_website_cannot_rate(client: TestClient, site: Site, answer_id: str) -> None:
    fields = {"answer_id": answer_id, "rating": "helpful"}
    assert client.post("/feedback", data=fields, headers={"origin": "https://evil.example"}).status_code == 403
    assert site.records.inbox.count() == 0


def test_what_is_no_answer_is_not_asked_about(client: TestClient) -> None:
    page = client.post("/ask", data={"question": BREAKS}).text
    assert 'class="turn"' in page
    assert 'class="feedback"' not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.IN_PROGRESS, "Het secretariaat bekijkt uw oordeel."),
        (State.ANSWERED, "Het secretariaat heeft uw oordeel bekeken."),
        (State.DISMISSED, "Het secretariaat heeft uw oordeel bekeken."),
    ],
)
def test_the_reader_sees_how_far_the_secretariat_is(
    client: TestClient, site: Site, answer_id: str, state: State, words: str
) -> None:
    rate(client, answer_id)
    (item,) = site.records.inbox.items()
    site.records.triage.set_state(item.id, state, by="ann", version=1)
    page = client.get("/").text
    assert words in page
    assert "ann" not in re.findall(r"\w+", page)


def test_a_new_answer_comes_with_its_question_by_stream_too(client: TestClient) -> None:
    events = client.post("/api/v1/ask/stream", json={"question": DUTCH, "page": True}).text
    assert "Was dit antwoord nuttig?" in events


def test_deleting_the_conversation_deletes_the_ratings_with_a_receipt(
    client: TestClient, site: Site, answer_id: str
) -> None:
    rate(client, answer_id)
    assert "Ook gewist: 1 oordeel of vraag aan het secretariaat." in client.post("/conversation/delete").text
    assert site.records.inbox.count() == 0


@pytest.fixture
def without_inbox(site: Site) -> Iterator[None]:
    """The time in which the inbox cannot be reached."""
    with gone(site.records.inbox._engine, "inbox"):
        yield


def test_without_the_database_a_rating_is_not_said_to_be_kept(
    client: TestClient, answer_id: str, without_inbox: None
) -> None:
    response = client.post("/feedback", data={"answer_id": answer_id, "rating": "helpful"})
    assert response.status_code == 503
    assert "Dat lukt nu niet" in response.text
    assert "Was dit antwoord nuttig?" in client.get("/").text
