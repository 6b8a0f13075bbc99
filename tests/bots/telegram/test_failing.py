"""What people and operators notice when something breaks."""

import asyncio
import logging
import re

import pytest

from assistant.chats import Chats
from bots.telegram.running import poll
from tests.answering_bot import Behind, Phone, Polling, polling
from tests.assistant.databases import gone
from tests.bot_api.server import TOKEN, BotApi
from tests.bots.web.small_site import BREAKS


@pytest.mark.parametrize("action", ["choose", "rate"])
def test_a_broken_handler_gives_a_number_that_the_log_has_too(
    api: BotApi,
    behind: Behind,
    jan: Phone,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    def break_down(self: Chats, chat: object) -> None:
        raise RuntimeError("secret details")

    with polling(behind, api):
        jan.say("/taal")
        monkeypatch.setattr(Chats, "save", break_down)
        sentence = jan.press("English")[0].text
    found = re.search(r"nummer ([0-9A-F]{6})", sentence)
    assert found
    assert "secret" not in sentence
    assert any(found.group(1) in record.message and record.exc_info for record in caplog.records)


def test_a_question_that_breaks_the_machinery_gets_a_sentence_and_can_be_asked_again(
    api: BotApi, behind: Behind, jan: Phone
) -> None:
    with polling(behind, api):
        answer = jan.ask(BREAKS)[-1]
        assert answer.text.startswith("U krijgt antwoord van een AI-systeem")
        assert "Mislukt" in answer.text
        assert "secret" not in answer.text
        assert jan.press("Opnieuw proberen", answer, buttons=True)


def test_somebody_who_blocked_the_bot_is_remembered_and_welcome_again(
    api: BotApi, behind: Behind, jan: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    chats = behind.records.chats
    key = chats.key(jan.user.id, None)
    with polling(behind, api):
        jan.say("/hulp")
        api.people.block(jan.user)
        api.world.wait_until(lambda: not chats.get(key).active)
        api.people.unblock(jan.user)
        api.world.wait_until(lambda: chats.get(key).active)
        assert jan.say("/hulp")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_somebody_who_blocks_while_we_answer_is_met_quietly(
    api: BotApi, behind: Behind, jan: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    api.faults.next_calls_fail(403, "sendMessage", description="Forbidden: bot was blocked by the user")
    chats = behind.records.chats
    with polling(behind, api):
        jan.write("/hulp")
        api.world.wait_until(lambda: not chats.get(chats.key(jan.user.id, None)).active)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_press_that_is_answered_too_late_still_does_what_it_says(api: BotApi, behind: Behind, jan: Phone) -> None:
    api.messaging.press_expires_after = -1
    with polling(behind, api):
        jan.say("/taal")
        assert jan.press("English")[0].text == "From now on I answer in English."


@pytest.mark.parametrize("data", ["", "1z:whatever", "0s:old", "1q:../../etc:1", "1l:unknown-answer", "x" * 64])
def test_a_button_that_is_not_ours_any_more_gets_a_sentence(api: BotApi, behind: Behind, jan: Phone, data: str) -> None:
    with polling(behind, api):
        message = jan.say("/taal")
        query = {"id": "9", "from": jan.user.json, "message": message.json, "data": data, "chat_instance": "1"}
        (said,) = jan.after(lambda: api.world.updates.add("callback_query", query))
    assert "te oud" in said.text


def test_without_the_database_questions_are_answered_and_the_rest_says_so(
    api: BotApi, behind: Behind, jan: Phone
) -> None:
    engine = behind.records.chats._engine
    with polling(behind, api), gone(engine, "chats", "updates", "turns", "conversations"):
        assert jan.ask("Wat kost het?")[-1].buttons
        assert "opslag is niet bereikbaar" in jan.say("/nieuw").text


def test_telegram_that_is_out_of_reach_at_the_start_is_waited_for(
    behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.telegram.running._FIRST_WAIT_SECONDS", 0.05)
    with BotApi() as api:
        jan = Phone(api, api.people.user("Jan"))
        api.stop()
        with polling(behind, api):
            api.start()
            assert jan.say("/hulp")


def test_telegram_that_goes_away_for_a_while_is_met_again(behind: Behind) -> None:
    with BotApi() as api:
        jan = Phone(api, api.people.user("Jan"))
        with polling(behind, api):
            jan.say("/hulp")
            api.stop()
            api.start()
            assert jan.ask("Wat kost het?")


def test_a_bot_that_another_process_answers_for_is_left_alone(
    api: BotApi, behind: Behind, jan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.telegram.running._CONFLICTS_AT_START", 1)
    with polling(behind, api):
        jan.say("/hulp")
        second = Polling(behind, api)
        second.start()
        second.wait()
        assert second.ended == "conflict"
        assert jan.ask("Wat kost het?")


def test_a_token_that_telegram_does_not_know_ends_the_bot(
    api: BotApi, behind: Behind, caplog: pytest.LogCaptureFixture
) -> None:
    bot = behind.bot(api)
    api.token = "1:another"  # noqa: S105
    assert asyncio.run(poll(bot, asyncio.Event())) == "bad_token"
    assert TOKEN not in caplog.text


def test_a_token_that_is_taken_back_ends_the_bot_too(api: BotApi, behind: Behind, jan: Phone) -> None:
    with polling(behind, api) as bot:
        jan.say("/taal")
        api.token = "1:another"  # noqa: S105
        api.people.say(jan.user, "/taal")
        bot.wait()
    assert bot.ended == "bad_token"


def test_the_token_is_in_no_log(api: BotApi, behind: Behind, jan: Phone, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    api.faults.next_calls_fail(500, "sendMessage")
    with polling(behind, api):
        jan.say("/hulp")
        api.stop()
        api.start()
        jan.say("/hulp")
    assert TOKEN not in caplog.text
