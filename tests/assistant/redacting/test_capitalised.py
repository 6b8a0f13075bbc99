"""Names without a cue."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Moet Wilma Quistel tekenen?", "Moet [name] tekenen?"),
        ("Orfan Vondermar vroeg dit", "[name] vroeg dit"),
        ("P.J. Bakker tekende", "[name] tekende"),
        ("Th. van 't Quist tekende", "[name] tekende"),
        ("A.M. de Quist-Vaan vroeg dit", "[name] vroeg dit"),
        ("mag Henk ten Quist dat?", "mag [name] dat?"),
        ("Is Wilma bevoegd?", "Is [name] bevoegd?"),
        ("Li Quistel en Zhang Vondermar", "[name] en [name]"),
        ("vraagt Ayşe Kuyucuoğlu dat?", "vraagt [name] dat?"),
    ],
)
def test_a_name_is_told_from_words_that_are_known(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Wat doet de Responsible Minerals Initiative?",
        "Is the Copper Mark recognised by the London Metal Exchange?",
        "Wie is John Ruggie?",
        "Komt nikkel uit Weda Bay of Nieuw-Caledonië?",
        "Hastelloy C-276, Inconel 718 en Zamak 5",
        "Supplier Code of Conduct or Responsible Sourcing Policy?",
        "Wat zegt Amnesty International over Sierra Leone?",
        "A. Wat is stap 2? B. Wat is stap 3?",
        "Will May be soon enough?",
        "WAT ZEGT UNGP 17 OVER KINDERARBEID IN CONGO?",
        "U.S. Customs en E.U. Commissie",
    ],
)
def test_organisations_places_alloys_and_titles_stay(text: str) -> None:
    assert redact(text) == text
