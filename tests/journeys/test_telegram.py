"""A person in Telegram, from the first word to the receipt of deletion: the real library behind the real client."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.database import open_database
from assistant.desk import Desk
from assistant.inbox_items import ItemKind, Rating, Reason
from assistant.questions import Channel
from assistant.records import Records
from bots.deep_links import place_payload
from knowledge.references import Reference
from tests.answering_bot import PAGES, Behind, Phone, polling
from tests.bot_api.records import Message
from tests.bot_api.server import BotApi

DUTCH = "Wat moeten wij doen als een leverancier kinderarbeid blijkt te gebruiken?"
ENGLISH = "What must we do when a supplier turns out to use child labour?"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records.over(open_database(f"sqlite:///{tmp_path / 'log.sqlite'}"), tmp_path)


@pytest.fixture
def behind(real_assistant: Assistant, records: Records) -> Behind:
    return Behind(Desk(real_assistant, records), records, real_assistant.index)


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def answering(behind: Behind, api: BotApi) -> Iterator[None]:
    """The bot answers meanwhile, and Telegram refused nothing that it sent."""
    with polling(behind, api):
        yield
    refused = [call for call in api.calls() if call.code not in (200, 0)]
    # The last poll, which confirms what was taken, ends the one before; buttons may be gone already.
    assert [call for call in refused if call.method not in ("getUpdates", "editMessageReplyMarkup")] == []


@pytest.fixture
def jan(api: BotApi) -> Phone:
    return Phone(api, api.people.user("Jan"))


@pytest.fixture
def mary(api: BotApi) -> Phone:
    return Phone(api, api.people.user("Mary", "en"))


def whole(messages: list[Message]) -> str:
    return "\n".join(message.text for message in messages)


@pytest.mark.usefixtures("answering")
def test_start_says_what_this_is_and_what_to_begin_with(api: BotApi, jan: Phone) -> None:
    (welcome,) = jan.after(lambda: api.people.start(jan.user))
    assert "AI-systeem, niet met een mens" in welcome.text
    assert "geen juridisch advies" in welcome.text
    first_starter, _, plan = welcome.buttons
    assert plan == "Maak een plan voor mijn bedrijf"
    answer = whole(jan.press(first_starter, buttons=True))
    assert answer.startswith("Beantwoord uit de bronnen")


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize(
    ("question", "outcome", "steps", "told"),
    [
        (DUTCH, "Beantwoord uit de bronnen", "Volgende stappen", "AI-systeem"),
        (ENGLISH, "Answered from the sources", "Next steps", "AI system"),
    ],
)
def test_a_question_gets_its_answer_with_steps_quotes_and_links(
    jan: Phone, question: str, outcome: str, steps: str, told: str
) -> None:
    messages = jan.ask(question)
    text = whole(messages)
    assert outcome in text
    assert steps in text
    assert told in text.partition(outcome)[0]
    quotes = [quoted for message in messages for kind, quoted in message.entities if kind == "expandable_blockquote"]
    assert any(quote.startswith("[1] ") for quote in quotes)
    links = {shown: url for message in messages for shown, url in message.links.items()}
    assert links["[1]"].startswith(f"{PAGES}/bron/")
    assert all(message.preview_disabled for message in messages)


@pytest.mark.usefixtures("answering")
def test_that_a_machine_answers_is_said_with_the_first_answer_only(jan: Phone) -> None:
    assert "AI-systeem" in whole(jan.ask(DUTCH))
    assert "AI-systeem" not in whole(jan.ask("Wat is invloed?"))


@pytest.mark.usefixtures("answering")
def test_a_follow_up_is_understood_and_can_be_undone(jan: Phone) -> None:
    jan.ask(DUTCH)
    messages = jan.ask("en wat als hij weigert?")
    assert "Begrepen als:" in whole(messages)
    assert "Begrepen als:" not in whole(jan.press("Stel alleen mijn eigen vraag", buttons=True))


@pytest.mark.usefixtures("answering")
def test_new_begins_a_conversation_that_knows_nothing_of_the_last(jan: Phone) -> None:
    jan.ask(DUTCH)
    assert "nieuw gesprek" in jan.say("/nieuw").text
    assert "Begrepen als:" not in whole(jan.ask("en wat als hij weigert?"))


@pytest.mark.usefixtures("answering")
def test_the_sources_button_shows_every_quote_whole(jan: Phone) -> None:
    messages = jan.ask(DUTCH)
    cited = set(re.findall(r"^\[(\d)\]", whole(messages), re.MULTILINE))
    jan.press("Bronnen")
    jan.say("/hulp")  # by its answer all of the sources have come, in as many messages as they need
    sources = whole([message for message in jan.heard if message.text.startswith(("Bronnen", "["))])
    assert set(re.findall(r"^\[(\d)\]", sources, re.MULTILINE)) == cited
    assert "Officiële bron" in sources
    assert "Citaat gecontroleerd" in sources


@pytest.mark.usefixtures("answering")
def test_the_other_language_and_a_suggestion_are_one_press_away(jan: Phone) -> None:
    messages = jan.ask(DUTCH)
    suggestion = list(messages[-1].buttons)[-1]
    assert "Next steps" in whole(jan.press("In English", messages[-1], buttons=True))
    assert len(jan.press(suggestion, messages[-1], buttons=True)[-1].text) > 100


@pytest.mark.usefixtures("answering")
def test_the_language_that_was_chosen_holds_for_questions_of_either(jan: Phone) -> None:
    jan.say("/taal")
    assert jan.press("English")[0].text == "From now on I answer in English."
    assert "Next steps" in whole(jan.ask(DUTCH))
    assert "I answer in English now" in jan.say("/instellingen").text


@pytest.mark.usefixtures("answering")
def test_a_rating_and_its_reason_reach_the_inbox_once(jan: Phone, records: Records) -> None:
    answer = jan.ask(DUTCH)[-1]
    jan.press("Nuttig", answer)
    (why,) = jan.press("Niet nuttig", answer)
    assert why.text == "Jammer. Wat klopt er niet?"
    jan.press("Verouderd", why)
    (item,) = records.inbox.items()
    assert (item.rating, item.reason, item.reply_to) == (Rating.NOT_HELPFUL, Reason.OUTDATED, None)


@pytest.mark.usefixtures("answering")
def test_a_question_to_the_secretariat_is_sent_as_it_was_shown_and_only_with_consent(
    jan: Phone, records: Records
) -> None:
    wanted = "Mag ik <dit> & dat?\nGroet, Jan"
    jan.say("/secretariaat")
    draft = jan.say(wanted)
    assert ("blockquote", wanted) in draft.entities
    assert records.inbox.count() == 0
    jan.press("Verstuur", draft)
    (item,) = records.inbox.items(ItemKind.QUESTION)
    assert item.text == wanted
    assert item.reply_to == f"telegram:{jan.user.id}:0"
    assert item.consent is not None
    assert draft.buttons == {}


@pytest.mark.usefixtures("answering")
def test_a_draft_that_is_sent_twice_is_kept_once(api: BotApi, jan: Phone, records: Records) -> None:
    draft = jan.say("/secretariaat Mag dit?")
    api.people.press(jan.user, draft, "Verstuur")
    jan.press("Verstuur", draft)
    jan.say("/taal")
    assert records.inbox.count() == 1


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("text", ["\nMag dit?", " Mag dit?", "\n\n  Mag dit?  "])
def test_what_stands_behind_the_command_is_the_draft_on_whatever_line(jan: Phone, text: str) -> None:
    assert ("blockquote", "Mag dit?") in jan.say(f"/secretariaat{text}").entities


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("text", ["x" * 2001, "🙂" * 1900])
def test_a_draft_that_fits_in_no_message_is_refused(jan: Phone, text: str) -> None:
    jan.say("/secretariaat")
    assert "te lang" in jan.say(text).text


@pytest.mark.usefixtures("answering")
def test_what_was_drafted_from_an_answer_can_be_held_back(jan: Phone, records: Records) -> None:
    jan.ask(DUTCH)
    (draft,) = jan.press("Vraag het secretariaat")
    assert DUTCH in draft.text
    assert jan.press("Niet versturen")[0].text == "Er is niets verstuurd."
    assert records.inbox.count() == 0


@pytest.mark.usefixtures("answering")
def test_feedback_is_sent_without_names_and_without_an_address(jan: Phone, records: Records) -> None:
    jan.say("/reactie Bel mij op 06-12345678 over de knoppen")
    jan.press("Verstuur")
    (item,) = records.inbox.items(ItemKind.FEEDBACK)
    assert "12345678" not in item.text
    assert item.reply_to is None


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize(
    ("language", "choices", "steps"),
    [
        (
            "nl",
            ["In metaal handelen", "Klaar", "Minder dan 50", "Goud", "Klaar", "Weet ik niet", "Een beleid"],
            "Stap",
        ),
        ("en", ["Trade in metal", "Done", "Fewer than 50", "Gold", "Done", "Do not know", "A policy"], "Step"),
    ],
)
def test_the_guided_start_leads_to_a_plan_of_six_steps_with_references(
    api: BotApi, language: str, choices: list[str], steps: str
) -> None:
    phone = Phone(api, api.people.user("Kim", language))
    asked = phone.say("/plan")
    for choice in choices:
        before = asked.now
        api.people.press(phone.user, asked, choice)
        api.world.wait_until(lambda before=before: asked.now is not before, timeout=15)
    plan = whole(phone.press("Klaar" if language == "nl" else "Done", asked, buttons=True))
    assert [number for number in range(1, 7) if f"{steps} {number}: " in plan] == [1, 2, 3, 4, 5, 6]
    assert "[1] " in plan
    (gone,) = phone.press("Klaar" if language == "nl" else "Done", asked)
    assert "/plan" in gone.text


@pytest.mark.usefixtures("answering")
def test_sources_are_listed_and_a_place_is_read(jan: Phone) -> None:
    listed = jan.say("/bronnen")
    assert "• UNGP: editie 2011 · geldt nu" in listed.text
    assert "eerste termijn" in listed.text
    assert "tweede termijn" in listed.text
    place = jan.say("/bronnen UNGP 17")
    assert place.text.startswith("UNGP 17")
    assert "Onze samenvatting" in place.text
    choice = jan.say("/bronnen artikel 8")
    opened = jan.press(list(choice.buttons)[1], choice)[0]
    assert "artikel 8" in opened.text
    assert "Deze plaats ken ik niet" in jan.say("/bronnen kwikstaart").text


@pytest.mark.usefixtures("answering")
def test_links_from_elsewhere_open_a_place_a_starter_and_the_conversation_of_the_website(
    api: BotApi, jan: Phone, behind: Behind, records: Records
) -> None:
    behind.desk.ask(DUTCH, Channel.WEB, "a-conversation-of-the-web")
    code = records.handovers.offer("a-conversation-of-the-web")
    assert "verder met uw gesprek" in jan.after(lambda: api.people.start(jan.user, f"c_{code}"))[0].text
    assert "Begrepen als:" in whole(jan.ask("en wat als hij weigert?"))
    assert "al gebruikt" in jan.after(lambda: api.people.start(jan.user, f"c_{code}"))[0].text
    payload = place_payload(Reference("ungp-2011", "17"))
    assert jan.after(lambda: api.people.start(jan.user, payload))[0].text.startswith("UNGP 17")
    assert "bronnen" in jan.after(lambda: api.people.start(jan.user, "s_1"), buttons=True)[-1].text.lower()


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("payload", ["p_", "p_%%%", "p_Zm9v", "s_99", "s_²", "c_", "nonsense-nonsense"])
def test_a_link_that_says_nothing_we_know_does_no_harm(api: BotApi, jan: Phone, payload: str) -> None:
    allowed = payload if re.fullmatch(r"[A-Za-z0-9_-]+", payload) else None
    act = (lambda: api.people.start(jan.user, allowed)) if allowed else (lambda: jan.write(f"/start {payload}"))
    assert len(jan.after(act)[0].text) > 20


@pytest.mark.usefixtures("answering")
def test_markup_in_a_question_stays_text(jan: Phone) -> None:
    jan.ask(DUTCH)
    messages = jan.ask("</blockquote><a href='tg://user?id=1'>en</a> <b>wat als hij weigert & liegt < 3?")
    assert not any(
        kind in ("text_mention", "bold") and "hij weigert" in text for m in messages for kind, text in m.entities
    )


@pytest.mark.usefixtures("answering")
def test_a_long_answer_is_split_into_messages_of_which_the_last_has_the_buttons(jan: Phone) -> None:
    jan.ask(DUTCH)
    messages = jan.press("Bronnen")
    jan.say("/hulp")
    sources = [message for message in jan.heard if message.text.startswith(("Bronnen", "["))]
    assert all(len(message.text.encode("utf-16-le")) // 2 <= 4096 for message in sources)
    assert messages[0].rows == []


@pytest.mark.usefixtures("answering")
def test_deleting_gives_a_receipt_and_leaves_nothing(jan: Phone, records: Records) -> None:
    answer = jan.ask(DUTCH)[-1]
    jan.press("Nuttig", answer)
    jan.say("/secretariaat Mag dit?")
    jan.press("Verstuur")
    jan.say("/nieuw")
    jan.ask("Wat is invloed?")
    assert jan.after(lambda: jan.write("/verwijder"))[0].buttons.keys() == {"Ja, wis alles", "Nee, bewaar het"}
    (receipt,) = jan.press("Ja, wis alles")
    assert "vragen met antwoord: 2" in receipt.text
    assert "regels in het vragenlog: 2" in receipt.text
    assert "meningen en opmerkingen: 2" in receipt.text
    assert records.inbox.count() == 0
    assert records.question_log.count() == 0
    assert "te oud" in jan.press("Bronnen", answer)[0].text


@pytest.mark.usefixtures("answering")
def test_a_pause_is_told_with_its_reason_and_ends(jan: Phone, mary: Phone, records: Records) -> None:
    records.pauses.pause(Channel.TELEGRAM, "We werken aan de bronnen.", "We are working on the sources.")
    assert "We werken aan de bronnen." in jan.say(DUTCH).text
    assert "We are working on the sources." in mary.say(ENGLISH).text
    assert "Wat er bewaard" in jan.say("/hulp").text or "/privacy" in jan.heard[-1].text
    records.pauses.resume(Channel.TELEGRAM)
    assert whole(jan.ask(DUTCH)).count("Volgende stappen") == 1


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("kind", ["voice", "photo", "document", "sticker", "forward", "edit", "command"])
def test_what_cannot_be_answered_gets_a_polite_sentence(api: BotApi, jan: Phone, kind: str) -> None:
    people = api.people
    acts = {
        "voice": lambda: people.send_voice(jan.user),
        "photo": lambda: people.send_photo(jan.user, "Wat is dit?"),
        "document": lambda: people.send_document(jan.user, "beleid.pdf"),
        "sticker": lambda: people.send_sticker(jan.user),
        "forward": lambda: people.forward(jan.user, "Wat is invloed?"),
        "edit": lambda: people.edit(people.say(jan.user, "/taal"), "Wat is invloed?"),
        "command": lambda: jan.write("/bestaatniet"),
    }
    said = jan.after(acts[kind])
    sentence = (said if kind != "edit" or len(said) > 1 else [*said, *jan.after(lambda: None)])[-1].text
    assert re.search(r"[Tt]yp|nieuw bericht|/hulp", sentence)


@pytest.mark.usefixtures("answering")
def test_many_chats_at_once_all_get_their_answers_in_order(api: BotApi) -> None:
    people = [Phone(api, api.people.user(f"Person {number}")) for number in range(25)]
    for phone in people:
        phone.write("Wat is invloed?")
        phone.write("UNGP 17")
    for phone in people:
        api.world.wait_until(lambda phone=phone: sum(bool(message.rows) for message in phone.heard) == 2, timeout=60)
        assert "UNGP 17" in phone.heard[-1].text


@pytest.mark.usefixtures("answering")
def test_a_command_in_between_makes_the_next_message_a_question_again(jan: Phone) -> None:
    jan.say("/secretariaat")
    jan.say("/taal")
    assert "Volgende stappen" in whole(jan.ask(DUTCH))


@pytest.mark.usefixtures("answering")
def test_buttons_of_the_last_conversation_still_work(jan: Phone) -> None:
    answer = jan.ask(DUTCH)[-1]
    jan.say("/nieuw")
    assert jan.press("Bronnen", answer)[0].text.startswith("Bronnen")


@pytest.mark.usefixtures("answering")
def test_photos_that_were_sent_together_get_one_sentence(api: BotApi, jan: Phone) -> None:
    photo = api.people.send_photo(jan.user)
    api.world.wait_for(jan.user)
    for number in range(3):
        api.world.updates.add("message", photo.json | {"message_id": 900 + number, "media_group_id": "album"})
    jan.write("/taal")
    api.world.wait_until(lambda: jan.heard[-1].text.startswith("Ik antwoord"))
    assert ["foto" in message.text for message in jan.heard] == [True, True, False]
