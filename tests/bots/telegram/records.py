"""Stored answers of the small site, to show in a chat."""

from datetime import date
from typing import Any

from assistant.answers import answer_record
from assistant.questions import Channel, Question
from bots.answer_records import Reading
from knowledge.language import Language
from tests.bots.web.small_site import ScriptedAssistant, small_index

ADDRESS = "https://keten.example"
TODAY = date(2026, 11, 23)
DUTCH, ENGLISH = (Reading(language, ADDRESS, TODAY) for language in Language)
WITHOUT_PAGES = Reading(Language.NL, "", TODAY)


def a_record(**changes: object) -> dict[str, Any]:
    """A Dutch answer with two sentences, two steps, a card and the provision that it rests on."""
    question = Question.from_text("Wat nu?", channel=Channel.TELEGRAM, conversation_id="c", language=Language.NL)
    return answer_record(ScriptedAssistant(small_index()).ask(question)[0]) | changes


def a_refusal(outcome: str, **changes: object) -> dict[str, Any]:
    """An answer without sources."""
    said = {"text": "Dat niet.", "sentences": [{"text": "Dat niet.", "citations": []}]}
    nothing: dict[str, object] = {"citations": [], "next_steps": [], "also_read": []}
    return a_record(outcome=outcome, **said, **nothing, **changes)
