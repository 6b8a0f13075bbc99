"""The queues of frequent questions."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.clusters import PAGE, Queue, Status
from bots.web.secretariat.questions import PATH
from tests.bots.web.secretariat.groups import SAME, a_group, group
from tests.bots.web.secretariat.people import with_session
from tests.bots.web.small_site import Site, an_app, secretariat_of

BrowserOf = Callable[[Role], TestClient]


def test_each_queue_holds_its_groups(browser_of: BrowserOf, site: Site) -> None:
    a_group(site, "known")
    a_group(site, "unknown", queue=Queue.GAP)
    browser = browser_of(Role.READER)
    answered, gap = browser.get(PATH).text, browser.get(PATH, params={"queue": "gap"}).text
    assert f'{PATH}/known"' in answered
    assert f'{PATH}/unknown"' not in answered
    assert f'{PATH}/unknown"' in gap
    assert "De bronnen hebben geen antwoord" in gap


def test_a_label_is_in_the_readers_language(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    browser = browser_of(Role.READER)
    assert "Wat kost meedoen? (k1)</a>" in browser.get(PATH).text
    assert "What does joining cost? (k1)</a>" in browser.get(PATH, params={"lang": "en"}).text


def test_groups_from_few_conversations_are_not_listed(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    with pytest.raises(AssertionError):
        a_group(site, "few", SAME[:2])
    assert f"{PATH}/few" not in browser_of(Role.READER).get(PATH).text


def test_choices_in_the_address_narrow_the_list_down(browser_of: BrowserOf, site: Site) -> None:
    a_group(site, "mine")
    a_group(site, "other")
    site.records.clusters.assign("mine", "reader", 1, "reader")
    site.records.clusters.set_status("other", Status.DISMISSED, 1, "reader")
    browser = browser_of(Role.READER)
    assert f'{PATH}/other"' not in browser.get(PATH, params={"assignee": "me"}).text
    assert f'{PATH}/mine"' not in browser.get(PATH, params={"status": "dismissed"}).text
    assert f'{PATH}/other"' not in browser.get(PATH, params={"text": "(mine)"}).text
    assert "geen vragen met deze keuzes" in browser.get(PATH, params={"text": "elders"}).text


def test_pages_lead_to_each_other_and_keep_the_choices(browser_of: BrowserOf, site: Site) -> None:
    for number in range(PAGE + 1):
        a_group(site, f"k{number}")
    browser = browser_of(Role.READER)
    first = browser.get(PATH, params={"order": "last"}).text
    assert f"{PATH}?order=last&amp;page=2" in first
    second = browser.get(PATH, params={"order": "last", "page": 2}).text
    assert "Pagina 2 van 2" in second
    assert "Volgende pagina" not in second
    assert second.count(f'href="{PATH}/k') == 1


def test_an_editor_has_the_questions_put_together_again(site: Site) -> None:
    begun: list[str] = []
    secretariat = replace(secretariat_of(site), put_together=lambda: begun.append("now"))
    browser = with_session(an_app(site, secretariat=secretariat), site.records, Role.EDITOR)
    page = browser.post(f"{PATH}/run")
    assert "worden bij elkaar gezet" in page.text
    assert begun == ["now"]
    assert site.records.audit.entries()[0].action == "clustering_started"


def test_a_reader_cannot_have_them_put_together(browser_of: BrowserOf) -> None:
    browser = browser_of(Role.READER)
    assert f"{PATH}/run" not in browser.get(PATH).text
    assert browser.post(f"{PATH}/run").status_code == 403


def test_a_status_is_said_in_words(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    site.records.clusters.set_status("k1", Status.IN_PROGRESS, group(site).version, "ed")
    assert "<td>in behandeling</td>" in browser_of(Role.READER).get(PATH).text


def test_a_list_is_there_within_a_third_of_a_second(browser_of: BrowserOf, site: Site) -> None:
    a_group(site)
    browser = browser_of(Role.READER)
    browser.get(PATH)
    started = time.perf_counter()
    browser.get(PATH)
    assert time.perf_counter() - started < 0.3
