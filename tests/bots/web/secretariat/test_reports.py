"""The monthly reports on the secretariat's pages."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.questions import Channel
from assistant.reports import running_month
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]
PATH = "/secretariat/reports"
NOW = f"{PATH}/{running_month()}"


def ask(site: Site, conversations: int) -> None:
    """The same question in some conversations."""
    for number in range(conversations):
        site.desk.ask("Wat bij kinderarbeid?", Channel.WEB, f"conversation-{number:016}")


def test_the_list_has_a_year_of_months_and_their_exports(browser_of: BrowserOf) -> None:
    page = browser_of(Role.READER).get(PATH).text
    assert page.count("/xlsx") == page.count("/csv") == 13
    assert NOW in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_tells_figures_of_groups_that_may_be_shown(browser_of: BrowserOf, site: Site, language: str) -> None:
    ask(site, 3)
    page = browser_of(Role.READER).get(NOW, params={"lang": language})
    assert page.status_code == 200
    assert "<td>3</td>" in page.text
    assert "Wat bij kinderarbeid?" not in page.text


def test_a_group_that_is_too_small_is_in_no_page_and_no_export(browser_of: BrowserOf, site: Site) -> None:
    ask(site, 2)
    reader = browser_of(Role.READER)
    assert "Beantwoord uit de bronnen" not in reader.get(NOW).text
    assert "Beantwoord uit de bronnen" not in reader.get(f"{NOW}/csv").text
    ask(site, 3)
    assert "Beantwoord uit de bronnen" in reader.get(f"{NOW}/csv").text


def test_an_export_is_a_file_and_is_noted(browser_of: BrowserOf, site: Site) -> None:
    reader = browser_of(Role.READER)
    response = reader.get(f"{NOW}/xlsx")
    assert response.headers["content-disposition"] == f'attachment; filename="ketenwijzer-{running_month()}.nl.xlsx"'
    assert zipfile.is_zipfile(BytesIO(response.content))
    entry = site.records.audit.entries()[0]
    assert (entry.user, entry.action, entry.target, entry.details) == (
        "reader",
        "report_exported",
        str(running_month()),
        {"format": "xlsx"},
    )


@pytest.mark.parametrize("path", [f"{PATH}/2026-13", f"{PATH}/nothing", f"{PATH}/9998-12", f"{NOW}/pdf"])
def test_what_there_is_no_report_of_is_not_found(browser_of: BrowserOf, path: str) -> None:
    assert browser_of(Role.READER).get(path).status_code == 404


def test_an_operator_sees_no_reports(browser_of: BrowserOf) -> None:
    operator = browser_of(Role.OPERATOR)
    assert {operator.get(path).status_code for path in (PATH, NOW, f"{NOW}/csv")} == {403}
