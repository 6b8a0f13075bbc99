"""Asking the secretariat, by a form without a script."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from assistant.inbox_items import ItemKind, State
from assistant.questions import Channel
from assistant.replies import item_id_of
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.bots.web.small_site import Site

DUTCH = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"
QUESTION = "Wie toetst <ons> jaarverslag?\nEn wanneer?"


def draft_of(page: str) -> str:
    found = re.search(r'name="draft" value="([\w-]{32})"', page)
    assert found
    return found.group(1)


def send(client: TestClient, text: str = QUESTION, **fields: str) -> str:
    """Send a question, and give the address of the page that it leads to."""
    fields = {"text": text, "consent": "true", "draft": draft_of(client.get("/contact").text)} | fields
    response = client.post("/contact", data=fields, follow_redirects=False)
    assert response.status_code == 303
    return response.headers["location"]


def answer_id_of(page: str) -> str:
    found = re.search(r'id="turn-([\w-]+)"', page)
    assert found
    return found.group(1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_tells_what_is_sent_and_asks_for_consent_that_is_not_given_yet(
    client: TestClient, language: str
) -> None:
    page = client.get(f"/contact?lang={language}").text
    told = {"nl": ("Dit wordt verstuurd", "30 dagen na het antwoord", "hooguit 90 dagen"), "en": ("This will be sent",)}
    assert all(words in page for words in told[language])
    assert re.search(r'<input type="checkbox" id="consent"[^>]*>', page)
    assert "checked" not in page
    assert 'type="email"' not in page


def test_a_question_is_kept_as_it_was_written(client: TestClient, site: Site) -> None:
    send(client, QUESTION.replace("\n", "\r\n"))
    (item,) = site.records.inbox.items()
    assert (item.kind, item.text, item.channel, item.state) == (ItemKind.QUESTION, QUESTION, Channel.WEB, State.NEW)
    assert item.consent is not None
    assert (item.reply_to, item.answer_id) == (None, None)


def test_the_code_of_the_reply_page_is_not_kept(client: TestClient, site: Site) -> None:
    address = send(client)
    code = address.removeprefix("/reply/")
    (item,) = site.records.inbox.items()
    assert re.fullmatch(r"[\w-]{32}", code)
    assert item.id == item_id_of(code)
    assert code not in repr(item)


def test_a_form_that_is_sent_twice_is_one_question_and_another_text_another(client: TestClient, site: Site) -> None:
    draft = draft_of(client.get("/contact").text)
    first, again = send(client, draft=draft), send(client, draft=draft)
    other = send(client, "Iets anders?", draft=draft)
    assert first == again != other
    assert site.records.inbox.count() == 2


def test_the_question_of_an_answer_is_filled_in_and_goes_along(client: TestClient, site: Site) -> None:
    page = client.post("/ask", data={"question": DUTCH}).text
    answer_id = answer_id_of(page)
    assert f'href="/contact/{answer_id}"' in page
    form = client.get(f"/contact/{answer_id}").text
    assert f">\n{DUTCH}</textarea>" in form
    assert f'<q lang="nl">{DUTCH}</q>' in form
    send(client, answer_id=answer_id)
    (item,) = site.records.inbox.items()
    assert item.answer_id == answer_id
    assert item.sender == site.records.inbox.sender(site.assistant.asked[0].conversation_id)
    page = client.get("/").text
    assert "U hebt deze vraag aan het secretariaat gestuurd. Nog niet bekeken." in page
    assert f'href="/contact/{answer_id}"' not in page


def test_the_answers_of_others_are_neither_shown_nor_sent_along(client: TestClient, site: Site) -> None:
    answer_id = answer_id_of(client.post("/ask", data={"question": DUTCH}).text)
    client.cookies.clear()
    assert DUTCH not in client.get(f"/contact/{answer_id}").text
    send(client, answer_id=answer_id)
    assert site.records.inbox.items()[0].answer_id is None


@pytest.mark.parametrize(
    ("fields", "told", "field"),
    [
        ({"text": ""}, "Typ eerst een vraag.", "text"),
        ({"text": " ?! "}, "Typ eerst een vraag.", "text"),
        ({"text": "a" * 2001}, "Houd het bij 2000 tekens.", "text"),
        ({"consent": ""}, "Zet een vinkje om uw vraag te mogen bewaren en versturen.", "consent"),
        ({"consent": "false"}, "Zet een vinkje om uw vraag te mogen bewaren en versturen.", "consent"),
    ],
)
def test_what_has_to_be_mended_is_told_at_its_field_and_nothing_is_lost_or_sent(
    client: TestClient, site: Site, fields: dict[str, str], told: str, field: str
) -> None:
    given = {"text": QUESTION, "consent": "true"} | fields
    response = client.post("/contact", data={name: value for name, value in given.items() if value})
    page = unescape(response.text)
    assert response.status_code == 422
    assert f'<a href="#{field}">' in page
    assert f'id="{field}-problem">' in page
    assert page.count(told) == 2
    assert given["text"].strip() in page
    assert site.records.inbox.count() == 0


def test_consent_that_was_given_stays_given_when_something_else_is_mended(client: TestClient) -> None:
    page = client.post("/contact", data={"consent": "true"}).text
    assert re.search(r'id="consent"[^>]* checked', page)


@pytest.mark.parametrize(
    ("text", "language"), [(DUTCH, Language.NL), ("What must we do about child labour?", Language.EN), ("OK?", "nl")]
)
def test_the_language_is_that_of_the_question_or_else_of_the_page(
    client: TestClient, site: Site, text: str, language: Language
) -> None:
    send(client, text)
    assert site.records.inbox.items()[0].language == language


def test_who_asked_nothing_before_can_delete_what_they_sent_all_the_same(client: TestClient, site: Site) -> None:
    send(client)
    assert "Ook gewist: 1 oordeel of vraag aan het secretariaat." in client.post("/conversation/delete").text
    assert site.records.inbox.count() == 0


def test_too_many_questions_have_to_wait_and_stay_in_the_form(client: TestClient, site: Site) -> None:
    for number in range(5):
        send(client, f"Vraag {number}?")
    response = client.post("/contact", data={"text": "Vraag 6?", "consent": "true"})
    assert response.status_code == 429
    assert re.search(r"Probeer het over \d+ minuten opnieuw", response.text)
    assert "Vraag 6?" in response.text
    assert site.records.inbox.count() == 5


def test_who_throws_their_cookie_away_has_to_wait_too(client: TestClient, site: Site) -> None:
    for number in range(20):
        client.cookies.clear()
        send(client, f"Vraag {number}?")
    client.cookies.clear()
    assert client.post("/contact", data={"text": "Vraag 21?", "consent": "true"}).status_code == 429
    assert site.records.inbox.count() == 20


def test_without_the_database_the_question_stays_in_the_form(client: TestClient, site: Site) -> None:
    with gone(site.records.inbox._engine, "inbox"):
        response = client.post("/contact", data={"text": QUESTION, "consent": "true"})
    assert response.status_code == 503
    assert QUESTION in unescape(response.text)
    assert "Uw vraag is niet verstuurd" in response.text


def test_another_website_cannot_send_a_question(client: TestClient, site: Site) -> None:
    fields = {"text": QUESTION, "consent": "true"}
    assert client.post("/contact", data=fields, headers={"origin": "https://evil.example"}).status_code == 403
    assert site.records.inbox.count() == 0


def test_a_paused_channel_still_takes_questions_for_people(client: TestClient, site: Site) -> None:
    site.records.pauses.pause(Channel.WEB, "Dicht.", "Closed.")
    send(client)
    assert site.records.inbox.count() == 1
