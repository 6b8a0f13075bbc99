"""The secretariat at work in a real browser, without scripts: the inbox, a report on paper, the library."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.accounts import Role
from assistant.questions import Channel
from assistant.reports import running_month
from bots.library_desk import LibraryDesk
from bots.publishing import Publishing
from bots.web.secretariat.cookies import SESSION
from ingest.sync import SyncReport, publish, sync
from knowledge.vectors import Progress
from tests.bots.web.secretariat.people import session_of
from tests.bots.web.small_site import Site, an_app, open_site, secretariat_of
from tests.cheap_hashes import cheap_hashes
from tests.fakes import HashEmbedder, Shelf, open_shelf
from tests.ingest.small_library import change, write_library
from tests.journeys.browsing import barriers, chromium, served, watched

pytestmark = pytest.mark.browser

_A4 = (595, 842)  # points
_WORK = [
    "/secretariat/inbox",
    "/secretariat/reports",
    f"/secretariat/reports/{running_month()}",
    "/secretariat/library",
    "/secretariat/library/check",
    "/secretariat/library/changes",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    """A small site in which three conversations asked something."""
    site = open_site(folder)
    for number in range(3):
        site.desk.ask("Wat bij kinderarbeid?", Channel.WEB, f"conversation-{number:016}")
    return site


@pytest.fixture(scope="module")
def shelf(folder: Path) -> Iterator[Shelf]:
    with open_shelf(folder / "shelf", HashEmbedder()) as shelf:
        yield shelf


@pytest.fixture(scope="module")
def address(site: Site, shelf: Shelf, folder: Path) -> Iterator[str]:
    """Where the site is served, with a library that has one change to publish."""
    library = write_library(folder / "library")
    sync(shelf.generations, shelf.store, library)
    change(library, "sources/ore-code.en.md", "Buyers ask", "All buyers ask")

    def run(progress: Progress) -> SyncReport:
        return publish(shelf.generations, shelf.store, library, progress)

    desk = LibraryDesk(library, shelf.store, site.records.approved, Publishing(shelf.folder, run, lambda _: None))
    with served(an_app(site, secretariat=secretariat_of(site, library=desk))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What a browser complains of; at the end there may be none."""
    found: list[str] = []
    yield found
    assert found == []


def of_role(browser: Browser, address: str, site: Site, role: Role, faults: list[str], **given: object) -> Page:
    """A page in which somebody of a role is signed in; in Dutch and without scripts."""
    with cheap_hashes():
        token = session_of(site.records, role)
    context = browser.new_context(locale="nl", base_url=address, java_script_enabled=False, **given)  # type: ignore[arg-type]
    context.add_cookies([{"name": SESSION, "value": token, "url": address}])
    return watched(context, address, faults)


def test_a_question_is_answered_and_its_asker_alone_reads_the_reply(
    browser: Browser, address: str, site: Site, faults: list[str]
) -> None:
    asker = watched(browser.new_context(locale="nl", base_url=address, java_script_enabled=False), address, faults)
    asker.goto("/contact")
    asker.locator("textarea").fill("Geldt dit ook voor schroot?")
    asker.locator("input[type=checkbox]").check()
    asker.locator("main form button").first.click()
    expect(asker).to_have_url(re.compile(r"/reply/"))

    editor = of_role(browser, address, site, Role.EDITOR, faults)
    editor.goto("/secretariat/inbox")
    expect(editor.locator(".unread-count")).to_contain_text("1")
    editor.get_by_role("link", name="Geldt dit ook voor schroot?").press("Enter")
    editor.locator("#text").fill("Ja, ook voor schroot.")
    editor.get_by_role("button", name="Verstuur het antwoord").press("Enter")
    expect(editor.locator("[role=status]")).to_have_text("Het antwoord is verstuurd.")
    expect(editor.get_by_role("link", name="Maak hier een goedgekeurd antwoord van")).to_be_visible()

    asker.reload()
    expect(asker.locator("main")).to_contain_text("Ja, ook voor schroot.")
    expect(asker.locator("main")).not_to_contain_text("editor")


def test_the_library_is_published_with_a_keyboard(
    browser: Browser, address: str, site: Site, faults: list[str]
) -> None:
    editor = of_role(browser, address, site, Role.EDITOR, faults)
    editor.goto("/secretariat/library")
    editor.get_by_role("link", name="Bekijk wat er verandert").press("Enter")
    expect(editor.locator("ins")).to_contain_text("All buyers ask")
    editor.get_by_role("button", name="Publiceer de bibliotheek").press("Enter")
    expect(editor.locator("[role=status]")).to_contain_text("De nieuwe versie is in gebruik.", timeout=30_000)


def test_a_report_prints_on_a4_without_the_frame_of_the_page(
    browser: Browser, address: str, site: Site, faults: list[str], tmp_path: Path
) -> None:
    reader = of_role(browser, address, site, Role.READER, faults)
    reader.goto(f"/secretariat/reports/{running_month()}")
    reader.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    sizes = {tuple(map(round, page.get_size())) for page in document}
    document.close()
    assert sizes == {_A4}
    assert "Maandrapport" in text
    assert "Beantwoord uit de bronnen" in text
    assert "Uitloggen" not in text
    assert "CSV" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", _WORK)
def test_pages_fit_a_phone_and_keep_nobody_out(
    browser: Browser, address: str, site: Site, faults: list[str], path: str, scheme: str
) -> None:
    with cheap_hashes():
        token = session_of(site.records, Role.EDITOR)
    viewport = {"width": 320, "height": 640}
    context = browser.new_context(locale="nl", base_url=address, viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    context.add_cookies([{"name": SESSION, "value": token, "url": address}])
    page = watched(context, address, faults)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert barriers(page) == []
