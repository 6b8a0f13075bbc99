"""The secretariat's inbox."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.inbox_items import ItemKind, Rating, Reason, State
from assistant.questions import Channel
from bots.words import say
from knowledge.language import Language
from tests.assistant.inbox_items import an_item
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]
PATH = "/secretariat/inbox"
SENDER = "a-sender-that-nobody-may-see"


def sent(site: Site, name: str = "a", text: str = "Mag dit wel?", **changes: object) -> str:
    """A question in the inbox, from a chat."""
    now = datetime.now(UTC)
    given = {"sender": SENDER, "reply_to": "9876543210", "sent_at": now, "consent": now, "language": Language.NL}
    site.records.inbox.add(replace(an_item(name, text=text), **given | changes))
    return f"{PATH}/{name}"


def asked(site: Site) -> str:
    """A question that was asked and answered; the id of its answer."""
    return site.desk.ask("Wat bij kinderarbeid?", Channel.WEB, "conversation-of-somebody").answer_id


def test_an_item_is_listed_and_counted_until_somebody_is_done_with_it(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    editor = browser_of(Role.EDITOR)
    page = editor.get(PATH).text
    assert "Mag dit wel?" in page
    assert "(1 nieuw bericht)" in page
    editor.post(f"{path}/set_state", data={"version": 1, "state": "dismissed"})
    page = editor.get(PATH).text
    assert "Mag dit wel?" not in page
    assert "nieuw bericht" not in page
    assert "Mag dit wel?" in editor.get(PATH, params={"state": "dismissed"}).text


def test_choices_stand_in_the_address_and_unknown_ones_choose_all(browser_of: BrowserOf, site: Site) -> None:
    sent(site)
    reader = browser_of(Role.READER)
    assert "Mag dit wel?" not in reader.get(PATH, params={"kind": "feedback"}).text
    assert "Mag dit wel?" in reader.get(PATH, params={"kind": "nonsense", "state": "nonsense", "whose": "x"}).text
    assert "Mag dit wel?" not in reader.get(PATH, params={"whose": "mine"}).text


def test_a_long_list_has_pages_that_keep_the_choice(browser_of: BrowserOf, site: Site) -> None:
    for number in range(51):
        sent(site, f"item-{number}")
    reader = browser_of(Role.READER)
    first = reader.get(PATH, params={"kind": "question"}).text
    assert first.count("<tr class=") == 50
    [following] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = reader.get(following.replace("&amp;", "&")).text
    assert second.count("<tr class=") == 1
    assert "kind=question" in following


def test_nobody_sees_who_sent_an_item(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    editor = browser_of(Role.EDITOR)
    editor.post(f"{path}/reply", data={"version": 1, "text": "Ja."})
    for page in (editor.get(PATH, params={"state": "all"}).text, editor.get(path).text):
        assert SENDER not in page
        assert "9876543210" not in page


def test_a_reply_goes_to_where_the_question_came_from(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    page = browser_of(Role.EDITOR).post(f"{path}/reply", data={"version": 1, "text": " Ja, \r\ndat mag. "}).text
    assert "Het antwoord is verstuurd." in page
    assert "wacht op verzending" in page
    delivery = site.records.outbox.take(Channel.TELEGRAM)
    assert delivery is not None
    assert (delivery.address, delivery.text) == ("9876543210", "Ja, \ndat mag.")
    item = site.records.inbox.get("a")
    assert item is not None
    assert item.state is State.ANSWERED


def test_a_question_is_not_called_answered_without_a_reply(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    response = browser_of(Role.EDITOR).post(f"{path}/set_state", data={"version": 1, "state": "answered"})
    assert response.status_code == 422
    assert 'value="answered"' not in browser_of(Role.EDITOR).get(path).text


def test_an_empty_reply_is_asked_for_again(browser_of: BrowserOf, site: Site) -> None:
    response = browser_of(Role.EDITOR).post(f"{sent(site)}/reply", data={"version": 1, "text": "  "})
    assert response.status_code == 422
    assert "Schrijf eerst een antwoord." in response.text
    assert site.records.replies.to("a") == []


def test_of_two_who_reply_one_is_told_and_keeps_what_they_wrote(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    browser_of(Role.APPROVER).post(f"{path}/reply", data={"version": 1, "text": "Van de een."})
    response = browser_of(Role.EDITOR).post(f"{path}/reply", data={"version": 1, "text": "Van de ander."})
    assert response.status_code == 409
    assert "approver heeft dit intussen gewijzigd" in response.text
    assert "Van de ander.</textarea>" in response.text
    assert [reply.text for reply in site.records.replies.to("a")] == ["Van de een."]


def test_somebody_is_made_to_deal_with_an_item(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    editor = browser_of(Role.EDITOR)
    assert "Dit is toegewezen." in editor.post(f"{path}/assign", data={"version": 1, "assignee": "editor"}).text
    assert "Mag dit wel?" in editor.get(PATH, params={"whose": "mine"}).text
    assert editor.post(f"{path}/assign", data={"version": 2, "assignee": "a stranger"}).status_code == 422


def test_feedback_is_shown_with_its_reason_and_the_answer_as_it_was(browser_of: BrowserOf, site: Site) -> None:
    answer_id = asked(site)
    inbox = site.records.inbox
    inbox.rate(answer_id, SENDER, Rating.NOT_HELPFUL, Channel.WEB, Language.NL)
    reader = browser_of(Role.READER)
    assert "Oordeel over een antwoord</td>" not in reader.get(PATH).text
    inbox.give_reason(answer_id, SENDER, Reason.OUTDATED)
    [item] = inbox.items(ItemKind.FEEDBACK)
    assert f"{PATH}/{item.id}" in reader.get(PATH).text
    page = reader.get(f"{PATH}/{item.id}").text
    assert say("reason.outdated", Language.NL) in page
    assert "Wat bij kinderarbeid?" in page
    assert "Blijf en help eerst de kinderen." in page
    assert "conversation-of-somebody" not in page


def test_an_answer_that_was_erased_is_not_shown(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site, answer_id=asked(site))
    site.records.conversations.erase("conversation-of-somebody")
    assert "Het antwoord is niet meer bewaard." in browser_of(Role.READER).get(path).text


def test_an_answered_question_can_become_an_approved_answer(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    editor = browser_of(Role.EDITOR)
    offer = f'href="/secretariat/approved/new?item={path.rsplit("/", 1)[1]}"'
    assert offer not in editor.get(path).text
    assert offer in editor.post(f"{path}/reply", data={"version": 1, "text": "Ja."}).text


def test_a_reader_looks_and_changes_nothing(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    reader = browser_of(Role.READER)
    page = reader.get(path).text
    assert "Mag dit wel?" in page
    assert f'action="{path}' not in page
    for action, data in (
        ("reply", {"text": "Ja."}),
        ("assign", {"assignee": "reader"}),
        ("set_state", {"state": "new"}),
    ):
        assert reader.post(f"{path}/{action}", data={"version": 1} | data).status_code == 403


def test_an_operator_sees_no_questions(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    operator = browser_of(Role.OPERATOR)
    assert [operator.get(address).status_code for address in (PATH, path)] == [403, 403]


def test_what_is_done_is_noted_without_texts(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site)
    editor = browser_of(Role.EDITOR)
    editor.post(f"{path}/assign", data={"version": 1, "assignee": "editor"})
    editor.post(f"{path}/set_state", data={"version": 2, "state": "in_progress"})
    editor.post(f"{path}/reply", data={"version": 3, "text": "Geheim antwoord."})
    entries = site.records.audit.entries()[:3]
    assert [(entry.user, entry.action, entry.target) for entry in entries] == [
        ("editor", "inbox_replied", "a"),
        ("editor", "inbox_state_changed", "a"),
        ("editor", "inbox_assigned", "a"),
    ]
    assert "Geheim" not in str(entries)


def test_an_item_that_is_gone_is_not_found(browser_of: BrowserOf) -> None:
    editor = browser_of(Role.EDITOR)
    assert editor.get(f"{PATH}/nothing").status_code == 404
    assert editor.post(f"{PATH}/nothing/assign", data={"version": 1}).status_code == 404


def test_hostile_text_is_only_text(browser_of: BrowserOf, site: Site) -> None:
    path = sent(site, text="<script>alert(1)</script>")
    for page in (browser_of(Role.READER).get(PATH).text, browser_of(Role.READER).get(path).text):
        assert "<script>alert" not in page
