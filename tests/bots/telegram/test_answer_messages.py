"""A stored answer as messages."""

from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.answers import Outcome, answer_record
from assistant.questions import Channel, Question
from bots.answer_records import Reading
from bots.catalogue import Catalogue
from bots.telegram.answer_messages import answer_message, sources_message
from bots.telegram.markup import to_html, to_plain
from bots.telegram.splitting import split
from knowledge.language import Language
from tests.bot_api.html_entities import parse_html
from tests.bots.telegram.records import DUTCH, ENGLISH, TODAY, a_record, a_refusal

HOSTILE = '</i></blockquote><a href="https://evil.example">x</a> & <script>'


def _text(record: dict[str, Any], catalogue: Catalogue, reading: Reading = DUTCH, *, disclose: bool = False) -> str:
    text = answer_message(record, catalogue, reading, disclose=disclose).text
    assert parse_html(to_html(text)).text == to_plain(text)
    return to_plain(text)


def test_the_answer_comes_first_then_the_steps_then_the_places(catalogue: Catalogue) -> None:
    assert _text(a_record(), catalogue).splitlines() == [
        "Beantwoord uit de bronnen",
        "Blijf en help eerst de kinderen.\u00a0[1]\u00a0[2]",
        "",
        "Stand van vandaag.",
        "",
        "Volgende stappen",
        "1. Stel de feiten vast.\u00a0[1]\u00a0[2]",
        "2. Spreek een plan af.\u00a0[1]\u00a0[2]",
        "",
        "Bronnen",
        "[1] Guidance: We vonden kinderarbeid: wat nu?",
        "Praktische kaart · editie 2020",
        "Blijf en help eerst de kinderen.",
        "Stel de feiten vast.",
        "Spreek een plan af.",
        "[2] UNGP 17 – Kinderen beschermen",
        "Onze samenvatting · editie 2020 · geldt nu",
        "Haal kinderen meteen weg bij gevaar.",
        "Zoek samen met ouders naar school.",
        "Blijf het volgen.",
        "",
        "Lees ook",
        "• Pact: Kosten <i>onbekend</i>",
    ]


def test_the_first_answer_says_before_all_else_that_a_machine_answers(catalogue: Catalogue) -> None:
    first, _, second, *_ = _text(a_record(), catalogue, disclose=True).splitlines()
    assert first.startswith("U krijgt antwoord van een AI-systeem, niet van een mens.")
    assert second == "Beantwoord uit de bronnen"


def test_a_greeting_says_so_itself(catalogue: Catalogue) -> None:
    assert "AI-systeem" not in _text(a_refusal("greeting"), catalogue, disclose=True)


def test_how_a_follow_up_was_understood_is_said(catalogue: Catalogue) -> None:
    text = _text(a_record(interpreted_question="Wat kost meedoen?"), catalogue)
    assert text.splitlines()[1] == "Begrepen als: Wat kost meedoen?"


def test_what_a_person_wrote_stays_text(catalogue: Catalogue) -> None:
    assert HOSTILE in _text(a_record(interpreted_question=HOSTILE), catalogue)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("reading", [DUTCH, ENGLISH])
def test_an_answer_without_sources_is_its_outcome_and_its_sentences(
    catalogue: Catalogue, outcome: str, reading: Reading
) -> None:
    first, second = _text(a_refusal(outcome), catalogue, reading).splitlines()
    assert first
    assert second == "Dat niet."


def test_words_that_a_model_chose_say_so_at_once(catalogue: Catalogue) -> None:
    first = _text(a_record(mode="model"), catalogue).splitlines()[0]
    assert first == "Beantwoord uit de bronnen · Verwoord door een taalmodel, uit de bronnen"


def test_the_sources_are_shown_whole_with_how_the_words_were_chosen(catalogue: Catalogue) -> None:
    text = sources_message(a_record(), catalogue, DUTCH)
    assert parse_html(to_html(text)).text == to_plain(text)
    assert len(parse_html(to_html(text)).covered("blockquote")) == 2
    assert to_plain(text).splitlines()[-1] == "Zinnen uit de bronnen, geen taalmodel"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wat moeten wij doen als een leverancier kinderarbeid blijkt te gebruiken?", Language.NL),
        ("We are a small company. Where do we start with due diligence?", Language.EN),
        ("Kunnen wij nog meedoen met de metaalsectorovereenkomst?", Language.NL),
        ("article 8", Language.EN),
        ("Are we liable if our supplier violates human rights?", Language.EN),
    ],
)
def test_answers_over_the_real_library_are_taken_by_telegram(
    real_assistant: Assistant, question: str, language: Language
) -> None:
    asked = Question.from_text(question, channel=Channel.TELEGRAM, conversation_id="c", language=language)
    record = answer_record(real_assistant.ask(asked)[0])
    catalogue, reading = Catalogue(real_assistant.index()), Reading(language, "https://keten.example", TODAY)
    message = answer_message(record, catalogue, reading, disclose=True)
    for text in (message.text, sources_message(record, catalogue, reading)):
        parts = split(text, language)
        assert all(parse_html(to_html(part)).text == to_plain(part) for part in parts)
        assert len(parts) <= 2
    assert record["text"].split("\n\n")[0][:40] in to_plain(split(message.text, language)[0])


def test_an_approved_answer_says_so_at_once(catalogue: Catalogue) -> None:
    record = a_record()
    approved = record["citations"][0] | {"text_kind": "approved", "reference": "approved/a1", "official_url": ""}
    record |= {"citations": [approved, *record["citations"][1:]]}
    first = _text(record, catalogue).splitlines()[0]
    assert first == "Beantwoord uit de bronnen · Goedgekeurd door het secretariaat"
    assert "Goedgekeurd antwoord" in to_plain(sources_message(record, catalogue, DUTCH))
