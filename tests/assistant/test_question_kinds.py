import pytest

from assistant.question_kinds import QuestionKind, asked_size, covers, gives, question_kinds
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wanneer gaat de wet in?", NL, QuestionKind.WHEN),
        ("When does the law apply?", EN, QuestionKind.WHEN),
        ("Hoeveel kost meedoen?", NL, QuestionKind.HOW_MUCH),
        ("How much does joining cost?", EN, QuestionKind.HOW_MUCH),
        ("Wie is de voorzitter?", NL, QuestionKind.WHO),
        ("Who chairs the committee?", EN, QuestionKind.WHO),
        ("Wat moeten wij doen bij kinderarbeid?", NL, QuestionKind.HOW_TO),
        ("What should we do about child labour?", EN, QuestionKind.HOW_TO),
        ("Welke criteria gelden voor ernst?", NL, QuestionKind.LIST),
        ("List the elements of the plan", EN, QuestionKind.LIST),
        ("Waar staat dat in de UNGP?", NL, QuestionKind.WHERE),
        ("Which article says so?", EN, QuestionKind.WHERE),
        ("Wat betekent herstel?", NL, QuestionKind.DEFINITION),
        ("What is leverage?", EN, QuestionKind.DEFINITION),
    ],
)
def test_the_form_of_a_question_tells_its_kind(text: str, language: Language, kind: QuestionKind) -> None:
    assert kind in question_kinds(text, language)


@pytest.mark.parametrize(("text", "language"), [("Kobalt uit Congo", NL), ("Cobalt from Congo", EN)])
def test_a_form_that_does_not_tell_is_other(text: str, language: Language) -> None:
    assert question_kinds(text, language) == {QuestionKind.OTHER}


def test_a_question_may_be_of_several_kinds() -> None:
    kinds = question_kinds("Wanneer moeten wij rapporteren en wie controleert dat?", NL)
    assert {QuestionKind.WHEN, QuestionKind.WHO, QuestionKind.HOW_TO} <= kinds


@pytest.mark.parametrize(
    ("question", "size"),
    [
        ("Wij hebben 40 werknemers", 40),
        ("We employ 1,200 people", 1200),
        ("bedrijf met 1.200 fte", 1200),
        ("a firm of 12 persons", 12),
        ("We buy 40 tonnes", None),
        ("What does UNGP 17 say?", None),
    ],
)
def test_the_asked_size_is_a_number_of_people(question: str, size: int | None) -> None:
    assert asked_size(question) == size


@pytest.mark.parametrize(
    ("sentence", "size", "covered"),
    [
        ("50 tot 250 werknemers: 900 euro.", 50, True),
        ("50 tot 250 werknemers: 900 euro.", 250, True),
        ("50 tot 250 werknemers: 900 euro.", 251, False),
        ("From 10-49 employees the fee is 300.", 9, False),
        ("1 t/m 9 fte betaalt 100.", 4, True),
        ("Between 1,000 and 5,000 employees", 1200, True),
        ("Meer dan 250 medewerkers: 2000 euro.", 250, False),
        ("More than 250 employees: 2000.", 251, True),
        ("Everyone pays.", 40, None),
    ],
)
def test_a_range_of_sizes_covers_its_ends(sentence: str, size: int, covered: bool | None) -> None:
    assert covers(sentence, size) is covered


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (QuestionKind.WHEN, "It began in 2019."),
        (QuestionKind.WHEN, "Het begint in mei."),
        (QuestionKind.HOW_MUCH, "De bijdrage is € 900."),
        (QuestionKind.WHO, "The chair is Anna Jansen."),
    ],
)
def test_a_sentence_gives_what_is_asked_for(kind: QuestionKind, sentence: str) -> None:
    assert gives(frozenset({kind}), sentence)
    assert not gives(frozenset({kind}), "Buyers keep records of ore.")
    assert not gives(frozenset({QuestionKind.OTHER}), sentence)
