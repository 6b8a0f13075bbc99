import pytest

from assistant.questions import Channel, Question
from assistant.understanding import Understood, understand
from knowledge.finding_aids import Term
from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from tests.fakes import a_document

NL, EN = Language.NL, Language.EN
SEVEN = Reference("ore-code", "7")
NAMES = SourceNames([a_document("ore-code"), a_document("tin-pact")], [SEVEN, Reference("tin-pact", "7")])


TERMS = Glossary(
    [
        Term(
            Reference("guidance", "glossary/dd"), NL, "gepaste zorgvuldigheid", ("due diligence",), ("due dilligence",)
        ),
        Term(Reference("guidance", "glossary/dd"), EN, "careful checks", (), ()),
    ]
)


KNOWN = {"threshold", "tungsten", "wire", "kg", "year"}
UNCLEAR = {"Can you tell me more please and perhaps in other words?"}


def understood(text: str, *turns: str, language: Language | None = None) -> Understood:
    question = Question.from_text(text, channel=Channel.WEB, conversation_id="c", turns=tuple(turns), language=language)
    return understand(question, NAMES, TERMS, KNOWN.__contains__, UNCLEAR.__contains__)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Wat moeten wij doen bij kinderarbeid?", NL), ("What must we do about child labour?", EN)],
)
def test_the_question_tells_its_language(text: str, language: Language) -> None:
    assert understood(text).language is language


def test_the_choice_of_the_person_goes_before_the_question() -> None:
    assert understood("What must we do about child labour?", language=NL).language is NL


@pytest.mark.parametrize(
    ("turn", "language"),
    [("Wat moeten wij met de Ore code doen?", NL), ("What must we do with the Ore code?", EN)],
)
def test_a_question_that_leaves_the_language_open_takes_that_of_the_earlier_turns(
    turn: str, language: Language
) -> None:
    assert understood("Ore code 7", turn).language is language


@pytest.mark.parametrize(
    "text", ["Welche Pflichten haben Unternehmen nach dem Lieferkettengesetz?", "Что такое кобальт и где его добывают?"]
)
def test_a_question_in_another_language_is_foreign(text: str) -> None:
    assert understood(text).foreign


def test_a_few_words_that_the_sources_use_are_no_foreign_language() -> None:
    assert detect_language("tungsten wire threshold").foreign
    assert not understood("tungsten wire threshold").foreign


def test_a_question_that_stands_alone_is_not_interpreted() -> None:
    alone = understood("What must buyers of ore do about child labour?")
    assert alone.interpreted is None
    assert alone.text == alone.keywords == "What must buyers of ore do about child labour?"


def test_a_name_of_a_source_is_no_keyword() -> None:
    asked = understood("What does the Ore code say about child labour?")
    assert asked.mentions.sources == ("ore-code",)
    assert "code" not in asked.keywords
    assert "child labour" in asked.keywords


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("And when does it apply?", "What does the Ore code say about child labour?"),
        ("What about recyclers?", "What does the Ore code say about child labour?"),
        ("En voor recyclers?", "Wat zegt de Ore code over kinderarbeid?"),
        ("Geldt dat ook voor ons?", "Wat zegt de Ore code over kinderarbeid?"),
        ("Why?", "What does the Ore code say about child labour?"),
    ],
)
def test_a_follow_up_carries_subject_and_source(text: str, turn: str) -> None:
    follow_up = understood(text, turn)
    assert follow_up.interpreted == follow_up.text == f"{turn} {text}"
    assert follow_up.mentions.sources == ("ore-code",)


def test_a_message_that_is_unclear_by_itself_leans_on_what_went_before() -> None:
    (text,) = UNCLEAR
    turn = "What does the Ore code say about child labour?"
    assert understood(text, turn).interpreted == f"{turn} {text}"
    assert understood(text).interpreted is None


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("What must smelters do about water in rivers?", "What does the Ore code say about child labour?"),
        ("Hoe herken ik dwangarbeid bij een smelterij?", "Wat zegt de Ore code over kinderarbeid?"),
    ],
)
def test_a_new_subject_carries_nothing(text: str, turn: str) -> None:
    fresh = understood(text, turn)
    assert fresh.interpreted is None
    assert fresh.text == text
    assert fresh.mentions.sources == ()


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("Is there a threshold for gold imports?", "What does the Ore code say about child labour?"),
        ("Are there funds that pay for audits?", "What does the Ore code say about child labour?"),
        ("Is er een drempel voor invoer van goud?", "Wat zegt de Ore code over kinderarbeid?"),
        ("Krijgen bedrijven die recyclen subsidie?", "Wat zegt de Ore code over kinderarbeid?"),
    ],
)
def test_there_is_and_relative_pronouns_do_not_point_back(text: str, turn: str) -> None:
    assert understood(text, turn).interpreted is None


def test_a_follow_up_leans_on_the_latest_question_that_stood_alone() -> None:
    turns = ("What does the Ore code say about water?", "What does the Tin pact say about child labour?", "And why?")
    follow_up = understood("And when?", *turns)
    assert follow_up.interpreted == f"{turns[1]} And when?"
    assert follow_up.mentions.sources == ("tin-pact",)


def test_a_follow_up_that_names_a_source_keeps_its_own() -> None:
    follow_up = understood("And the Tin pact?", "What does the Ore code say about child labour?")
    assert follow_up.mentions.sources == ("tin-pact",)
    assert "child labour" in follow_up.keywords


def test_a_place_alone_is_looked_up_in_the_source_that_is_spoken_of() -> None:
    follow_up = understood("And principle 7?", "What does the Ore code say about child labour?")
    assert follow_up.mentions.references == (SEVEN,)


def test_a_named_place_needs_no_earlier_turn() -> None:
    assert understood("Ore code 7", "What does the Tin pact say?").interpreted is None


def test_a_follow_up_without_earlier_turns_stands_as_it_is() -> None:
    assert understood("And when does it apply?").interpreted is None


def test_a_known_misspelling_is_mended_before_anything_else() -> None:
    found = understood("Moeten wij due dilligence doen?")
    assert found.own == found.text == "Moeten wij gepaste zorgvuldigheid doen?"
    assert found.interpreted is None


def test_the_usual_name_of_a_term_is_searched_for_beside_a_synonym() -> None:
    assert understood("Moeten wij due diligence doen?").keywords.endswith("gepaste zorgvuldigheid")


def test_a_question_for_a_meaning_names_its_term() -> None:
    found = understood("Wat is due diligence?").defines
    assert found is not None
    assert found.name == "gepaste zorgvuldigheid"
    assert understood("Wie doet due diligence?").defines is None


def test_a_follow_up_in_the_other_language_is_searched_for_with_that_languages_names() -> None:
    follow_up = understood("And why?", "Wat zegt de Ore code over due diligence?", language=EN)
    assert follow_up.keywords.endswith("careful checks")
