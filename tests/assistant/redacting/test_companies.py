"""Names of companies beside a role, or what says how they are called."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("onze leverancier Quistal weigert", "onze leverancier [company] weigert"),
        ("onze zinkleverancier quistal geeft niets", "onze zinkleverancier [company] geeft niets"),
        ("The mining company Red Quistal left", "The mining company [company] left"),
        ("our supplier QTMK refuses", "our supplier [company] refuses"),
        ("our smelter, Quistal, left", "our smelter, [company], left"),
        ("our supplier is called quistal", "our supplier is called [company]"),
        ("Ons bedrijf heet Quistal", "Ons bedrijf heet [company]"),
        ("I work for Quistal, a trader", "I work for [company], a trader"),
    ],
)
def test_a_company_is_told_by_its_role(text: str, redacted: str) -> None:
    assert redact(text) == redacted


def test_a_company_is_found_again_where_it_is_named_without_a_cue() -> None:
    text = "De handelaar Quistal levert tin. Quistal's brief zegt dat Quistal meedoet."
    assert redact(text) == "De handelaar [company] levert tin. [company]'s brief zegt dat [company] meedoet."


@pytest.mark.parametrize(
    "text",
    [
        "Onze leverancier levert messing en weigert een audit",
        "onze leverancier treuzelt al maanden",
        "Our supplier refuses to answer",
        "our supplier dawdles",
        "Onze smelter in Kolwezi heeft geen papieren",
        "Leverancier A levert koper en leverancier B zink",
        "Company X is downstream and company Y is upstream",
        "Ons bedrijf is een eenmanszaak",
        "I work for a smelter in Genk",
    ],
)
def test_a_role_without_a_name_stays(text: str) -> None:
    assert redact(text) == text
