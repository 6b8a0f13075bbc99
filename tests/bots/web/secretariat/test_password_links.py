"""Choosing a password with a link."""

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from bots.web.secretariat.words import say
from knowledge.language import Language
from tests.bots.web.small_site import Site

NEW = "zes kratten met zink"


@pytest.fixture
def link(site: Site) -> str:
    site.records.accounts.add("anna", "Anna", Role.READER, by="op")
    return "/secretariat/password/" + site.records.accounts.offer_link("anna", by="op")


def test_who_has_a_link_chooses_a_password_and_is_in(browser: TestClient, link: str) -> None:
    assert say("link.lead", Language.NL, name="anna") in browser.get(link).text
    page = browser.post(link, data={"new": NEW, "again": NEW})
    assert (page.status_code, page.url.path) == (200, "/secretariat/overview")


def test_looking_at_the_page_does_not_use_the_link(browser: TestClient, link: str) -> None:
    for _ in range(3):
        assert browser.get(link).status_code == 200


@pytest.mark.parametrize(
    ("new", "again"), [("kort", "kort"), (NEW, NEW + "!"), ("", ""), ("anna anna anna", "anna anna anna")]
)
def test_a_bad_password_leaves_the_link_good(browser: TestClient, link: str, new: str, again: str) -> None:
    refused = browser.post(link, data={"new": new, "again": again})
    assert refused.status_code == 422
    assert "aria-invalid" in refused.text
    assert browser.post(link, data={"new": NEW, "again": NEW}).url.path == "/secretariat/overview"


def test_a_link_works_once(browser: TestClient, link: str) -> None:
    browser.post(link, data={"new": NEW, "again": NEW})
    for answer in (browser.get(link), browser.post(link, data={"new": NEW, "again": NEW})):
        assert answer.status_code == 404
        assert say("link.expired", Language.NL) in answer.text


@pytest.mark.parametrize("token", ["unknown", "x" * 3000, "%00", "é"])
def test_an_unknown_link_opens_nothing(browser: TestClient, link: str, token: str) -> None:
    assert browser.get(f"/secretariat/password/{token}").status_code == 404
