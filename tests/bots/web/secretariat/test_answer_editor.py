"""Writing an approved answer."""

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.approved_answer import State
from bots.web.secretariat.answer_form import AnswerForm
from bots.web.secretariat.approval import PATH
from knowledge.references import Reference
from tests.bots.web.secretariat.drafts import PLACE, a_draft, kept
from tests.bots.web.secretariat.test_answer_form import fields
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]


def typed(action: str, version: int = 0, **changes: str) -> dict[str, str]:
    """A filled-in form, posted with one of its buttons."""
    form = {name: str(value) for name, value in fields(AnswerForm.of(a_draft())).items()}
    return form | {"action": action, "version": str(version)} | changes


def test_a_new_answer_is_kept_as_a_draft_and_noted(browser_of: BrowserOf, site: Site) -> None:
    response = browser_of(Role.EDITOR).post(f"{PATH}/new", data=typed("save"))
    answer = site.records.approved.newest()[0]
    assert response.url.path == f"{PATH}/{answer.id}"
    assert (answer.draft, answer.state, answer.changed_by) == (a_draft(), State.DRAFT, "editor")
    assert site.records.audit.entries()[0].action == "answer_added"


def test_a_change_is_the_next_version(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site)
    browser_of(Role.EDITOR).post(f"{PATH}/{answer.id}/edit", data=typed("save", 1, nl_question="Wat nu?"))
    newest = site.records.approved.get(answer.id)
    assert (newest.version, newest.nl.question) == (2, "Wat nu?")
    assert site.records.audit.entries()[0].details == {"version": 2}


def test_who_saves_after_somebody_else_sees_the_difference_and_keeps_what_was_typed(
    browser_of: BrowserOf, site: Site
) -> None:
    answer = kept(site)
    site.records.approved.save(answer.id, 1, a_draft(nl="Die van ed?"), "ed")
    browser = browser_of(Role.EDITOR)
    response = browser.post(f"{PATH}/{answer.id}/edit", data=typed("save", 1, nl_question="Die van mij?"))
    assert response.status_code == 409
    assert '<ins lang="nl">Die van ed?</ins>' in response.text
    assert re.search(r'id="nl_question"[^>]*>\s*Die van mij\?</textarea>', response.text)
    assert '<input type="hidden" name="version" value="2">' in response.text
    browser.post(f"{PATH}/{answer.id}/edit", data=typed("save", 2, nl_question="Die van mij?"))
    mine, theirs, _ = site.records.approved.versions(answer.id)
    assert (mine.nl.question, theirs.nl.question) == ("Die van mij?", "Die van ed?")


def test_a_search_offers_places_and_loses_nothing(browser_of: BrowserOf, site: Site) -> None:
    data = typed("search", search="not known", nl_question="Prijs?")
    response = browser_of(Role.EDITOR).post(f"{PATH}/new", data=data)
    assert "1 plaats gevonden" in response.text
    assert 'name="found" value="pact/fees"' in response.text
    assert re.search(r'id="nl_question"[^>]*>\s*Prijs\?</textarea>', response.text)
    assert site.records.approved.newest() == []


def test_ticked_places_are_added_to_the_chosen_row(browser_of: BrowserOf) -> None:
    data = typed("add", search="not known", row="sentence_0", found="pact/fees")
    page = browser_of(Role.EDITOR).post(f"{PATH}/new", data=data).text
    assert f'name="sentence_0_places" value="{PLACE} pact/fees"' in page


def test_more_rows_can_be_asked_for(browser_of: BrowserOf) -> None:
    page = browser_of(Role.EDITOR).post(f"{PATH}/new", data=typed("rows", sentence_1_nl="Twee.", sentence_2_nl="Drie."))
    assert 'name="sentence_4_nl"' in page.text
    assert 'name="sentence_5_nl"' not in page.text


def test_what_cannot_be_read_is_said_at_its_field(browser_of: BrowserOf, site: Site) -> None:
    response = browser_of(Role.EDITOR).post(f"{PATH}/new", data=typed("save", sentence_0_places="artikel 5"))
    assert response.status_code == 422
    assert "“artikel” is geen verwijzing" in response.text
    assert 'aria-describedby="places-hint sentence_0-problem" aria-invalid="true"' in response.text
    assert site.records.approved.newest() == []


def test_a_search_for_nothing_that_can_be_asked_finds_nothing(browser_of: BrowserOf) -> None:
    page = browser_of(Role.EDITOR).post(f"{PATH}/new", data=typed("search", search="?!")).text
    assert "0 plaatsen gevonden" in page


def test_readers_cannot_write(browser_of: BrowserOf, site: Site) -> None:
    browser = browser_of(Role.READER)
    assert browser.get(f"{PATH}/new").status_code == 403
    assert browser.post(f"{PATH}/new", data=typed("save")).status_code == 403
    assert site.records.approved.newest() == []


def test_the_form_of_an_answer_holds_what_was_kept(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site)
    page = browser_of(Role.EDITOR).get(f"{PATH}/{answer.id}/edit").text
    assert re.search(r'name="sentence_0_en"[^>]*>\s*Take children away\.</textarea>', page)
    assert f'name="sentence_0_places" value="{Reference.parse(PLACE)}"' in page
