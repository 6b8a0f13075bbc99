"""One approved answer: looking at it, and deciding on it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.approved_answer import ApprovedSentence, State
from bots.web.secretariat.approval import PATH
from tests.assistant.approvals import YESTERDAY
from tests.bots.web.secretariat.drafts import QUESTION, a_draft, kept
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]


def test_an_answer_is_shown_as_on_the_web_and_in_telegram_in_both_languages(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site)
    page = browser_of(Role.READER).get(f"{PATH}/{answer.id}").text
    assert page.count('<article class="turn"') == 2
    assert page.count('<div class="message">') >= 2
    assert "Haal kinderen weg." in page
    assert "Take children away." in page
    assert "<blockquote expandable>" in page
    assert "Niets staat in de weg" in page


def test_what_is_typed_cannot_break_out_of_the_preview(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, draft=a_draft(nl="<script>x</script>"))
    page = browser_of(Role.READER).get(f"{PATH}/{answer.id}").text
    assert "<script>x" not in page


def test_approving_puts_it_into_use_and_into_the_trail(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site)
    response = browser_of(Role.APPROVER).post(f"{PATH}/{answer.id}/approve", data={"version": 1})
    assert "Vanaf nu krijgt iedereen" in response.text
    assert [each.id for each in site.records.approved.approved()] == [answer.id]
    entry = site.records.audit.entries()[0]
    assert (entry.user, entry.action, entry.target) == ("approver", "answer_approved", answer.id)
    assert entry.details == {"version": 2}


def test_what_is_doubted_is_shown_and_has_to_be_looked_at(browser_of: BrowserOf, site: Site) -> None:
    draft = a_draft()
    places = draft.nl.sentences[0].references
    late = replace(draft.nl, sentences=(ApprovedSentence("Haal kinderen weg binnen 90 dagen.", places),))
    answer = kept(site, draft=replace(draft, nl=late))
    browser = browser_of(Role.APPROVER)
    page = browser.get(f"{PATH}/{answer.id}").text
    assert "<strong>Zin 1 (Nederlands)</strong>: 90 staat in geen van de plaatsen" in page
    assert "Alleen in het Nederlands: 90." in page
    for looked in ("", "other"):
        refused = browser.post(f"{PATH}/{answer.id}/approve", data={"version": 1, "looked": looked})
        assert (refused.status_code, "vink aan dat u dat deed" in refused.text) == (422, True)
    looked_at = re.findall(r'name="looked" value="(\w+)"', page)
    browser.post(f"{PATH}/{answer.id}/approve", data={"version": 1, "looked": looked_at})
    assert [each.id for each in site.records.approved.approved()] == [answer.id]
    assert site.records.audit.entries()[0].details == {"version": 2, "doubts": 2}


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.OPERATOR])
@pytest.mark.parametrize("action", ["approve", "withdraw"])
def test_only_approvers_decide(browser_of: BrowserOf, site: Site, role: Role, action: str) -> None:
    answer = kept(site)
    assert browser_of(role).post(f"{PATH}/{answer.id}/{action}", data={"version": 1}).status_code == 403
    assert site.records.approved.get(answer.id) == answer


def test_of_two_who_decide_at_once_one_is_told(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site)
    site.records.approved.save(answer.id, 1, a_draft(nl="Wat nu?"), "ed")
    response = browser_of(Role.APPROVER).post(f"{PATH}/{answer.id}/approve", data={"version": 1})
    assert response.status_code == 409
    assert "ed heeft dit antwoord intussen gewijzigd" in response.text
    assert "Wat nu?" in response.text
    assert site.records.approved.approved() == []


def test_what_stands_in_the_way_is_named_and_cannot_be_passed(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, draft=replace(a_draft(place="principles/99"), valid_until=YESTERDAY))
    browser = browser_of(Role.APPROVER)
    page = browser.get(f"{PATH}/{answer.id}").text
    assert "leidt naar geen plaats" in page
    assert "is voorbij" in page
    assert "Keur goed" not in page
    assert browser.post(f"{PATH}/{answer.id}/approve", data={"version": 1}).status_code == 422


def test_why_an_answer_was_withdrawn_is_told_to_readers(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.WITHDRAWN)
    site.records.approved.save(answer.id, 3, a_draft(nl="Wat nu?"), "ed")
    reader = browser_of(Role.READER)
    for page in (reader.get(f"{PATH}/{answer.id}").text, reader.get(f"{PATH}/{answer.id}/versions").text):
        assert "Reden: Het klopt niet meer." in page
    assert "Ingetrokken met versie 3, door ann op" in reader.get(f"{PATH}/{answer.id}").text


def test_an_answer_that_came_back_is_no_longer_said_to_be_withdrawn(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.WITHDRAWN)
    site.records.approved.approve(answer.id, 3, "ann", site.index)
    assert "Reden:" not in browser_of(Role.READER).get(f"{PATH}/{answer.id}").text


def test_withdrawing_needs_a_reason_which_the_trail_keeps(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.APPROVED)
    browser = browser_of(Role.APPROVER)
    refused = browser.post(f"{PATH}/{answer.id}/withdraw", data={"version": 2, "reason": " "})
    assert (refused.status_code, "waarom" in refused.text) == (422, True)
    browser.post(f"{PATH}/{answer.id}/withdraw", data={"version": 2, "reason": "De wet is veranderd."})
    assert site.records.approved.approved() == []
    entry = site.records.audit.entries()[0]
    assert (entry.action, entry.details["reason"]) == ("answer_withdrawn", "De wet is veranderd.")


def test_an_edit_of_an_answer_in_use_says_which_version_is_given(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.APPROVED)
    site.records.approved.save(answer.id, 2, a_draft(nl="Wat nu?"), "ed")
    page = browser_of(Role.READER).get(f"{PATH}/{answer.id}").text
    assert "Versie 2 is in gebruik" in page


def test_all_versions_are_shown_with_what_changed(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.APPROVED)
    site.records.approved.save(answer.id, 2, a_draft(nl="Wat nu?"), "ed")
    page = browser_of(Role.READER).get(f"{PATH}/{answer.id}/versions").text
    assert '<ins lang="nl">Wat nu?</ins>' in page
    assert f'<del lang="nl">{QUESTION}</del>' in page
    assert "De tekst is gelijk" in page
    assert "de eerste versie" in page


@pytest.mark.parametrize("path", ["", "/versions", "/edit"])
def test_an_answer_that_is_not_there_is_not_found(browser_of: BrowserOf, path: str) -> None:
    assert browser_of(Role.APPROVER).get(f"{PATH}/nothing{path}").status_code == 404


@pytest.mark.parametrize("action", ["approve", "withdraw", "edit"])
def test_nothing_can_be_done_to_what_is_not_there(browser_of: BrowserOf, action: str) -> None:
    data = {"version": "1", "reason": "x", "action": "save", "valid_until": "2030-01-01"}
    assert browser_of(Role.APPROVER).post(f"{PATH}/nothing/{action}", data=data).status_code == 404
