"""Who may come in, and how often."""

from bots.telegram.reception import spoken_wait
from knowledge.language import Language
from tests.answering_bot import Behind, Phone, polling
from tests.bot_api.server import BotApi
from tests.bots.web.small_site import Site

CODE = "koper-2026"


def test_without_an_invitation_there_is_no_answer_but_privacy_and_deleting_are_open(
    api: BotApi, behind: Behind, site: Site, jan: Phone
) -> None:
    with polling(behind.inviting(CODE), api):
        assert "genodigden" in jan.say("Wat kost het?").text
        assert "genodigden" in jan.after(lambda: api.people.start(jan.user))[0].text
        assert "niet geldig" in jan.after(lambda: api.people.start(jan.user, "zink-2026"))[0].text
        assert jan.say("/privacy").text.startswith("Privacy")
        assert "wist alles" in jan.say("/verwijder").text
    assert site.assistant.asked == []


def test_the_link_of_an_invitation_lets_a_chat_in_for_good(api: BotApi, behind: Behind, site: Site, jan: Phone) -> None:
    with polling(behind.inviting("zink-2026", CODE), api):
        assert "geldig" in jan.after(lambda: api.people.start(jan.user, CODE), buttons=True)[0].text
        assert jan.ask("Wat kost het?")
    with polling(behind.inviting(CODE), api):
        assert jan.ask("Wat kost het?")
    assert CODE not in str(site.records.chats.get(site.records.chats.key(jan.user.id, None)))


def test_a_code_that_is_taken_away_shuts_out_buttons_too(api: BotApi, behind: Behind, site: Site, jan: Phone) -> None:
    with polling(behind.inviting(CODE), api):
        jan.after(lambda: api.people.start(jan.user, CODE), buttons=True)
        answer = jan.ask("Wat kost het?")[-1]
    with polling(behind.inviting("zink-2026"), api):
        assert "genodigden" in jan.press("In English", answer)[0].text
        assert "genodigden" in jan.say("Wat kost het?").text
    assert len(site.assistant.asked) == 1


def test_codes_cannot_be_tried_without_end(api: BotApi, behind: Behind, jan: Phone) -> None:
    with polling(behind.inviting(CODE), api):
        for number in range(5):
            assert "niet geldig" in jan.say(f"/start gok-{number}-gok").text
        assert "opnieuw" in jan.say("/start gok-6-gok").text


def test_a_chat_that_asks_too_much_hears_once_when_to_try_again_and_another_goes_on(
    api: BotApi, behind: Behind, site: Site, jan: Phone, mary: Phone
) -> None:
    with polling(behind.allowing(per_minute=2), api):
        for _ in range(2):
            jan.ask("Wat kost het?")
        assert "Probeer het over" in jan.say("Wat kost het?").text
        jan.write("Wat kost het?")
        jan.write("Wat kost het?")
        assert mary.ask("What does it cost?")
        assert jan.say("/taal").text.startswith("Ik antwoord")
    assert len(site.assistant.asked) == 3


def test_a_chat_that_sends_without_end_is_answered_no_more(api: BotApi, behind: Behind, jan: Phone) -> None:
    with polling(behind.allowing(per_minute=1), api):
        for _ in range(4):
            jan.say("/taal")
        assert "Probeer het over" in jan.say("/taal").text
        for _ in range(5):
            jan.write("/taal")
        behind_all = Phone(api, api.people.user("Piet"))
        behind_all.say("/taal")
    assert len(jan.heard) == 5


def test_a_press_too_many_is_felt_all_the_same(api: BotApi, behind: Behind, jan: Phone) -> None:
    with polling(behind.allowing(per_minute=1), api):
        message = jan.say("/taal")
        presses = [api.people.press(jan.user, message, "English") for _ in range(6)]
        api.world.wait_until(lambda: all(press.answer for press in presses))


def test_other_bots_are_not_answered(api: BotApi, behind: Behind, jan: Phone) -> None:
    robot = jan.user.json | {"id": 99, "is_bot": True}
    chat = {"id": jan.user.id, "type": "private"}
    with polling(behind, api):
        message = {"message_id": 1, "date": 0, "chat": chat, "from": robot, "text": "Hallo"}
        api.world.updates.add("message", message)
        jan.say("/taal")
    assert len(jan.heard) == 1


def test_a_wait_is_told_in_the_unit_that_people_use() -> None:
    assert spoken_wait(45, Language.NL) == "45 seconden"
    assert spoken_wait(150, Language.EN) == "3 minutes"
    assert spoken_wait(7300, Language.NL) == "3 uur"
