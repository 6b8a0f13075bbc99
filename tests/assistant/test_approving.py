import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer, ApprovedDraft
from assistant.approving import NOTHING_APPROVED, ApprovedInUse
from assistant.questions import Channel, Question
from assistant.understanding import Understood
from bots.wiring import Knowledge
from knowledge.language import Language, detect_language
from knowledge.passage_index import PassageIndex
from tests.assistant.approvals import YESTERDAY, a_draft, ore_passages
from tests.assistant.asking import an_understood
from tests.assistant.databases import gone
from tests.fakes import HashEmbedder, Shelf

ASKED, SAME = "What must buyers of ore publish?", "what must buyers of ore publish, thanks"
DUTCH = "Wat moeten kopers van erts publiceren?"
OTHER = "What may buyers of ore publish?"


@pytest.fixture
def index(shelf: Shelf) -> PassageIndex:
    return shelf.publish(*ore_passages())


@pytest.fixture
def answers(engine: Engine) -> ApprovedAnswers:
    return ApprovedAnswers(engine)


@pytest.fixture
def source(answers: ApprovedAnswers, shelf: Shelf) -> ApprovedInUse:
    return ApprovedInUse(answers, shelf.vectors.of)


def ore_draft(**changes: object) -> ApprovedDraft:
    return replace(a_draft(nl=DUTCH, en=ASKED), **changes)  # type: ignore[arg-type]


def approve(answers: ApprovedAnswers, index: PassageIndex, draft: ApprovedDraft | None = None) -> ApprovedAnswer:
    first = answers.add(draft or ore_draft(), "ed")
    return answers.approve(first.id, first.version, "ann", index)


def given(source: ApprovedInUse, index: PassageIndex, question: str | Understood) -> str | None:
    """The first sentence of the approved answer to a question."""
    asked = an_understood(question, detect_language(question).language) if isinstance(question, str) else question
    draft = source.answer_to(index, asked, HashEmbedder().embed_question(asked.text))
    return None if draft is None else draft.sentences[0].text


def within_a_second(attempt: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 1
    while not attempt() and time.monotonic() < deadline:
        time.sleep(0.02)
    return attempt()


def test_who_asks_the_same_gets_the_approved_answer_in_their_language(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex
) -> None:
    approve(answers, index)
    assert given(source, index, SAME) == "Buyers ask about it."
    assert given(source, index, DUTCH) == "Kopers vragen ernaar."
    assert given(source, index, OTHER) is None


def test_another_way_to_ask_is_known_too_in_the_same_words_for_certain(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex
) -> None:
    draft = ore_draft()
    approve(answers, index, replace(draft, en=replace(draft.en, other_questions=("mineral disclosure",))))
    assert given(source, index, "Mineral disclosure?") is not None
    assert given(source, index, "why mineral disclosure") is None


def test_a_draft_is_never_given(source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex) -> None:
    answers.add(ore_draft(), "ed")
    assert given(source, index, ASKED) is None


def test_another_process_follows_within_a_second(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex
) -> None:
    assert given(source, index, ASKED) is None
    approved = approve(answers, index)
    assert within_a_second(lambda: given(source, index, ASKED) is not None)
    answers.withdraw(approved.id, approved.version, "ann", "Outdated.")
    assert within_a_second(lambda: given(source, index, ASKED) is None)


def test_an_answer_is_given_on_its_last_day_and_not_after(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(answers, index, ore_draft(valid_until=date.today()))
    assert given(source, index, ASKED) is not None

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return YESTERDAY + timedelta(days=2)

    monkeypatch.setattr("assistant.approving.date", Tomorrow)
    assert given(source, index, ASKED) is None


def test_an_answer_is_not_given_where_a_place_that_it_rests_on_is_gone(
    source: ApprovedInUse, answers: ApprovedAnswers, shelf: Shelf
) -> None:
    approve(answers, shelf.publish(*ore_passages()))
    assert given(source, shelf.publish(ore_passages()[2]), ASKED) is None


def test_a_changed_place_does_not_stop_an_answer(source: ApprovedInUse, answers: ApprovedAnswers, shelf: Shelf) -> None:
    approve(answers, shelf.publish(*ore_passages()))
    assert given(source, shelf.publish(*ore_passages("Buyers ask twice.")), ASKED) is not None


def test_while_the_database_is_gone_what_was_last_known_is_given(
    source: ApprovedInUse,
    answers: ApprovedAnswers,
    index: PassageIndex,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.approving._SECONDS_KEPT", 0.0)
    approve(answers, index)
    source.look()
    with gone(engine, "approved_versions"):
        assert given(source, index, ASKED) is not None


def test_a_question_does_not_ask_the_database_each_time(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex, engine: Engine
) -> None:
    approve(answers, index)
    assert given(source, index, ASKED) is not None
    with gone(engine, "approved_versions"):
        started = time.monotonic()
        assert given(source, index, ASKED) is not None
        assert time.monotonic() - started < 0.5


def test_a_follow_up_is_judged_as_it_was_understood_and_wants_what_its_own_words_want(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex
) -> None:
    approve(answers, index)

    def follow_up(own: str) -> Understood:
        text = f"{ASKED} {own}".strip()
        return replace(an_understood(text, Language.EN), own=own or ASKED, interpreted=text)

    assert given(source, index, follow_up("")) is not None
    for own in ("and by when?", "and why?", "also for tin?"):
        assert given(source, index, follow_up(own)) is None, own


def test_a_question_in_a_language_that_we_do_not_speak_gets_none(
    source: ApprovedInUse, answers: ApprovedAnswers, index: PassageIndex
) -> None:
    approve(answers, index)
    assert given(source, index, replace(an_understood(ASKED, Language.EN), foreign=True)) is None


def test_without_a_secretariat_nothing_is_approved(index: PassageIndex) -> None:
    asked = an_understood(ASKED, Language.EN)
    assert NOTHING_APPROVED.answer_to(index, asked, HashEmbedder().embed_question(ASKED)) is None


def test_over_the_real_library_both_languages_get_it_with_its_places_and_neighbours_do_not(
    answers: ApprovedAnswers, real_assistant: Assistant, real_knowledge: Knowledge
) -> None:
    places = ["ungp-2011/17", "oecd-ddg-2018/2.3"]
    draft = a_draft("Mogen we vragen van een klant weigeren?", "May we refuse a customer's questions?", places)
    approve(answers, real_assistant.index(), draft)
    office = real_assistant.giving(ApprovedInUse(answers, real_knowledge.vectors.of))

    def ask(text: str) -> Answer:
        return office.ask(Question.from_text(text, channel=Channel.WEB, conversation_id="c"))[0]

    english = ask("Good morning, may we refuse the questions of a customer?")
    assert english.sentences[0].text == "Buyers ask about it."
    assert [citation.reference.source for citation in english.citations] == ["approved", "ungp-2011", "oecd-ddg-2018"]
    assert all(citation.quote for citation in english.citations)
    assert ask("mogen wij de vragen van een klant weigeren").sentences[0].text == "Kopers vragen ernaar."
    for neighbour in ("May we refuse a supplier's questions?", "Why may we refuse a customer's questions?"):
        assert all(citation.reference.source != "approved" for citation in ask(neighbour).citations)
