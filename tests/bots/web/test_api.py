"""The API: the contract, its errors and its description."""

import pytest
from fastapi.testclient import TestClient

from bots.web.contract import AnswerBody
from bots.web.security import CONVERSATION_COOKIE
from tests.bots.web.small_site import BREAKS, Site

QUESTION = "What must we do when a supplier uses child labour?"


def test_an_answer_is_as_described(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": QUESTION})
    answer = AnswerBody.model_validate(response.json())
    assert response.json().keys() == AnswerBody.model_fields.keys()
    assert answer.outcome == "answered"
    assert [citation.number for citation in answer.citations] == [1, 2]


def test_a_language_and_earlier_turns_can_be_given(client: TestClient, site: Site) -> None:
    body = {"question": "En dan?", "language": "en", "turns": ["Wat moeten wij doen?"]}
    assert client.post("/api/v1/ask", json=body).json()["language"] == "en"
    assert site.assistant.asked[-1].turns == ("Wat moeten wij doen?",)


def test_a_conversation_can_be_gone_on_with(client: TestClient, site: Site) -> None:
    first = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    client.post("/api/v1/ask", json={"question": "And then?", "conversation_id": first["conversation_id"]})
    assert site.assistant.asked[-1].turns == (QUESTION,)


def test_programs_neither_get_nor_use_a_cookie(client: TestClient, site: Site) -> None:
    client.post("/ask", data={"question": QUESTION})
    kept = client.cookies[CONVERSATION_COOKIE]
    response = client.post("/api/v1/ask", json={"question": QUESTION})
    assert "set-cookie" not in response.headers
    assert response.json()["conversation_id"] != kept
    assert site.assistant.asked[-1].turns == ()


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{broken", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"[]", 422, "bad_request"),
        (b"{}", 422, "bad_request"),
        (b'{"question": 5}', 422, "bad_request"),
        (b'{"question": "Wat?", "language": "fr"}', 422, "bad_request"),
        (b'{"question": "Wat?", "conversation_id": "1"}', 422, "bad_request"),
        (b'{"question": " "}', 422, "empty_question"),
        (b'{"question": "' + b"a" * 2001 + b'"}', 422, "question_too_long"),
        (b'{"question": "' + b"a" * 100_000 + b'"}', 413, "request_entity_too_large"),
    ],
)
def test_a_bad_request_is_told_in_a_sentence(
    client: TestClient, path: str, body: bytes, status: int, code: str
) -> None:
    response = client.post(path, content=body, headers={"content-type": "application/json"})
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert error["message"].endswith(".")


def test_errors_come_in_the_language_asked_for(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": " ", "language": "en"})
    assert response.json()["error"]["message"] == "Type a question first."


def test_a_broken_machine_is_an_outcome(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": BREAKS}).json()
    assert answer["outcome"] == "failed"
    assert "secret" not in answer["text"]


def test_the_description_names_the_contract_and_no_page(client: TestClient) -> None:
    description = client.get("/api/openapi.json").json()
    assert description["paths"].keys() == {"/api/v1/ask", "/api/v1/ask/stream", "/health"}
    assert description["components"]["schemas"]["AnswerBody"]["properties"].keys() == AnswerBody.model_fields.keys()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_that_describes_the_api_holds_every_field(client: TestClient, language: str) -> None:
    page = client.get(f"/api/docs?lang={language}").text
    for field in AnswerBody.model_fields:
        assert f"<code>{field}</code>" in page
    assert "POST /api/v1/ask/stream" in page
