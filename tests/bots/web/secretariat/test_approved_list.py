"""The list of approved answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.approved_answer import State
from bots.web.secretariat.approval import PATH
from tests.bots.web.secretariat.drafts import PLACE, QUESTION, a_draft, kept
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]


def section(page: str, name: str) -> str:
    """What stands under a heading."""
    start = page.index(f'<h2 id="{name}"')
    end = page.find("<h2", start + 1)
    return page[start : end if end > 0 else len(page)]


def test_answers_stand_under_their_state(browser_of: BrowserOf, site: Site) -> None:
    kept(site, State.APPROVED, a_draft(nl="In gebruik?"))
    kept(site, State.DRAFT, a_draft(nl="Nog niet?"))
    kept(site, State.WITHDRAWN, a_draft(nl="Niet meer?"))
    page = browser_of(Role.READER).get(PATH).text
    assert "In gebruik?" in section(page, "in-use")
    assert "Nog niet?" in section(page, "drafts")
    assert "Niet meer?" in section(page, "withdrawn")


def test_a_change_of_an_answer_in_use_stands_under_both(browser_of: BrowserOf, site: Site) -> None:
    answer = kept(site, State.APPROVED)
    site.records.approved.save(answer.id, answer.version, a_draft(), "ed")
    page = browser_of(Role.READER).get(PATH).text
    assert QUESTION in section(page, "in-use")
    assert QUESTION in section(page, "drafts")


def test_what_lapses_soon_is_reminded_of(browser_of: BrowserOf, site: Site) -> None:
    soon = replace(a_draft(nl="Morgen?"), valid_until=date.today() + timedelta(days=1))
    later = replace(a_draft(nl="Later?"), valid_until=date.today() + timedelta(days=40))
    kept(site, State.APPROVED, soon)
    kept(site, State.APPROVED, later)
    due = section(browser_of(Role.READER).get(PATH).text, "due")
    assert "Morgen?" in due
    assert "Later?" not in due


def test_an_answer_whose_place_was_changed_is_flagged(
    browser_of: BrowserOf, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(site, State.APPROVED)
    browser = browser_of(Role.READER)
    assert 'id="moved"' not in browser.get(PATH).text
    changed = tuple(replace(p, heading="Anders") if str(p.reference) == PLACE else p for p in site.index.passages)
    monkeypatch.setattr(site.index, "passages", changed)
    moved = section(browser.get(PATH).text, "moved")
    assert QUESTION in moved
    assert "UNGP 17" in moved


def test_a_reader_is_not_offered_to_write(browser_of: BrowserOf) -> None:
    assert f"{PATH}/new" not in browser_of(Role.READER).get(PATH).text
    assert f"{PATH}/new" in browser_of(Role.EDITOR).get(PATH).text
