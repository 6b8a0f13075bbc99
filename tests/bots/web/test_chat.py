"""The chat page without scripts."""

import re

import pytest
from fastapi.testclient import TestClient

from assistant.errors import LogUnavailable
from tests.bots.web.small_site import BREAKS, Site

DUTCH = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"
ENGLISH = "What must we do when a supplier uses child labour?"


def _ask(client: TestClient, question: str, **fields: str) -> str:
    return client.post("/ask", data={"question": question, **fields}).text


def test_what_it_is_and_what_is_kept_stand_before_the_first_question(client: TestClient) -> None:
    page = client.get("/").text
    assert "Een geautomatiseerde assistent, geen mens." in page
    assert "Ketenwijzer beoordeelt geen bedrijven" in page
    assert "hooguit 30 dagen" in page
    assert page.index("geautomatiseerde assistent") < page.index("<textarea")
    assert page.count('class="suggestion"') == 4


def test_a_posted_question_leads_back_to_its_answer(client: TestClient) -> None:
    response = client.post("/ask", data={"question": DUTCH}, follow_redirects=False)
    assert response.status_code == 303
    anchor = response.headers["location"].removeprefix("/#")
    page = client.get("/").text
    assert f'id="{anchor}"' in page
    assert "Blijf en help eerst de kinderen." in page
    assert "Beantwoord uit de bronnen" in page
    assert "Zinnen uit de bronnen, geen taalmodel" in page


def test_every_mark_leads_to_a_source_on_the_page(client: TestClient) -> None:
    page = _ask(client, DUTCH)
    marks = set(re.findall(r'class="mark" href="#([\w-]+)"', page))
    assert marks
    assert marks <= set(re.findall(r'id="(source-[\w-]+)"', page))


def test_steps_can_be_ticked_and_quotes_carry_their_language(client: TestClient) -> None:
    page = _ask(client, ENGLISH)
    assert page.count('type="checkbox"') == 2
    assert '<blockquote lang="en"' in page
    assert '<span class="language-tag">Engels</span>' in page


@pytest.mark.parametrize(("question", "language"), [(DUTCH, "nl"), (ENGLISH, "en")])
def test_the_answer_is_in_the_language_of_the_question(client: TestClient, question: str, language: str) -> None:
    assert f'<div class="words" lang="{language}">' in _ask(client, question)


def test_a_question_that_leaves_the_language_open_gets_that_of_the_page(client: TestClient, site: Site) -> None:
    client.get("/?lang=en")
    _ask(client, "UNGP 17")
    assert site.assistant.asked[-1].language == "en"


def test_in_a_conversation_the_language_is_not_that_of_the_page(client: TestClient, site: Site) -> None:
    _ask(client, ENGLISH)
    _ask(client, "UNGP 17")
    assert site.assistant.asked[-1].language is None


def test_a_follow_up_shows_how_it_was_understood_and_a_way_back(client: TestClient, site: Site) -> None:
    _ask(client, DUTCH)
    page = _ask(client, "En daarna?")
    assert f'Begrepen als: <q lang="nl">{DUTCH} En daarna?</q>' in page
    assert '<input type="hidden" name="bare" value="true">' in page
    _ask(client, "En daarna?", bare="true")
    assert site.assistant.asked[-1].turns == ()


def test_a_conversation_survives_a_reload_and_stays_with_its_browser(client: TestClient) -> None:
    _ask(client, DUTCH)
    assert client.get("/").text.count('<article class="turn"') == 1
    client.cookies.clear()
    assert client.get("/").text.count('<article class="turn"') == 0


def test_a_conversation_can_be_deleted_with_a_receipt(client: TestClient, site: Site) -> None:
    _ask(client, DUTCH)
    _ask(client, ENGLISH)
    page = client.post("/conversation/delete").text
    assert "Gewist: 2 vragen met antwoord." in page
    assert '<article class="turn"' not in client.get("/").text
    assert site.records.question_log.count() == 0


def test_deleting_nothing_says_so(client: TestClient) -> None:
    assert "Gewist: 0 vragen" in client.post("/conversation/delete").text


def test_a_conversation_that_cannot_be_deleted_is_not_said_to_be(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(conversation_id: str) -> int:
        raise LogUnavailable(conversation_id)

    _ask(client, DUTCH)
    monkeypatch.setattr(site.desk, "erase", unavailable)
    response = client.post("/conversation/delete")
    assert response.status_code == 503
    assert "Dat lukt nu niet" in response.text


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "Typ eerst een vraag."),
        ("   \n ", "Typ eerst een vraag."),
        ("😀🎉", "Typ eerst een vraag."),
        ("a" * 2001, "Uw vraag is te lang. Houd het bij 2000 tekens."),
    ],
)
def test_a_question_that_cannot_be_taken_stays_in_the_field(client: TestClient, question: str, message: str) -> None:
    response = client.post("/ask", data={"question": question})
    assert response.status_code == 422
    assert f'role="alert">{message}</p>' in response.text
    assert f">\n{question}</textarea>" in response.text


def test_line_breaks_of_a_form_count_once(client: TestClient) -> None:
    question = "Wat moeten wij doen?\n" + "a\n" * 980
    assert client.post("/ask", data={"question": question.replace("\n", "\r\n")}).status_code == 200


def test_markup_in_a_question_stays_text(client: TestClient) -> None:
    page = client.post("/ask", data={"question": "</textarea><script>alert(1)</script>" + "a" * 2000}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_broken_machine_answers_with_a_sentence_and_a_way_to_try_again(client: TestClient) -> None:
    page = _ask(client, BREAKS)
    assert "Er ging iets mis bij ons" in page
    assert "secret details" not in page
    assert "Opnieuw proberen" in page
    assert "data-copy" not in page


def test_an_answer_that_cannot_be_kept_is_shown_all_the_same(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.desk, "turns", lambda conversation_id: [])
    response = client.post("/ask", data={"question": DUTCH}, follow_redirects=False)
    assert response.status_code == 200
    assert "Blijf en help eerst de kinderen." in response.text
    assert "Dit antwoord kon niet worden bewaard." in response.text


def test_a_conversation_is_kept_out_of_caches(client: TestClient) -> None:
    assert client.get("/").headers["cache-control"] == "no-store"


def test_questions_are_kept_without_personal_data(client: TestClient) -> None:
    _ask(client, "Wat moet ik doen? Mail mij op jan@example.org")
    assert "jan@example.org" not in client.get("/").text
