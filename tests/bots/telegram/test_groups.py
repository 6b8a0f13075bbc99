"""Manners in groups."""

from collections.abc import Iterator

import pytest

from bots.telegram.groups import without_mention
from tests.answering_bot import Behind, Phone, polling
from tests.bot_api.server import BotApi
from tests.bots.web.small_site import Site

NAME = "@KetenwijzerBot"


@pytest.fixture(autouse=True)
def answering(behind: Behind, api: BotApi) -> Iterator[None]:
    with polling(behind, api):
        yield


@pytest.fixture
def team(api: BotApi, jan: Phone, mary: Phone) -> Phone:
    """Jan in a group with Mary, which the bot has greeted."""
    group = api.people.group("Team", jan.user, mary.user)
    phone = Phone(api, jan.user, group)
    api.world.wait_for(group)
    return phone


def test_a_group_is_greeted_once(api: BotApi, team: Phone, mary: Phone) -> None:
    api.people.join(api.people.user("Piet"), team.chat)
    team.say(f"{NAME} wat kost het?")
    hello, _ = team.heard
    assert "AI-systeem" in hello.text
    assert NAME in hello.text


def test_what_is_not_for_the_bot_gets_no_answer(site: Site, team: Phone) -> None:
    team.write("Hallo allemaal, wat eten we?")
    team.say(f"{NAME} wat kost het?")
    assert [question.text for question in site.assistant.asked] == ["wat kost het?"]


def test_an_answer_replies_to_the_question(team: Phone) -> None:
    asked = team.write(f"{NAME} wat kost het?")
    (answer,) = team.after(lambda: None, buttons=True) if len(team.heard) == 1 else team.heard[-1:]
    assert answer.reply_to is asked


def test_a_question_in_a_group_stands_alone_and_a_reply_goes_on_from_its_answer(site: Site, team: Phone) -> None:
    first = team.ask(f"{NAME} wat kost het?")[-1]
    team.ask(f"{NAME} en voor ons?")
    team.ask("en wie betaalt dat?", reply_to=first)
    assert [question.turns for question in site.assistant.asked] == [(), (), ("wat kost het?",)]


def test_the_name_alone_gets_a_hint(team: Phone) -> None:
    assert "achter mijn naam" in team.say(NAME).text


@pytest.mark.parametrize("command", ["/delete", "/instellingen", "/nieuw", "/plan", "/ask", "/feedback", "/privacy"])
def test_what_is_personal_is_done_in_private(team: Phone, command: str) -> None:
    said = team.say(command)
    assert said.text == "Dit doe ik alleen in een gesprek met u alleen."
    assert said.buttons["Open een gesprek"].url == "https://t.me/KetenwijzerBot"


def test_buttons_of_an_answer_work_for_every_member_and_ratings_count_each(
    api: BotApi, site: Site, team: Phone, mary: Phone
) -> None:
    answer = team.ask(f"{NAME} wat kost het?")[-1]
    presses = [api.people.press(person.user, answer, "Nuttig") for person in (team, mary)]
    api.world.wait_until(lambda: all(press.answer for press in presses))
    assert [press.answer["text"] for press in presses] == ["Dank u wel.", "Thank you."]
    api.world.wait_until(lambda: site.records.inbox.count() == 2)
    assert team.press("Bronnen", answer)[0].text.startswith("Bronnen")


def test_the_secretariat_is_asked_in_private(team: Phone) -> None:
    answer = team.ask(f"{NAME} wat kost het?")[-1]
    assert "alleen in een gesprek" in team.press("Vraag het secretariaat", answer)[0].text


def test_photos_in_a_group_are_none_of_our_business(api: BotApi, team: Phone) -> None:
    api.people.send_photo(team.user, "Kijk!", team.chat)
    api.people.send_voice(team.user, team.chat)
    team.ask(f"{NAME} wat kost het?")
    assert len(team.heard) == 2


def test_a_photo_that_names_the_bot_gets_a_sentence(api: BotApi, team: Phone) -> None:
    (said,) = team.after(lambda: api.people.send_photo(team.user, f"{NAME} wat is dit?", team.chat))
    assert "geen foto's lezen" in said.text


def test_a_bot_that_hears_everything_still_answers_only_what_is_meant_for_it(
    api: BotApi, site: Site, team: Phone
) -> None:
    heard = team.write(f"{NAME} wat kost het?").json
    api.world.wait_until(lambda: len(team.heard) == 2)
    for number in range(60):
        loud = heard | {"message_id": 1000 + number, "text": "Wat eten we?", "entities": []}
        api.world.updates.add("message", loud)
    team.say(f"{NAME} en wie betaalt?")
    assert len(team.heard) == 3
    assert len(site.assistant.asked) == 2


def test_commands_for_other_bots_get_no_answer(team: Phone) -> None:
    team.write("/help@AnotherBot")
    team.write("/weather")
    team.say(f"/hulp{NAME}")
    assert len(team.heard) == 2


def test_each_topic_of_a_forum_has_its_own_conversation_and_its_answers_stay_there(
    api: BotApi, site: Site, jan: Phone
) -> None:
    forum = api.people.group("Forum", jan.user, forum=True)
    api.world.wait_for(forum)
    topics = [Phone(api, jan.user, forum, api.people.topic(jan.user, forum, name)) for name in ("Erts", "Schroot")]
    for phone in topics:
        phone.ask(f"{NAME} wat kost het?")
    assert [len(phone.heard) for phone in topics] == [1, 1]
    first, second = site.assistant.asked
    assert first.conversation_id != second.conversation_id


def test_a_group_that_became_a_supergroup_keeps_its_language(api: BotApi, team: Phone) -> None:
    team.say("/taal")
    team.press("English")
    upgraded = Phone(api, team.user, api.people.upgrade(team.user, team.chat))
    assert "Partly" in upgraded.ask(f"{NAME} wat kost het?")[-1].text or "Answered" in upgraded.heard[-1].text


def test_the_name_is_taken_out_wherever_it_stands() -> None:
    assert without_mention("@KetenwijzerBot, wat is dit?", "KetenwijzerBot") == "wat is dit?"
    assert without_mention("wat is dit @ketenwijzerbot", "KetenwijzerBot") == "wat is dit"
    assert without_mention("vraag @KetenwijzerBots niet", "KetenwijzerBot") == "vraag @KetenwijzerBots niet"
