"""Streets and post boxes."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("aan de Dorpsstraat 12a", "aan de [address]"),
        ("wij zitten op dorpsstraat 5-2", "wij zitten op [address]"),
        ("bij de Oude Ertsweg 7 bis", "bij de [address]"),
        ("Burgemeester van der Meerlaan 12", "[address]"),
        ("in de Hüttenstraße 88 ligt tin", "in de [address] ligt tin"),
        ("Karl-Otto-Platz 3", "[address]"),
        ("at 12 Crucible Lane", "at [address]"),
        ("at 45 rue des Fourneaux", "at [address]"),
        ("postbus 9912", "[address]"),
        ("P.O. Box 4410", "[address]"),
        ("ons adres is Lange Hoek 7", "ons adres is [address]"),
    ],
)
def test_a_street_with_its_number_is_found(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text", ["op weg 5 jaar vooruit", "Arbeidsmarkt 2025", "Monitoring 3", "Antwoord 4", "Limburg 5", "in de straat"]
)
def test_a_word_that_only_ends_like_a_street_stays(text: str) -> None:
    assert redact(text) == text
