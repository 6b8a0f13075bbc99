"""Postcodes with their towns."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("wij zitten op 1234 AB", "wij zitten op [address]"),
        ("3199 XK Rotterdam", "[address]"),
        ("postcode 1234ab", "postcode [address]"),
        ("2911 AA Capelle aan den IJssel graag", "[address] graag"),
        ("S99 9ZZ Sheffield", "[address]"),
        ("Dorpsstraat 12, 47051 Duisburg", "[address], [address]"),
        ("Dorpsstraat 12 te Hengelo", "[address] te [address]"),
        ("B-2000 Antwerpen", "[address]"),
    ],
)
def test_a_postcode_goes_with_its_town(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize("text", ["1200 MT zink", "sinds 2023 EU-breed", "in 2027 NL", "5000 OF MEER", "Rotterdam"])
def test_years_quantities_and_towns_alone_stay(text: str) -> None:
    assert redact(text) == text
