"""Bank account numbers."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("NL91 ABNA 0417 1643 00", "[iban]"),
        ("betaal aan nl91abna0417164300.", "betaal aan [iban]."),
        ("NL91.ABNA.0417.1643.00 of NL91-ABNA-0417-1643-00", "[iban] of [iban]"),
        ("DE89370400440532013000", "[iban]"),
        ("maak het over op NL91 ABNA 0417 1643 00 voor vrijdag", "maak het over op [iban] voor vrijdag"),
        ("NL91ABNA0417164300 is ours", "[iban] is ours"),
        ("BE68 5390 0754 7034 hoort bij de smelter", "[iban] hoort bij de smelter"),
        ("NL91ABNA0417164301", "[iban]"),  # mistyped, and still somebody's
        ("iban DE89 3704 0044 0532 0130 01", "iban [iban]"),
        ("rekeningnummer 12.34.56.789", "rekeningnummer [iban]"),
    ],
)
def test_an_account_number_is_found_however_it_is_written(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize("text", ["DE89370400440532013001", "EN 10204 3.1 en ISO 20400", "batch NL20 2410 0812"])
def test_what_has_another_length_or_check_digit_stays(text: str) -> None:
    assert redact(text) == text
