"""The buttons under an answer."""

from typing import Any

import pytest

from assistant.answers import Outcome
from assistant.inbox_items import Reason
from bots.telegram.answer_buttons import LONGEST_BUTTON, answer_rows, reason_rows
from bots.telegram.callback_data import (
    AskAgain,
    AskAlone,
    AskSecretariat,
    AskSuggestion,
    GiveReason,
    OtherLanguage,
    Rate,
    ShowSources,
)
from knowledge.language import Language
from tests.bots.telegram.records import a_record, a_refusal

NL, EN = Language.NL, Language.EN


def _texts(record: dict[str, Any], language: Language = NL) -> list[list[str]]:
    return [[button.text for button in row] for row in answer_rows(record, language)]


def _kinds(record: dict[str, Any]) -> set[type]:
    return {type(button.action) for row in answer_rows(record, NL) for button in row}


def test_under_an_answer_stand_sources_ratings_the_secretariat_and_what_to_ask_next() -> None:
    assert _texts(a_record()) == [
        ["Bronnen", "In English"],
        ["Nuttig", "Niet nuttig"],
        ["Vraag het secretariaat"],
        ["Wat kost meedoen?"],
    ]


def test_buttons_speak_the_readers_language_and_offer_the_answers_other_one() -> None:
    assert _texts(a_record(), EN)[:2] == [["Sources", "In English"], ["Helpful", "Not helpful"]]
    assert _texts(a_record(language="en"))[0] == ["Bronnen", "In het Nederlands"]


def test_buttons_act_on_their_answer() -> None:
    record = a_record()
    (sources, other), (helpful, not_helpful), (secretariat,), (suggestion,) = answer_rows(record, NL)
    answer_id = record["answer_id"]
    assert (sources.action, other.action) == (ShowSources(answer_id), OtherLanguage(answer_id))
    assert (helpful.action, not_helpful.action) == (Rate(answer_id, helpful=True), Rate(answer_id, helpful=False))
    assert (secretariat.action, suggestion.action) == (AskSecretariat(answer_id), AskSuggestion(answer_id, 0))


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        ("needs_detail", {AskSuggestion, OtherLanguage}),
        ("greeting", {AskSuggestion, OtherLanguage}),
        ("not_in_sources", {AskSuggestion, OtherLanguage, Rate, AskSecretariat}),
        ("out_of_scope", {AskSuggestion, OtherLanguage, Rate}),
        ("legal_advice", {AskSuggestion, OtherLanguage, Rate, AskSecretariat}),
        ("blocked", {AskSuggestion}),
        ("failed", {AskSuggestion, AskAgain}),
    ],
)
def test_without_an_answer_there_is_what_helps_on(outcome: str, kinds: set[type]) -> None:
    assert _kinds(a_refusal(outcome)) == kinds


def test_what_to_ask_instead_comes_first_where_there_is_no_answer() -> None:
    assert _texts(a_refusal("needs_detail"))[0] == ["Wat kost meedoen?"]


def test_who_was_understood_in_the_light_of_earlier_questions_can_take_that_back() -> None:
    (undo,), *_ = answer_rows(a_record(interpreted_question="Wat kost meedoen met het pact?"), NL)
    assert undo.text == "Stel alleen mijn eigen vraag"
    assert isinstance(undo.action, AskAlone)


def test_a_long_suggestion_is_cut_at_a_word() -> None:
    suggestions = ["Korte vraag?", "Wat moet een smelterij " + 10 * "echt " + "doen?"]
    *_, (first,), (second,) = answer_rows(a_record(suggestions=suggestions), NL)
    assert first.text == suggestions[0]
    assert second.text.endswith("echt…")
    assert len(second.text) <= LONGEST_BUTTON
    assert suggestions[1].startswith(second.text.removesuffix("…"))


def test_every_reason_is_on_a_button() -> None:
    rows = reason_rows("a-1", EN)
    assert [button.action for row in rows for button in row] == [GiveReason("a-1", reason) for reason in Reason]
    assert all(1 <= len(row) <= 2 for row in rows)


@pytest.mark.parametrize("outcome", Outcome)
def test_no_row_is_empty_and_every_button_can_be_sent(outcome: str) -> None:
    for record in (a_record(outcome=outcome, interpreted_question="Hoe?"), a_refusal(outcome, suggestions=[])):
        rows = answer_rows(record, NL)
        assert all(rows)
        assert all(button.text and button.action.pack() for row in rows for button in row)
