import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from assistant.errors import LogUnavailable
from assistant.pauses import Pause, Pauses
from assistant.questions import Channel
from assistant.words import say
from knowledge.language import Language
from tests.assistant.databases import gone

NL, EN = "We werken de bronnen bij.", "We are updating the sources."


@pytest.fixture
def pauses(engine: Engine) -> Pauses:
    return Pauses(engine)


def stopped(pauses: Pauses) -> set[Channel]:
    return {channel for channel in Channel if pauses.current(channel) is not None}


def test_without_a_pause_every_channel_answers(pauses: Pauses) -> None:
    assert stopped(pauses) == set()
    assert pauses.history() == []


def test_a_pause_of_one_channel_stops_that_alone(pauses: Pauses) -> None:
    pauses.pause(Channel.TELEGRAM, NL, EN)
    assert stopped(pauses) == {Channel.TELEGRAM}


def test_a_pause_of_all_leaves_the_terminal_to_whoever_looks_for_the_cause(pauses: Pauses) -> None:
    pauses.pause(None, NL, EN)
    assert stopped(pauses) == set(Channel) - {Channel.TERMINAL}


def test_the_reason_is_read_in_both_languages(pauses: Pauses) -> None:
    pauses.pause(None, NL, EN)
    pause = pauses.current(Channel.WEB)
    assert pause is not None
    assert pause.sentences(Language.NL) == (say("error.paused", Language.NL), NL)
    assert pause.sentences(Language.EN) == (say("error.paused", Language.EN), EN)
    assert datetime.now(UTC) - pause.since < timedelta(minutes=1)


def test_the_latest_reason_counts(pauses: Pauses) -> None:
    pauses.pause(Channel.WEB, NL, EN)
    pauses.pause(None, "Alles dicht.", "All closed.")
    pauses.pause(None, "Nog even.", "A little longer.")
    assert [pauses.current(channel) for channel in (Channel.WEB, Channel.API)] == [pauses.history()[0]] * 2
    assert pauses.history()[0].en == "A little longer."


def test_one_channel_resumes_without_the_others(pauses: Pauses) -> None:
    pauses.pause(Channel.WEB, NL, EN)
    pauses.pause(Channel.API, NL, EN)
    assert pauses.resume(Channel.WEB)
    assert not pauses.resume(Channel.WEB)
    assert stopped(pauses) == {Channel.API}


def test_one_channel_does_not_resume_from_a_pause_of_all(pauses: Pauses) -> None:
    pauses.pause(None, NL, EN)
    assert not pauses.resume(Channel.WEB)
    assert Channel.WEB in stopped(pauses)


def test_resuming_all_ends_every_pause(pauses: Pauses) -> None:
    pauses.pause(None, NL, EN)
    pauses.pause(Channel.WEB, NL, EN)
    assert pauses.resume(None)
    assert stopped(pauses) == set()
    assert not pauses.resume(None)


def test_the_history_tells_from_when_until_when_and_why(pauses: Pauses) -> None:
    pauses.pause(Channel.WEB, NL, EN)
    pauses.resume(None)
    pauses.pause(None, "Nog eens.", "Again.")
    latest, first = pauses.history()
    assert (latest.channel, latest.until, latest.nl) == (None, None, "Nog eens.")
    assert (first.channel, first.nl, first.en) == (Channel.WEB, NL, EN)
    assert first.until is not None
    assert first.since <= first.until <= latest.since


def test_another_process_follows_within_three_seconds(pauses: Pauses, engine: Engine) -> None:
    other = Pauses(engine)
    assert other.current(Channel.WEB) is None
    pauses.pause(None, NL, EN)
    deadline = time.monotonic() + 3
    while other.current(Channel.WEB) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert other.current(Channel.WEB) is not None


def test_a_question_does_not_ask_the_database_each_time(pauses: Pauses, engine: Engine) -> None:
    assert pauses.current(Channel.WEB) is None
    Pauses(engine).pause(None, NL, EN)
    assert pauses.current(Channel.WEB) is None


def test_while_the_database_is_gone_what_was_last_known_holds(
    pauses: Pauses, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.pauses._SECONDS_KEPT", 0.0)
    pauses.pause(Channel.WEB, NL, EN)
    before = pauses.current(Channel.WEB)
    with gone(engine, "pauses"):
        assert isinstance(before, Pause)
        assert pauses.current(Channel.WEB) == before
        assert Pauses(engine).current(Channel.WEB) is None


def test_a_database_that_is_gone_is_an_error_of_ours(pauses: Pauses, engine: Engine) -> None:
    with gone(engine, "pauses"):
        for attempt in (lambda: pauses.pause(None, NL, EN), lambda: pauses.resume(None), pauses.history):
            with pytest.raises(LogUnavailable):
                attempt()
