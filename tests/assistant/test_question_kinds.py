import pytest

from assistant.question_kinds import QuestionKind, question_kinds
from assistant.sentence_facts import gives
from knowledge.language import Language

NL, EN = Language.NL, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wanneer gaat de wet in?", NL, QuestionKind.WHEN),
        ("When does the law apply?", EN, QuestionKind.WHEN),
        ("Hoeveel kost meedoen?", NL, QuestionKind.COST),
        ("How much does joining cost?", EN, QuestionKind.COST),
        ("Hoeveel leden zijn er?", NL, QuestionKind.HOW_MUCH),
        ("How many members are there?", EN, QuestionKind.HOW_MUCH),
        ("Wie is de voorzitter?", NL, QuestionKind.WHO),
        ("Who chairs the committee?", EN, QuestionKind.WHO),
        ("Wat moeten wij doen bij kinderarbeid?", NL, QuestionKind.HOW_TO),
        ("What should we do about child labour?", EN, QuestionKind.HOW_TO),
        ("Welke criteria gelden voor ernst?", NL, QuestionKind.LIST),
        ("List the elements of the plan", EN, QuestionKind.LIST),
        ("Waar staat dat in de UNGP?", NL, QuestionKind.WHERE),
        ("Op welke plaats staat dat?", NL, QuestionKind.WHERE),
        ("Which article says so?", EN, QuestionKind.WHERE),
        ("Hoe lang bewaren wij dat?", NL, QuestionKind.HOW_LONG),
        ("How often must we report?", EN, QuestionKind.HOW_OFTEN),
        ("Hoeveel leden heeft FME nu?", NL, QuestionKind.CURRENT),
        ("How many members does FME have today?", EN, QuestionKind.CURRENT),
        ("Mogen wij meedoen?", NL, QuestionKind.YES_NO),
        ("It is voluntary, right?", EN, QuestionKind.YES_NO),
        ("Wat betekent herstel?", NL, QuestionKind.DEFINITION),
        ("What is leverage?", EN, QuestionKind.DEFINITION),
    ],
)
def test_the_form_of_a_question_tells_its_kind(text: str, language: Language, kind: QuestionKind) -> None:
    assert kind in question_kinds(text, language)


@pytest.mark.parametrize(("text", "language"), [("Kobalt uit Congo", NL), ("Cobalt from Congo", EN)])
def test_a_form_that_does_not_tell_is_other(text: str, language: Language) -> None:
    assert question_kinds(text, language) == {QuestionKind.OTHER}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welke leveranciers eerst bekijken, we hebben er 400", NL),
        ("Which suppliers first? We have 400.", EN),
        ("Welke stap eerst: risico's zoeken of contracten aanpassen", NL),
        ("Onze leverancier wil een hogere prijs voor dit werk", NL),
    ],
)
def test_what_goes_first_and_a_higher_price_ask_for_no_name_place_or_amount(text: str, language: Language) -> None:
    asked = question_kinds(text, language)
    assert asked.isdisjoint({QuestionKind.NAME, QuestionKind.WHERE, QuestionKind.COST})


def test_a_question_may_be_of_several_kinds() -> None:
    kinds = question_kinds("Wanneer moeten wij rapporteren en wie controleert dat?", NL)
    assert {QuestionKind.WHEN, QuestionKind.WHO, QuestionKind.HOW_TO} <= kinds


@pytest.mark.parametrize(
    "text", ["We paid recruitment fees, what should we do?", "Moeten wij de kosten van herstel zelf dragen?"]
)
def test_who_speaks_of_money_and_asks_something_else_asks_for_no_amount(text: str) -> None:
    language = Language.EN if text.startswith("We") else Language.NL
    assert QuestionKind.COST not in question_kinds(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Do companies have to publish the names of their smelters?", EN),
        ("Moeten wij de namen van leveranciers openbaar maken?", NL),
        ("Our supplier won't tell us which mine it buys from", EN),
        ("Onze leverancier wil niet zeggen welke smelterij het was", NL),
    ],
)
def test_who_speaks_of_names_that_others_must_tell_asks_for_none(text: str, language: Language) -> None:
    assert QuestionKind.NAME not in question_kinds(text, language)


def test_who_asks_whether_we_can_tell_names_asks_for_them() -> None:
    assert QuestionKind.NAME in question_kinds("Can you give the names of the smelters?", EN)


def test_what_now_is_no_question_for_the_state_of_today() -> None:
    assert QuestionKind.CURRENT not in question_kinds("Onze leverancier antwoordt niet, wat nu?", NL)
    assert QuestionKind.CURRENT not in question_kinds("ok and what are our options now?", EN)


def test_a_price_is_money_and_no_other_number() -> None:
    kinds = question_kinds("Hoeveel kost de toets van een locatie?", NL)
    assert not gives(kinds, "De toets heeft 33 criteria.", "")
    assert gives(kinds, "De toets kost 900 euro.", "")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Welke stappen zetten we?", NL, QuestionKind.WHERE),
        ("Which steps do we take?", EN, QuestionKind.WHERE),
        ("Wij voeren boven de drempel in, wat nu?", NL, QuestionKind.HOW_MUCH),
        ("We import above the EU threshold, what now?", EN, QuestionKind.HOW_MUCH),
        ("What does a buyer do when a red flag pops up?", EN, QuestionKind.WHEN),
        ("Wat doen wij wanneer een leverancier zwijgt?", NL, QuestionKind.WHEN),
        ("Our supplier hires people who paid fees, is that our problem?", EN, QuestionKind.WHO),
        ("Our supplier hires people who paid fees, is that our problem?", EN, QuestionKind.COST),
        ("Can we keep the name of the complainant secret?", EN, QuestionKind.NAME),
        ("Mag ik de naam van een klager doorgeven?", NL, QuestionKind.NAME),
        ("An NGO report names one of our suppliers", EN, QuestionKind.NAME),
    ],
)
def test_words_of_a_kind_that_ask_for_something_else_do_not_make_it(
    text: str, language: Language, kind: QuestionKind
) -> None:
    assert kind not in question_kinds(text, language)


@pytest.mark.parametrize(
    "text", ["Hoeveel dagen hebben wij?", "Hoe vaak meten jullie?", "Wat kost dat en hoeveel is het?"]
)
def test_a_period_or_a_price_wants_no_other_number(text: str) -> None:
    assert QuestionKind.HOW_MUCH not in question_kinds(text, NL)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Moeten wij weten uit welke mijn het koper komt?", NL),
        ("Do we have to tell a customer which smelter it was?", EN),
    ],
)
def test_whether_a_name_must_be_told_asks_for_no_name(text: str, language: Language) -> None:
    assert QuestionKind.NAME not in question_kinds(text, language)


def test_what_must_be_told_and_when_asks_when() -> None:
    assert QuestionKind.WHEN in question_kinds("Wat moeten we melden en wanneer?", NL)


def test_pressure_on_a_price_asks_for_no_price() -> None:
    assert QuestionKind.COST not in question_kinds("De lonen zijn te laag en wij knijpen op prijs. Wat nu?", NL)


def test_what_somebody_does_is_asked_to_be_told_what_to_do() -> None:
    assert QuestionKind.HOW_TO in question_kinds("What does a buyer do when a red flag pops up?", EN)
