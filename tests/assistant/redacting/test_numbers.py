"""Telephone, citizen service and registration numbers, and what only looks like them."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    "number",
    [
        "06 12345678",
        "06-12345678",
        "06.12.34.56.78",
        "+31 6 12345678",
        "+31 (0)6-12345678",
        "0031612345678",
        "020-1234567",
        "(020) 123 45 67",
        "020/123.45.67",
        "07700 900123",
        "+44 20 7946 0123",
        "+49 (30) 23125-014",
        "(555) 555-0134",
        "1-555-555-0134",
    ],
)
def test_a_telephone_number_is_found_without_a_cue(number: str) -> None:
    assert redact(f"bereik ons ({number}) voor vrijdag") == "bereik ons ([phone]) voor vrijdag"


def test_a_shorter_number_is_one_beside_a_cue() -> None:
    assert redact("tel. 123 4567 of bel 7654321") == "tel. [phone] of bel [phone]"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mijn BSN is 111222333", "mijn BSN is [bsn]"),
        ("BSN 123456789", "BSN [bsn]"),  # mistyped: the eleven-test fails
        ("burgerservicenummer: 1234 56 789", "burgerservicenummer: [bsn]"),
        ("citizen service numbers 123456782 and 111222333", "citizen service numbers [bsn] and [bsn]"),
        ("zijn nummer is 111222333, toch?", "zijn nummer is [bsn], toch?"),
        ("123456782 is zijn bsn", "[bsn] is zijn bsn"),
        ("kvk-nummer: 12345678", "kvk-nummer: [kvk]"),
        ("kvk nummer is 12 34 56 78", "kvk nummer is [kvk]"),
        ("Chamber of Commerce number 12345678", "Chamber of Commerce number [kvk]"),
        ("in het handelsregister staat 01234567", "in het handelsregister staat [kvk]"),
        ("12345678 is ons KvK-nummer", "[kvk] is ons KvK-nummer"),
        ("card 4111 1111 1111 1111", "card [card]"),
        ("btw NL123456789B01", "btw [vat]"),
        ("geboren op 12-03-1980", "geboren op [birthday]"),
        ("passport number NW1234567", "passport number [document]"),
    ],
)
def test_a_number_is_told_by_its_cue_or_its_check_digits(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "HS 7108 12 00 en HS 7108.12.00, GN 72026000",
        "CAS 7440-48-4 en EC 231-158-0",
        "getal 12345678 zonder aanleiding",
        "nummer 111222334",
        "ordernummer 111222333 en batch 0612345678",
        "111222333 schroeven",
        "omzet van EUR 123.456.782",
        "op 01-02-2025 en 2025-02-01, van 06-2024 tot 06-2026",
        "0612 ton en 0645 ton",
        "card 4111 1111 1111 1112",
        "het KvK-uittreksel van 01-02-2025",
        "bel in 2026 artikel 22",
        "612-345-6789 kg",
    ],
)
def test_numbers_of_goods_days_and_rules_stay(text: str) -> None:
    assert redact(text) == text
