"""The pages of approved answers, as a browser gets them."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.approved_answer import ApprovedAnswer
from bots.answer_records import quote_mark
from tests.assistant.approvals import YESTERDAY, a_draft, a_text
from tests.bots.web.small_site import Site

PLACES = ["principles/17"]


@pytest.fixture
def approved(site: Site) -> ApprovedAnswer:
    draft = a_draft(places=PLACES)
    steps = a_text("", "Ask <the> mine.", places=PLACES).sentences
    first = site.records.approved.add(replace(draft, en=replace(draft.en, next_steps=steps)), "ed")
    return site.records.approved.approve(first.id, 1, "ann", site.index)


def test_the_page_tells_the_answer_in_both_languages_and_what_it_rests_on(
    client: TestClient, approved: ApprovedAnswer
) -> None:
    english = client.get(f"/bron/approved/{approved.id}?lang=en")
    assert english.status_code == 200
    for words in ("What must buyers do?", "Buyers ask about it.", "Ask &lt;the&gt; mine.", "Approved on", "UNGP 17"):
        assert words in english.text
    assert 'href="/bron/principles/17?lang=en"' in english.text
    dutch = client.get(f"/bron/approved/{approved.id}?lang=nl").text
    assert "Kopers vragen ernaar." in dutch
    assert "Goedgekeurd op" in dutch


def test_a_quote_is_marked(client: TestClient, approved: ApprovedAnswer) -> None:
    mark = quote_mark("Buyers ask about it.")
    page = client.get(f"/bron/approved/{approved.id}?lang=en&cited={mark}").text
    assert "<mark>Buyers ask about it.</mark>" in page
    assert page.count('id="quote"') == 1


def test_a_withdrawn_answer_says_so(client: TestClient, site: Site, approved: ApprovedAnswer) -> None:
    site.records.approved.withdraw(approved.id, approved.version, "ann", "Het klopt niet meer.")
    page = client.get(f"/bron/approved/{approved.id}?lang=nl")
    assert (page.status_code, page.headers["cache-control"]) == (410, "no-store")
    assert "ingetrokken" in page.text
    assert "Kopers vragen ernaar." not in page.text


def test_an_answer_past_its_last_day_says_so(
    client: TestClient, site: Site, approved: ApprovedAnswer, monkeypatch: pytest.MonkeyPatch
) -> None:
    lapsed = replace(approved, valid_until=YESTERDAY)
    monkeypatch.setattr(site.records.approved, "last_decision", lambda answer_id: lapsed)
    page = client.get(f"/bron/approved/{approved.id}?lang=en")
    assert page.status_code == 410
    assert "no longer holds" in page.text


def test_an_edit_that_is_not_approved_is_not_shown(client: TestClient, site: Site, approved: ApprovedAnswer) -> None:
    site.records.approved.save(approved.id, approved.version, a_draft(en="Who asks?", places=PLACES), "ed")
    assert "Who asks?" not in client.get(f"/bron/approved/{approved.id}?lang=en").text


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_never_approved_has_no_page(client: TestClient, site: Site, kept: bool) -> None:
    answer_id = site.records.approved.add(a_draft(places=PLACES), "ed").id if kept else "none"
    assert client.get(f"/bron/approved/{answer_id}").status_code == 404
