"""The page of one group of questions."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.clusters import Queue, Status
from bots.web.secretariat.questions import PATH
from knowledge.language import Language
from tests.assistant.approvals import NEXT_MONTH
from tests.bots.web.secretariat.drafts import a_draft
from tests.bots.web.secretariat.groups import SAME, a_group, group
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]
SIX = (*SAME, "Wie doet mee?", "Who takes part?", "Welke bedrijven doen mee?")


def post(browser: TestClient, action: str, version: int = 1, **data: Any) -> httpx.Response:
    return browser.post(f"{PATH}/k1", data={"action": action, "version": version} | data)


def test_it_shows_questions_of_both_languages_and_the_figures(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    page = browser_of(Role.READER).get(f"{PATH}/k1").text
    assert '<li lang="nl">Wat kost meedoen?</li>' in page
    assert '<li lang="en">What does joining cost?</li>' in page
    assert "<dt>Gesprekken</dt><dd>3</dd>" in page


def test_a_reader_cannot_change_anything(browser_of: BrowserOf, site: Site) -> None:
    before = a_group(site)
    browser = browser_of(Role.READER)
    assert 'name="action"' not in browser.get(f"{PATH}/k1").text
    assert post(browser, "status", status="dismissed").status_code == 403
    assert group(site) == before


@pytest.mark.parametrize(
    ("action", "data", "expected", "details"),
    [
        ("status", {"status": "dismissed"}, ("status", Status.DISMISSED), {"status": "dismissed"}),
        ("take", {}, ("assignee", "editor"), {}),
        ("note", {"notes": " Vraag het na. "}, ("notes", "Vraag het na."), {}),
        ("rename", {"nl": "Kosten", "en": "Costs"}, ("label", {Language.NL: "Kosten", Language.EN: "Costs"}), {}),
    ],
)
def test_an_editor_changes_it_and_the_trail_says_so(
    browser_of: BrowserOf, site: Site, action: str, data: dict[str, str], expected: Any, details: dict[str, str]
) -> None:
    a_group(site)
    response = post(browser_of(Role.EDITOR), action, **data)
    assert 'role="status"' in response.text
    name, value = expected
    assert getattr(group(site), name) == value
    entry = site.records.audit.entries()[0]
    assert (entry.user, entry.action, entry.target, entry.details) == ("editor", f"cluster_{action}", "k1", details)


def test_nobody_deals_with_it_any_more(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    browser = browser_of(Role.EDITOR)
    post(browser, "take")
    post(browser, "release", 2)
    assert group(site).assignee is None
    assert site.records.audit.entries()[0].action == "cluster_release"


def test_of_two_who_change_it_at_once_one_is_told(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    site.records.clusters.note("k1", "Van ed.", 1, "ed")
    response = post(browser_of(Role.EDITOR), "note", notes="Van mij.")
    assert response.status_code == 409
    assert "ed heeft deze groep intussen gewijzigd" in response.text
    assert "Van ed.</textarea>" in response.text
    assert group(site).notes == "Van ed."


def test_ticked_questions_become_a_group_of_their_own(browser_of: BrowserOf, site: Site) -> None:
    a_group(site, questions=SIX)
    ticked = [each.answer_id for each in site.records.clusters.questions("k1") if each.text not in SAME]
    response = post(browser_of(Role.EDITOR), "split", question=ticked)
    made = response.url.path.rpartition("/")[2]
    assert made != "k1"
    assert {each.text for each in site.records.clusters.questions(made)} == set(SIX) - set(SAME)
    assert site.records.audit.entries()[0].details == {"questions": 3, "other": made}


def test_questions_in_the_same_words_are_shown_once_and_split_together(browser_of: BrowserOf, site: Site) -> None:
    a_group(site, questions=(*SAME, "Wie doet mee?", "wie doet mee", "Wie doet mee?"))
    browser = browser_of(Role.EDITOR)
    page = browser.get(f"{PATH}/k1").text
    found = re.findall(r'name="question" value="([^"]+)"> <span lang="nl">[Ww]ie doet', page)
    assert len(found) == 1
    made = post(browser, "split", question=found).url.path.rpartition("/")[2]
    assert len(site.records.clusters.questions(made)) == 3


def test_a_split_that_leaves_too_little_is_refused(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    response = post(browser_of(Role.EDITOR), "split", question=[])
    assert (response.status_code, "Vink" in response.text) == (422, True)


def test_groups_are_merged(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    a_group(site, "k2", queue=Queue.GAP)
    browser = browser_of(Role.EDITOR)
    assert 'value="k2:1"' in browser.get(f"{PATH}/k1", params={"other": "(k2)"}).text
    post(browser, "merge", with_group="k2:1")
    assert len(site.records.clusters.questions("k1")) == 6
    assert site.records.clusters.get("k2") is None
    assert site.records.audit.entries()[0].details == {"other": "k2"}


def test_questions_are_kept_as_examples(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    ticked = [each.answer_id for each in site.records.clusters.questions("k1")][:2]
    post(browser_of(Role.EDITOR), "keep", question=ticked)
    assert sum(example.approved for example in group(site).examples) == 2
    assert site.records.audit.entries()[0].details == {"questions": 2}


def test_a_group_that_is_gone_is_said_to_be(browser_of: BrowserOf) -> None:
    browser = browser_of(Role.EDITOR)
    assert browser.get(f"{PATH}/k1").status_code == 404
    assert "samengevoegd" in post(browser, "take").text


@pytest.mark.parametrize("data", [{"action": "paint", "version": 1}, {"action": "take"}, {"version": "x"}])
def test_what_no_button_posts_is_refused(browser_of: BrowserOf, site: Site, data: dict[str, Any]) -> None:
    a_group(site)
    assert browser_of(Role.EDITOR).post(f"{PATH}/k1", data=data).status_code == 422


def test_a_new_answer_starts_with_the_assistants_own_in_both_languages(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    page = browser_of(Role.EDITOR).get("/secretariat/approved/new", params={"cluster": "k1"}).text
    assert "Wat kost meedoen? (k1)</textarea>" in page
    assert "Blijf en help eerst de kinderen.</textarea>" in page
    assert "Stay and help the children first.</textarea>" in page
    assert '<input type="hidden" name="cluster" value="k1">' in page


def test_approving_its_answer_closes_a_group(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    draft = a_draft()
    answer = site.records.approved.add(type(draft)(draft.nl, draft.en, NEXT_MONTH, "k1"), "ed")
    browser_of(Role.APPROVER).post(f"/secretariat/approved/{answer.id}/approve", data={"version": 1})
    assert group(site).status is Status.APPROVED
    page = browser_of(Role.READER).get(f"{PATH}/k1").text
    assert f"/secretariat/approved/{answer.id}" in page
