from collections.abc import Sequence

import pytest

from assistant.follow_ups import Joined, joined, leans, subject_of
from knowledge.glossary import Glossary
from knowledge.language import Language
from knowledge.references import Reference
from knowledge.source_names import SourceNames
from tests.fakes import a_document, an_entry

NL, EN = Language.NL, Language.EN
NAMES = SourceNames([a_document("ore-code"), a_document("tin-code", short="Tin code")], [Reference("ore-code", "7")])


TERMS = (
    an_entry("irma", "IRMA", "IRMA sets a standard for mines.", ["ore-code/7"])[1],
    an_entry("asi", "ASI", "ASI sets a standard for aluminium.", ["ore-code/7"])[1],
)
GLOSSARY = Glossary(TERMS)


def join(subject: str, own: str) -> Joined:
    return joined(subject, own, NAMES, GLOSSARY)


def subject_after(turns: Sequence[str]) -> str | None:
    return subject_of(turns, NAMES, GLOSSARY)


def leaning(text: str, language: Language) -> bool:
    return leans(text, language, NAMES.mentions(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en als hij weigert?", NL),
        ("what about small firms?", EN),
        ("wat moeten we nu concreet doen", NL),
        ("what are our options now?", EN),
        ("Waarom?", NL),
        ("geef eens een voorbeeld", NL),
        ("Can you give an example?", EN),
        ("is dat deel over due diligence al ingegaan?", NL),
        ("does it cover exports too?", EN),
        ("waar kan ik het downloaden", NL),
        ("ok, and how do I set that up in practice for our ten most important suppliers?", EN),
    ],
)
def test_a_question_without_a_subject_of_its_own_leans(text: str, language: Language) -> None:
    assert leaning(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Andere vraag: hoe lang bewaart een smelterij de gegevens?", NL),
        ("ander onderwerp, hoe werkt zo'n smelterij en mag de bond daar binnen?", NL),
        ("something else then: which records must a trader of tin keep for it", EN),
        ("Which records must a smelter of tin keep?", EN),
        ("Ore code 7", EN),
        ("En hoe herkent een inkoper van schroot dwangarbeid bij een verre leverancier?", NL),
    ],
)
def test_a_question_with_a_subject_of_its_own_does_not(text: str, language: Language) -> None:
    assert not leaning(text, language)


def test_the_subject_is_what_later_turns_made_of_it() -> None:
    assert subject_after(["What is IRMA about?", "and ASI?"]) == "What is ASI about?"
    assert subject_after(["What does step 2 of the code ask?", "and when?"]) == "What does step 2 of the code ask?"


def test_thanks_are_no_subject() -> None:
    assert subject_after(["What does the Ore code say about water?", "ok, thanks!"]) == (
        "What does the Ore code say about water?"
    )
    assert subject_after(["top, dank je"]) is None
    assert subject_after([]) is None


@pytest.mark.parametrize(
    ("subject", "own", "text"),
    [
        ("How does step 2 of the code work?", "And step 4?", "How does step 4 of the code work?"),
        ("Wat zegt beginsel 19?", "en beginsel 22", "Wat zegt beginsel 22?"),
        ("Hoeveel kostte de eerste termijn?", "en de tweede?", "Hoeveel kostte de tweede termijn?"),
        ("What was asked in the first term?", "And in the second term?", "What was asked in the second term?"),
        ("Wat regelt verdrag 87?", "en 98?", "Wat regelt verdrag 98?"),
        ("What is IRMA about?", "And ASI?", "What is ASI about?"),
        ("What is needed for IRMA?", "and for ASI?", "What is needed for ASI?"),
        ("How does the Ore code define risk?", "And the tin code?", "How does the tin code define risk?"),
    ],
)
def test_what_is_put_in_the_place_of_another_stands_there(subject: str, own: str, text: str) -> None:
    assert join(subject, own).text == text


def test_what_a_follow_up_asks_besides_is_kept_and_completed() -> None:
    both = join("Hoeveel kostte de eerste termijn?", "en tot wanneer loopt de tweede?")
    assert both == Joined("Hoeveel kostte de tweede termijn?", "en tot wanneer loopt de tweede termijn?")
    assert both.text == "Hoeveel kostte de tweede termijn? en tot wanneer loopt de tweede termijn?"


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("What does step 2 ask?", "And when?"),
        ("What does step 2 ask?", "And in the first year?"),
        ("What was asked in the first term?", "And is there a new mine?"),
        ("What does step 2 ask?", "And principle 4?"),
        ("What is IRMA about?", "and with ASI?"),
        ("Is IRMA a standard for mines?", "and is there an ASI for that?"),
    ],
)
def test_anything_else_is_added_to_the_subject(subject: str, own: str) -> None:
    assert join(subject, own) == Joined(subject, own)
    assert join(subject, own).text == f"{subject} {own}"
