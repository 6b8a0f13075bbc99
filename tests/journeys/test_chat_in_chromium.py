"""The chat page in a real browser: with scripts and without, on a desktop and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bots.web.small_site import BREAKS, an_app, open_site
from tests.journeys.browsing import chromium, served, watched

pytestmark = pytest.mark.browser

_QUESTIONS = {
    "nl": "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?",
    "en": "What must we do when a supplier uses child labour?",
}
_ANSWERS = {"nl": "Blijf en help eerst de kinderen.", "en": "Stay and help the children first."}
_PAGES = [
    "/bron",
    "/bron/principles",
    "/bron/principles/17",
    "/bron/guidance/child-labour",
    "/privacy",
    "/api/docs",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which a small site is served."""
    with served(an_app(open_site(tmp_path_factory.mktemp("site")))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def faults() -> list[str]:
    """What a browser complains of, and requests that leave for another host."""
    return []


@pytest.fixture(params=["nl", "en"])
def page(browser: Browser, address: str, faults: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in each language; at the end nothing may have been complained of."""
    context = browser.new_context(locale=request.param, base_url=address)
    page = watched(context, address, faults)
    page.goto("/")
    yield page
    context.close()
    assert faults == []


def _language(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or ""


def _ask(page: Page) -> None:
    page.locator("#question").fill(_QUESTIONS[_language(page)])
    page.keyboard.press("Enter")
    expect(page.locator(".turn .words").last).to_contain_text(_ANSWERS[_language(page)])
    expect(page.locator("#stop")).to_be_hidden()


def test_enter_asks_and_the_caret_stays_in_the_empty_field(page: Page) -> None:
    _ask(page)
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("#conversation")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#status")).to_have_text(re.compile("klaar|ready"))


def test_shift_and_enter_begin_a_new_line(page: Page) -> None:
    page.locator("#question").press_sequentially("a")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#question")).to_have_value("a\n")
    expect(page.locator(".turn")).to_have_count(0)


def test_a_mark_opens_its_source_and_escape_gives_the_mark_back(page: Page) -> None:
    _ask(page)
    mark = page.locator(".words .mark").nth(1)
    mark.click()
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel.locator("blockquote")).to_have_attribute("lang", _language(page))
    expect(panel).to_contain_text("UNGP 17")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_link_of_a_source_leads_to_the_marked_words(page: Page) -> None:
    _ask(page)
    page.locator(".sources .source-name").nth(1).click()
    expect(page.locator("mark").first).to_be_visible()


def test_on_a_phone_the_source_is_a_sheet_over_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    _ask(page)
    page.locator(".steps .mark").first.click()
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 320)
    assert box["y"] + box["height"] == 640
    page.keyboard.press("Escape")
    expect(page.locator(".steps .mark").first).to_be_focused()


def test_a_reload_shows_the_conversation_as_it_was(page: Page) -> None:
    _ask(page)
    before = page.locator(".turn").inner_html()
    page.reload()
    assert page.locator(".turn").inner_html() == before


def test_a_follow_up_can_be_asked_without_what_went_before(page: Page) -> None:
    _ask(page)
    page.locator(".suggestions button").first.click()
    expect(page.locator(".interpreted")).to_have_count(1)
    page.locator(".interpreted button").click()
    expect(page.locator(".turn:not(.pending)")).to_have_count(3)
    expect(page.locator(".turn").last.locator(".interpreted")).to_have_count(0)


def test_a_conversation_is_deleted_after_a_second_thought(page: Page) -> None:
    _ask(page)
    page.locator("#with-conversation summary").click()
    page.locator("#with-conversation .delete button").click()
    expect(page.locator(".notice")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    page.goto("/")
    expect(page.locator(".turn")).to_have_count(0)


def test_a_question_that_is_too_long_is_counted_and_stays(page: Page) -> None:
    page.locator("#question").fill("a" * 1700)
    expect(page.locator("#counter")).to_contain_text("1700")
    page.locator("#question").fill("a" * 2001)
    page.locator("#send").click()
    expect(page.locator("#problem")).to_contain_text("2000")
    expect(page.locator("#question")).to_have_value("a" * 2001)
    expect(page.locator(".turn")).to_have_count(0)


def test_offline_the_question_stays_in_the_field(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#question").fill("Wat nu?")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_contain_text("offline")
    expect(page.locator("#question")).to_have_value("Wat nu?")
    page.context.set_offline(False)


def test_a_lost_connection_can_be_tried_again(page: Page, faults: list[str]) -> None:
    page.route("**/ask/stream*", lambda route: route.abort())
    page.locator("#question").fill(_QUESTIONS[_language(page)])
    page.keyboard.press("Enter")
    expect(page.locator(".broken")).to_be_visible()
    expect(page.locator("#question")).to_have_value(_QUESTIONS[_language(page)])
    page.unroute("**/ask/stream*")
    page.locator(".broken button").click()
    expect(page.locator(".turn .words")).to_contain_text(_ANSWERS[_language(page)])
    expect(page.locator(".turn")).to_have_count(1)
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


def test_stop_ends_the_wait_and_gives_the_question_back(page: Page) -> None:
    page.route("**/ask/stream*", lambda route: None)
    page.locator("#question").fill("Wat nu?")
    page.keyboard.press("Enter")
    page.locator("#stop").click()
    expect(page.locator(".broken")).to_be_visible()
    expect(page.locator("#question")).to_have_value("Wat nu?")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#send")).to_be_visible()


def test_a_broken_machine_is_told_and_can_be_tried_again(page: Page) -> None:
    page.locator("#question").fill(BREAKS)
    page.keyboard.press("Enter")
    expect(page.locator(".answer.failed .tools button")).to_be_visible()


def test_the_copy_holds_references_that_can_be_opened(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _ask(page)
    page.locator("[data-copy]").click()
    expect(page.locator("#status")).to_contain_text(re.compile("gekopieerd|copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{address}/bron/principles/17?lang={_language(page)}" in copied


@pytest.mark.parametrize("height", [640, 256])
def test_nothing_runs_off_a_narrow_or_magnified_page(page: Page, height: int) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    _ask(page)
    for path in ["/", *_PAGES]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_scripts_everything_works_as_well(
    browser: Browser, address: str, faults: list[str], language: str
) -> None:
    context = browser.new_context(locale=language, base_url=address, java_script_enabled=False)
    page = watched(context, address, faults)
    page.goto("/")
    page.locator("#question").fill(_QUESTIONS[language])
    page.locator("#send").click()
    expect(page.locator(".turn .words")).to_contain_text(_ANSWERS[language])
    page.locator(".words .mark").first.click()
    expect(page.locator(".source:target blockquote")).to_be_visible()
    expect(page.locator(".only-script:visible")).to_have_count(0)
    page.locator("#with-conversation summary").click()
    page.locator("#with-conversation .delete button").click()
    expect(page.locator(".turn")).to_have_count(0)
    context.close()
    assert faults == []
