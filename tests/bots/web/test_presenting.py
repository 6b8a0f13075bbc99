"""A stored answer as the page shows it."""

from datetime import date

from assistant.answers import Answer, answer_record
from assistant.questions import Channel, Question
from bots.answer_records import Reading
from bots.catalogue import Catalogue
from bots.web.presenting import TurnView, present_turn
from knowledge.language import Language
from tests.bots.web.small_site import EN, NL, ScriptedAssistant, small_index


def _answer(language: Language = NL) -> Answer:
    question = Question.from_text("Wat nu?", channel=Channel.WEB, conversation_id="c", language=language)
    return ScriptedAssistant(small_index()).ask(question)[0]


def _view(catalogue: Catalogue, language: Language = NL, reader: Language = NL, **changes: object) -> TurnView:
    reading = Reading(reader, "http://host/", date(2026, 11, 23))
    return present_turn("Wat nu?", answer_record(_answer(language)) | changes, catalogue, reading)


def test_sentences_stand_in_their_paragraphs_with_their_sources(catalogue: Catalogue) -> None:
    first, second = _view(catalogue).paragraphs
    assert [sentence.text for sentence in first] == ["Blijf en help eerst de kinderen."]
    assert [source.number for source in first[0].sources] == [1, 2]
    assert [sentence.text for sentence in second] == ["Stand van vandaag."]
    assert second[0].sources == ()


def test_a_sentence_in_another_language_says_so(catalogue: Catalogue) -> None:
    words = {"text": "Prevent harm.", "citations": [1]}
    citation = answer_record(_answer())["citations"][0] | {
        "number": 1,
        "quote": "Prevent harm.",
        "quote_language": "en",
    }
    changes = {"text": "Prevent harm.", "sentences": [words], "next_steps": [], "citations": [citation]}
    assert _view(catalogue, **changes).paragraphs[0][0].language is EN
    assert _view(catalogue).paragraphs[0][0].language is NL


def test_a_source_tells_what_it_is_in_words(catalogue: Catalogue) -> None:
    card, provision = _view(catalogue).sources
    assert (card.kind_words, card.official_url, card.facts) == ("praktische kaart", "", ("editie 2020",))
    assert (provision.label, provision.title) == ("UNGP 17", "Kinderen beschermen")
    assert (provision.kind_words, provision.facts) == ("onze samenvatting", ("editie 2020", "geldt nu"))
    assert provision.verified


def test_an_answer_in_another_language_is_framed_in_the_readers(catalogue: Catalogue) -> None:
    view = _view(catalogue, language=EN, reader=NL)
    assert (view.language, view.outcome_words) == (EN, "Beantwoord uit de bronnen")
    assert view.sources[1].language is EN
    assert view.sources[1].url.startswith("/bron/principles/17?lang=nl&cited=")
    assert view.also_read[0].label.startswith("Pact: Kosten")


def test_the_copy_holds_text_steps_references_and_the_day(catalogue: Catalogue) -> None:
    assert _view(catalogue).copy_text.splitlines() == [
        "Vraag: Wat nu?",
        "",
        "Blijf en help eerst de kinderen. [1] [2]",
        "",
        "Stand van vandaag.",
        "",
        "Volgende stappen",
        "1. Stel de feiten vast. [1] [2]",
        "2. Spreek een plan af. [1] [2]",
        "",
        "Bronnen",
        "[1] Guidance: We vonden kinderarbeid: wat nu? (praktische kaart; editie 2020). "
        "http://host/bron/guidance/child-labour?lang=nl",
        "[2] UNGP 17: Kinderen beschermen (onze samenvatting; editie 2020; geldt nu). "
        "http://host/bron/principles/17?lang=nl",
        "",
        "Antwoord van Ketenwijzer, een geautomatiseerde assistent, geraadpleegd op 23 november 2026. "
        "Geen juridisch advies.",
    ]


def test_a_place_that_is_gone_is_left_out_of_what_to_read(catalogue: Catalogue) -> None:
    assert _view(catalogue, also_read=["gone/1", "not a reference"]).also_read == ()


def test_a_sentence_whose_source_is_not_there_stands_without_a_mark(catalogue: Catalogue) -> None:
    view = _view(catalogue, citations=[])
    assert view.sources == ()
    assert view.paragraphs[0][0].sources == ()


def test_an_approved_answer_is_marked_as_such(catalogue: Catalogue) -> None:
    card, *rest = answer_record(_answer())["citations"]
    approved = card | {"text_kind": "approved", "reference": "approved/a1", "url": "/bron/approved/a1?lang=nl"}
    view = _view(catalogue, citations=[approved, *rest])
    assert view.mode_words == "Goedgekeurd door het secretariaat"
    assert (view.sources[0].kind, view.sources[0].kind_words) == ("approved", "goedgekeurd antwoord")
    assert view.sources[0].url.startswith("/bron/approved/a1?lang=nl&cited=")
