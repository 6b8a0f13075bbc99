"""The overview page."""

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.questions import Channel
from bots.web.secretariat.overview import PATH, topic_words
from knowledge.language import Language
from tests.bots.web.small_site import Site

BrowserOf = Callable[[Role], TestClient]


def ask(site: Site, conversations: int, channel: Channel = Channel.WEB) -> None:
    for number in range(conversations):
        site.desk.ask("Wat kost meedoen?", channel, f"conversation-{channel}-{number}")


def test_questions_are_counted_by_day_and_channel(browser_of: BrowserOf, site: Site) -> None:
    ask(site, 6)
    ask(site, 3, Channel.API)
    page = browser_of(Role.READER).get(PATH).text
    assert re.search(r'<span class="figure">9</span> vragen', page)
    assert re.search(r'<rect class="bar web"[^>]+height="120.0"', page)
    assert re.search(r'<th scope="row">Website</th>\s*<td class="number">6</td>\s*<td class="number">67 %', page)


def test_groups_from_few_conversations_are_left_out_and_that_is_said(browser_of: BrowserOf, site: Site) -> None:
    ask(site, 3)
    ask(site, 2, Channel.TELEGRAM)
    page = browser_of(Role.READER).get(PATH).text
    section = page[page.index('id="by-channels"') : page.index('id="by-languages"')]
    assert "Website" in section
    assert "Telegram" not in section
    assert "minder dan 3 gesprekken" in section


def test_the_address_says_what_is_counted(browser_of: BrowserOf, site: Site) -> None:
    ask(site, 3)
    ask(site, 6, Channel.API)
    page = browser_of(Role.READER).get(PATH, params={"channel": "api"}).text
    assert re.search(r'<span class="figure">6</span> vragen', page)
    assert '<option value="api" selected>' in page


def test_without_questions_it_says_so(browser_of: BrowserOf) -> None:
    page = browser_of(Role.READER).get(PATH).text
    assert '<span class="figure">te weinig</span>' in page
    assert "<rect" not in page


def test_the_chart_has_a_name_and_its_numbers_in_a_table(browser_of: BrowserOf, site: Site) -> None:
    ask(site, 3)
    page = browser_of(Role.READER).get(PATH).text
    assert 'role="img" aria-labelledby="chart-title"' in page
    table = page[page.index("Deze aantallen als tabel") :]
    assert re.search(r"<time[^>]+>[\d-]+</time></th>\s*<td>3</td>\s*<td>3</td>", table)
    assert 'style="' not in page


def test_a_wrong_day_is_said_above_the_figures(browser_of: BrowserOf) -> None:
    page = browser_of(Role.READER).get(PATH, params={"since": "never"})
    assert (page.status_code, "geen datum" in page.text) == (200, True)


def test_the_first_page_of_a_reader_is_the_overview_and_an_operator_sees_none(browser_of: BrowserOf) -> None:
    assert browser_of(Role.READER).get("/secretariat").url.path == PATH
    assert browser_of(Role.OPERATOR).get(PATH).status_code == 403


def test_every_topic_has_words() -> None:
    assert topic_words("", Language.EN) == "No topic stands out"
    assert topic_words("issue-tailings", Language.NL) == "Mijnafval"
