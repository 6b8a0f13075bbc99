import pytest

from knowledge.language import Language, detect_language

DUTCH = [
    "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?",
    "hoeveel kost deelname",
    "wie is de voorzitter",
    "welke stappen heeft due diligence",
    "gepaste zorgvuldigheid",
    "conflictmineralen",
    "mogen we een leverancier wegsturen",
]
ENGLISH = [
    "What must we do when a supplier uses child labour?",
    "how much is the fee",
    "who chairs it",
    "what are the due diligence steps",
    "conflict minerals",
    "may we drop a supplier",
    "living wage",
]
FOREIGN = [
    "Was müssen wir tun, wenn ein Lieferant Kinderarbeit einsetzt?",
    "Que devons-nous faire si un fournisseur emploie des enfants dans ses mines ?",
    "¿Qué debemos hacer si un proveedor emplea a niños en sus minas?",
    "供应商使用童工怎么办",
    "Что делать, если поставщик использует детский труд?",
]


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_told(text: str) -> None:
    assert detect_language(text).language is Language.NL


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_told(text: str) -> None:
    assert detect_language(text).language is Language.EN


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_foreign(text: str) -> None:
    assert detect_language(text).foreign


@pytest.mark.parametrize("text", [*DUTCH, *ENGLISH])
def test_neither_dutch_nor_english_is_foreign(text: str) -> None:
    assert not detect_language(text).foreign


@pytest.mark.parametrize("text", ["", "17", "?! 2017/821"])
def test_a_text_without_words_is_a_guess(text: str) -> None:
    detected = detect_language(text)
    assert (detected.confidence, detected.foreign) == (0.5, False)


@pytest.mark.parametrize("text", [*DUTCH, *ENGLISH, *FOREIGN])
def test_confidence_lies_between_a_guess_and_certainty(text: str) -> None:
    assert 0.5 <= detect_language(text).confidence <= 1


def test_a_text_with_the_little_words_of_both_languages_is_less_sure() -> None:
    mixed = detect_language("what does het convenant say about een leverancier and the mine")
    assert 0.5 <= mixed.confidence < 1


@pytest.mark.parametrize("language", Language)
def test_the_other_language_of_the_other_is_the_first(language: Language) -> None:
    assert language.other is not language
    assert language.other.other is language
