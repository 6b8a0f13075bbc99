"""Terms in texts and questions."""

import pytest

from knowledge.finding_aids import Term
from knowledge.glossary import Glossary
from knowledge.language import Language
from knowledge.references import Reference

NL, EN = Language.NL, Language.EN


def a_term(slug: str, language: Language, name: str, *synonyms: str, wrong: tuple[str, ...] = ()) -> Term:
    return Term(Reference("guidance", f"glossary/{slug}"), language, name, synonyms, wrong)


CARE = a_term("care", NL, "gepaste zorgvuldigheid", "due diligence", wrong=("due dilligence", "zorgvuldigeid"))
CARE_EN = a_term("care", EN, "due diligence", "DD")
MAT = a_term("mat", NL, "volwassenheidsmeting", "MAT")
SUPPLIER = a_term("supplier", NL, "leverancier", "toeleverancier")
GLOSSARY = Glossary([CARE, CARE_EN, MAT, SUPPLIER])


def named(text: str, language: Language = NL, *, strict: bool = False) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.term.name) for mention in GLOSSARY.mentions(text, language, strict=strict)]


def test_the_longest_name_is_found_with_its_place() -> None:
    text = "Wij doen aan Gepaste Zorgvuldigheid, en onze leveranciers ook."
    assert named(text) == [
        ("Gepaste Zorgvuldigheid", "gepaste zorgvuldigheid"),
        ("leveranciers", "leverancier"),
    ]


def test_a_synonym_stands_for_the_usual_name() -> None:
    assert named("due diligence") == [("due diligence", "gepaste zorgvuldigheid")]


def test_an_abbreviation_is_no_word_where_the_text_is_ours() -> None:
    assert named("Op de mat ligt de MAT.", strict=True) == [("MAT", "volwassenheidsmeting")]
    assert len(named("wat is de mat")) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("several risks", []),
        ("the severity", ["severity"]),
        ("our policies", ["policy"]),
        ("in de orde", []),
        ("de OR", ["ondernemingsraad"]),
    ],
)
def test_a_word_that_only_shares_a_stem_is_another_word(text: str, found: list[str]) -> None:
    language = NL if text.startswith(("in de", "de ")) else EN
    glossary = Glossary(
        [
            a_term("severity", EN, "severity"),
            a_term("policy", EN, "policy"),
            a_term("works-council", NL, "ondernemingsraad", "OR"),
        ]
    )
    assert [mention.term.name for mention in glossary.mentions(text, language)] == found


def test_each_language_has_its_own_terms() -> None:
    assert named("leverancier", EN) == []
    assert named("our DD work", EN) == [("DD", "due diligence")]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("wat is Due Dilligence", "wat is gepaste zorgvuldigheid"),
        ("zorgvuldigeid in de keten", "gepaste zorgvuldigheid in de keten"),
        ("onzorgvuldigeid", "onzorgvuldigeid"),
        ("niets mis hier", "niets mis hier"),
    ],
)
def test_known_misspellings_are_mended_and_nothing_else(typed: str, mended: str) -> None:
    assert GLOSSARY.mend(typed) == mended


def test_the_usual_name_is_given_where_another_was_used() -> None:
    assert GLOSSARY.usual_names("moet mijn toeleverancier due diligence doen", NL) == (
        "leverancier",
        "gepaste zorgvuldigheid",
    )
    assert GLOSSARY.usual_names("doet mijn leverancier mee", NL) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Wat is due diligence?",
        "waar staat due diligence voor",
        "wat betekent gepaste zorgvuldigheid precies",
        "due diligence",
    ],
)
def test_a_question_for_a_meaning_alone_is_told(question: str) -> None:
    found = GLOSSARY.defined(question, NL)
    assert found is not None
    assert found.reference == CARE.reference


@pytest.mark.parametrize(
    "question",
    [
        "Moeten wij due diligence doen?",
        "wat is het verschil tussen due diligence en een leverancier",
        "wat is een goed recept",
        "wat kost due diligence",
    ],
)
def test_a_question_for_more_is_no_question_for_a_meaning(question: str) -> None:
    assert GLOSSARY.defined(question, NL) is None


def test_an_entry_is_found_by_its_reference() -> None:
    assert GLOSSARY.term(CARE.reference, EN) is CARE_EN
    assert GLOSSARY.term(Reference("guidance", "glossary/none"), EN) is None


def test_without_terms_nothing_is_found() -> None:
    empty = Glossary([])
    assert list(empty.mentions("due diligence", NL)) == []
    assert empty.mend("due dilligence") == "due dilligence"


def test_a_term_of_the_other_language_is_told_by_its_usual_name() -> None:
    assert GLOSSARY.names_in("What about due diligence?", NL) == ("gepaste zorgvuldigheid",)
    assert GLOSSARY.names_in("Hoe doet een leverancier gepaste zorgvuldigheid?", EN) == ("due diligence",)
