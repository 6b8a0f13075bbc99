"""The secretariat in a real browser: from what many people ask to one approved answer for everybody."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from assistant.accounts import Role
from assistant.approved_answer import State
from assistant.questions import Channel
from bots.web.secretariat.cookies import SESSION
from tests.bots.web.secretariat.drafts import a_draft, kept
from tests.bots.web.secretariat.people import session_of
from tests.bots.web.small_site import Site, an_app, open_site, secretariat_of

pytestmark = pytest.mark.browser

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PHONE = {"width": 320, "height": 640}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site with a database of its own."""
    return open_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """The address at which the small site is served."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(an_app(site, secretariat=secretariat_of(site)), log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sessions(site: Site) -> dict[Role, str]:
    """A session of somebody with each role."""
    return {role: session_of(site.records, role) for role in Role}


@pytest.fixture
def open_page(browser: Browser, address: str, sessions: dict[Role, str]) -> Iterator[Open]:
    """Opens a page for somebody with a role; at the end no browser may have complained of anything."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(path: str, role: Role, **options: object) -> Page:
        context = browser.new_context(base_url=address, **({"locale": "nl"} | options))  # type: ignore[arg-type]
        contexts.append(context)
        context.add_cookies([{"name": SESSION, "value": sessions[role], "url": address}])
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(address) else faults.append(sent.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _is_fault(message: ConsoleMessage) -> bool:
    """A browser complains of every page that tells of a conflict, which is no fault of ours."""
    return message.type == "error" and "409 (Conflict)" not in message.text


def write(page: Page, question: str) -> None:
    """Fill in the question and one sentence in both languages."""
    page.get_by_label("Vraag in het Nederlands").fill(question)
    page.get_by_label("Vraag in het Engels").fill(f"{question} (en)")
    row = page.get_by_role("group", name="Zin 1")
    row.get_by_label("Nederlands").fill("Haal kinderen meteen weg.")
    row.get_by_label("Engels").fill("Take children away at once.")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_is_written_with_places_that_were_searched_for_and_approved(
    open_page: Open, site: Site, scripts: bool
) -> None:
    question = f"Wat doen wij bij gevaar? ({scripts})"
    page = open_page("/secretariat/approved/new", Role.EDITOR, java_script_enabled=scripts)
    write(page, question)
    page.get_by_label("Wat u zoekt").fill("danger")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.locator('[name="found"][value="principles/17"]').first.check()
    page.get_by_role("button", name="Voeg de aangevinkte plaatsen toe").click()
    expect(page.locator("#sentence_0_places")).to_have_value("principles/17")
    expect(page.get_by_label("Vraag in het Nederlands")).to_have_value(question)
    page.get_by_role("button", name="Sla op en bekijk").click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen als concept")
    expect(page.get_by_role("button", name="Keur goed")).to_have_count(0)
    decider = open_page(page.url.partition("?")[0], Role.APPROVER, java_script_enabled=scripts)
    decider.get_by_role("button", name="Keur goed").click()
    expect(decider.get_by_role("status")).to_contain_text("Vanaf nu krijgt iedereen")
    assert question in [answer.nl.question for answer in site.records.approved.approved()]


def test_a_search_with_scripts_stays_in_place_and_says_what_it_found(open_page: Open) -> None:
    page = open_page("/secretariat/approved/new", Role.EDITOR)
    page.evaluate("window.stayed = true")
    page.get_by_label("Wat u zoekt").fill("danger")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()
    expect(page.locator("#found")).to_contain_text("gevonden")
    assert page.evaluate("window.stayed") is True


def test_the_whole_form_can_be_filled_in_and_saved_by_keyboard(open_page: Open, site: Site) -> None:
    page = open_page("/secretariat/approved/new", Role.EDITOR)
    page.get_by_label("Vraag in het Nederlands").focus()
    for words in ("Met toetsen?", "By keyboard?", "", "", "Zo gaat het.", "It goes like this.", "pact/fees"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Sla op en bekijk").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen als concept")
    assert site.records.approved.newest()[0].en.sentences[0].text == "It goes like this."


def test_of_two_editors_the_second_sees_what_the_first_made(open_page: Open, site: Site) -> None:
    answer = kept(site, draft=a_draft(nl="Van wie?"))
    first, second = (open_page(f"/secretariat/approved/{answer.id}/edit", Role.EDITOR) for _ in range(2))
    first.get_by_label("Vraag in het Nederlands").fill("Van de eerste?")
    first.get_by_role("button", name="Sla op en bekijk").click()
    second.get_by_label("Vraag in het Nederlands").fill("Van de tweede?")
    second.get_by_role("button", name="Sla op en bekijk").click()
    expect(second.get_by_role("alert")).to_contain_text("Van de eerste?")
    expect(second.get_by_label("Vraag in het Nederlands")).to_have_value("Van de tweede?")


def test_who_may_not_is_refused_and_the_trail_shows_who_did_what(open_page: Open, site: Site) -> None:
    answer = kept(site, State.APPROVED, a_draft(nl="Weg ermee?"))
    page = open_page(f"/secretariat/approved/{answer.id}", Role.APPROVER)
    page.get_by_text("Trek dit antwoord in").first.click()
    page.get_by_label("Reden").fill("De wet is veranderd.")
    page.get_by_role("button", name="Trek dit antwoord in").click()
    expect(page.get_by_role("status")).to_contain_text("Ingetrokken")
    trail = open_page("/secretariat/audit", Role.OPERATOR)
    expect(trail.get_by_role("row").nth(1)).to_contain_text("goedgekeurd antwoord: ingetrokken")
    expect(trail.get_by_role("row").nth(1)).to_contain_text("De wet is veranderd.")


@pytest.mark.parametrize("path", ["overview", "questions", "approved", "approved/new"])
def test_a_page_fits_a_phone_in_the_dark_without_scripts(open_page: Open, path: str) -> None:
    page = open_page(f"/secretariat/{path}", Role.EDITOR, viewport=_PHONE, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == _PHONE["width"]
    plain = open_page(f"/secretariat/{path}", Role.EDITOR, java_script_enabled=False)
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


def test_the_overview_is_narrowed_down_by_its_form(open_page: Open, site: Site) -> None:
    for number in range(3):
        site.desk.ask("Wat kost meedoen?", Channel.API, f"conversation-api-{number}")
    page = open_page("/secretariat/overview", Role.READER)
    page.get_by_label("Kanaal", exact=True).select_option("api")
    page.get_by_role("button", name="Toon").click()
    expect(page).to_have_url(re.compile(r"channel=api"))
    expect(page.get_by_role("img", name=re.compile("Staven"))).to_be_visible()
    page.get_by_text("Deze aantallen als tabel").click()
    expect(page.get_by_role("table").first).to_contain_text("3")
