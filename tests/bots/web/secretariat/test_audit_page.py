"""The page of the audit trail."""

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from bots.web.secretariat.words import say
from knowledge.language import Language
from tests.bots.web.small_site import Site

AUDIT = "/secretariat/audit"


@pytest.fixture
def operator(browser_of: Callable[[Role], TestClient]) -> TestClient:
    return browser_of(Role.OPERATOR)


def rows(page: str) -> list[list[str]]:
    """The cells of the table as text."""
    body = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]
        for row in body.split("<tr>")[1:]
    ]


def test_it_tells_who_did_what_to_what_in_words(operator: TestClient, site: Site) -> None:
    site.records.accounts.add("anna", "Anna", Role.EDITOR, by="operator")
    _, who, what, target, details = rows(operator.get(AUDIT).text)[0]
    assert (who, what, target, details) == ("operator", "gebruiker toegevoegd", "anna", "rol: Redacteur")


def test_a_failed_attempt_is_nobodys(operator: TestClient, browser: TestClient) -> None:
    browser.post("/secretariat/sign-in", data={"name": "operator", "password": "wrong"})
    _, who, what, target, details = rows(operator.get(AUDIT).text)[0]
    assert (who, what, target) == ("niet ingelogd", "inloggen mislukt", "operator")
    assert details == "adres: testclient"


def test_what_another_version_wrote_is_shown_as_it_is(operator: TestClient, site: Site) -> None:
    site.records.audit.write("<b>anna</b>", "library_burnt", "&amp;", passages=3)
    page = operator.get(AUDIT).text
    assert "<b>anna" not in page
    assert rows(page)[0][2:] == ["library_burnt", "&amp;amp;", "passages: 3"]


def test_older_entries_are_on_the_next_page(operator: TestClient, site: Site) -> None:
    for number in range(250):
        site.records.audit.write("anna", "counted", str(number))
    seen: list[str] = []
    address: str | None = AUDIT
    while address is not None:
        page = operator.get(address).text
        seen += [row[3] for row in rows(page) if row[2] == "counted"]
        found = re.search(r'href="(/secretariat/audit\?before=\d+)"', page)
        address = found.group(1) if found else None
    assert seen == [str(number) for number in reversed(range(250))]


def test_the_page_offers_nothing_to_change_or_delete(operator: TestClient) -> None:
    forms = re.findall(r'<form action="([^"]*)"', operator.get(AUDIT).text)
    assert forms == ["/secretariat/sign-out"]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert operator.request(method, AUDIT).status_code == 405


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 30])
def test_a_page_that_cannot_be_is_refused_or_empty(operator: TestClient, before: str) -> None:
    assert operator.get(AUDIT, params={"before": before}).status_code == 422


def test_before_the_first_entry_there_is_nothing(operator: TestClient) -> None:
    assert say("audit.none", Language.NL) in operator.get(AUDIT, params={"before": 1}).text
