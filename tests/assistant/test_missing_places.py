"""A place that a source has not is said to be missing, never replaced by another."""

import pytest

from assistant.answering import Assistant
from assistant.answers import Outcome
from assistant.questions import Channel, Question


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("UNGP 45", "45"),
        ("CSDDD artikel 99", "Artikel 99 staat niet in CSDDD"),
        ("what does CSDDD article 99 say?", "There is no article 99 in CSDDD"),
    ],
)
def test_a_missing_place_is_named(real_assistant: Assistant, text: str, said: str) -> None:
    answer, _ = real_assistant.ask(Question.from_text(text, channel=Channel.API, conversation_id="c"))

    assert answer.outcome is Outcome.NOT_IN_SOURCES
    assert said in answer.text
    assert answer.citations == ()
