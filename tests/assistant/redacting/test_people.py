"""Names of people beside a cue."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mevrouw Van den Berg vraagt dit", "mevrouw [name] vraagt dit"),
        ("Prof. dr. A.B. Quistel-Vaan zei dit", "Prof. dr. [name] zei dit"),
        ("meneer quistel zegt ja", "meneer [name] zegt ja"),
        ("Mr. Quistel and Ms. Vondermar disagree", "Mr. [name] and Ms. [name] disagree"),
        ("mijn collega Quistel zegt nee", "mijn collega [name] zegt nee"),
        ("mijn collega joost zegt nee", "mijn collega [name] zegt nee"),
        ("onze inkoopmanager Vondermar", "onze inkoopmanager [name]"),
        ("our buyer, Harriet, left", "our buyer, [name], left"),
        ("Quistel, onze directeur, weet het", "[name], onze directeur, weet het"),
        ("mijn naam is Jan de Vries", "mijn naam is [name]"),
        ("mijn naam is jan quistel", "mijn naam is [name]"),
        ("My name is Anna Smith and I buy tin", "My name is [name] and I buy tin"),
        ("I'm Harriet and I buy tin", "I'm [name] and I buy tin"),
        ("gesproken met wilma van den quist over zink", "gesproken met [name] over zink"),
        ("volgens joost quistel is dat zo", "volgens [name] is dat zo"),
        ("MIJN COLLEGA JOOST ZEGT NEE", "MIJN COLLEGA [name] ZEGT NEE"),
    ],
)
def test_a_name_is_found_beside_its_cue(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "mijn collega vroeg of aluminium erbij hoort",
        "mijn collega wijgert te tekenen",
        "collega's vragen naar stap 2",
        "my colleague asked if scrap is exempt",
        "Ik ben Inkoper bij een gieterij",
        "I am Dutch and work for a smelter",
        "wat moet ik doen als directeur of inkoper?",
        "Mevrouw de voorzitter weet het",
        "Dear Sir or Madam, what is step 2?",
        "volgens de directeur is kobalt vrij",
        "in the name of safety",
    ],
)
def test_a_cue_without_a_name_stays(text: str) -> None:
    assert redact(text) == text
