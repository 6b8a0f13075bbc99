"""Names of companies beside their legal form."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("onze leverancier Erts Handel B.V. zwijgt", "onze leverancier [company] zwijgt"),
        ("we buy from Ore Trading Ltd", "we buy from [company]"),
        ("Is Quistal N.V. lid?", "Is [company] lid?"),
        ("Quistal GmbH and Vondermet AS refuse", "[company] and [company] refuse"),
        ("Vondermet Trading Pte. Ltd. weigert", "[company] weigert"),
        ("wij zijn quistal bv", "wij zijn [company]"),
        ("Quistal & Zonen levert tin", "[company] levert tin"),
        ("<b>Quistal B.V.</b>", "<b>[company]</b>"),
        ("WIJ ZIJN QUISTAL BV EN KOPEN TIN", "WIJ ZIJN [company] EN KOPEN TIN"),
        ("Moet Gieterij Quistal V.O.F. dat ook?", "Moet [company] dat ook?"),
        ("3M Quistal B.V.", "[company]"),
        ("Gebroeders Vondermet weigert", "[company] weigert"),
    ],
)
def test_a_name_goes_with_its_form(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Is een Nederlandse BV aansprakelijk?",
        "vennootschapsbelasting tarief bv 2025",
        "de directie van onze BV moet tekenen",
        "Vallen AG en SE onder de CSDDD?",
        "Is a B Corp exempt?",
        "Mag de NV dat?",
    ],
)
def test_a_form_without_a_name_stays(text: str) -> None:
    assert redact(text) == text
