"""Names where people greet and sign."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Beste Quistel, wat is stap 2?", "Beste [name], wat is stap 2?"),
        ("Dag Wilma, wat is stap 2?", "Dag [name], wat is stap 2?"),
        ("Wat is stap 2? Groet, Wilma", "Wat is stap 2? Groet, [name]"),
        ("Wat is stap 2?\n\nMet vriendelijke groet,\nJ. van Quistel\ninkoper", None),
        ("What is step 2? Kind regards,\nHarriet Vondermar", "What is step 2? Kind regards,\n[name]"),
        ("wat is stap 2? groetjes wilma", "wat is stap 2? groetjes [name]"),
        ("wat is stap 2? mvg joost quistel", "wat is stap 2? mvg [name]"),
        ("What is step 2?\nVondermar", "What is step 2?\n[name]"),
    ],
)
def test_whoever_is_greeted_or_signs_is_found(text: str, redacted: str | None) -> None:
    expected = redacted or "Wat is stap 2?\n\nMet vriendelijke groet,\n[name]\ninkoper"
    assert redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Beste Ketenwijzer, wat is stap 2?",
        "Dear Secretariat, what is the fee?",
        "Groet, een inkoper",
        "Bedankt, dat helpt.",
        "Thanks, a foundry in Yorkshire",
        "Best practice voor tin?",
    ],
)
def test_greetings_and_closings_without_a_name_stay(text: str) -> None:
    assert redact(text) == text
