"""From three people who ask the same to one answer for everybody, in a real browser and with the real library."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.accounts import Role
from assistant.answering import Assistant
from assistant.approving import ApprovedInUse
from assistant.cluster_store import ClusterStore
from assistant.clustering import Clustering, no_share
from assistant.database import open_database
from assistant.desk import Desk
from assistant.proposing import Proposals
from assistant.question_space import Spaces
from assistant.questions import Channel
from assistant.records import Records
from bots.telegram.previewing import preview_in_chat
from bots.web.app import create_app
from bots.web.secretariat.cookies import SESSION
from bots.web.secretariat.parts import Secretariat
from bots.wiring import Knowledge
from tests.bots.web.secretariat.people import session_of
from tests.journeys.test_secretariat import _FLAGS

pytestmark = pytest.mark.browser

DUTCH = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"
ENGLISH = "What must we do when a supplier uses child labour?"
_SMALLEST = 3


@dataclass(frozen=True)
class Service:
    """The whole service over the real library, and where it is served."""

    address: str
    desk: Desk
    records: Records
    clustering: Clustering


@pytest.fixture
def service(tmp_path: Path, real_knowledge: Knowledge, real_assistant: Assistant) -> Iterator[Service]:
    """A service with an empty database."""
    engine = open_database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    records = Records.over(engine, tmp_path)
    desk = Desk(real_assistant.giving(ApprovedInUse(records.approved, real_knowledge.vectors.of)), records)
    spaces = Spaces(real_assistant.index, real_knowledge.vectors)
    clustering = Clustering(partial(ClusterStore, engine), spaces.current, tmp_path, _SMALLEST)
    proposals = Proposals(real_assistant, real_knowledge.vectors.of)
    secretariat = Secretariat(records, proposals, preview_in_chat, lambda: clustering.run(no_share))
    app = create_app(desk, real_assistant.index, records=records, secretariat=secretariat)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Service(f"http://127.0.0.1:{listener.getsockname()[1]}", desk, records, clustering)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        yield browser
        browser.close()


def page_of(browser: Browser, service: Service, role: Role | None = None, locale: str = "nl") -> Page:
    """A page in a browser of its own, of somebody with a role or of an employee."""
    context = browser.new_context(base_url=service.address, locale=locale)
    if role is not None:
        token = session_of(service.records, role)
        context.add_cookies([{"name": SESSION, "value": token, "url": service.address}])
    return context.new_page()


def ask(page: Page, question: str) -> None:
    """Ask on the chat page and wait for the answer."""
    page.goto("/")
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .sources").last).to_be_visible()


def test_three_people_ask_the_same_and_the_fourth_gets_the_approved_answer(browser: Browser, service: Service) -> None:
    ask(page_of(browser, service), DUTCH)
    httpx.post(f"{service.address}/api/v1/ask", json={"question": ENGLISH}).raise_for_status()
    service.desk.ask("leverancier heeft kinderarbeid, wat nu?", Channel.TELEGRAM, "chat-of-somebody-else")

    editor = page_of(browser, service, Role.EDITOR)
    editor.goto("/secretariat/questions")
    editor.get_by_role("button", name="Zet nu opnieuw bij elkaar").click()
    editor.goto("/secretariat/questions")
    editor.get_by_role("row").nth(1).get_by_role("link").click()
    expect(editor.locator(".examples").first).to_contain_text(ENGLISH)
    editor.get_by_role("link", name="Schrijf een goedgekeurd antwoord").click()
    editor.get_by_label("Vraag in het Nederlands").fill(DUTCH)
    editor.get_by_label("Vraag in het Engels").fill(ENGLISH)
    row = editor.get_by_role("group", name="Zin 1")
    row.get_by_label("Nederlands").fill("Haal de kinderen eerst uit gevaar en blijf bij de leverancier.")
    row.get_by_label("Engels").fill("First take the children out of danger and stay with the supplier.")
    complete(editor)
    editor.get_by_role("button", name="Sla op en bekijk").click()
    expect(editor.locator(".sample").first).to_contain_text("Haal de kinderen eerst uit gevaar")

    approver = page_of(browser, service, Role.APPROVER)
    approver.goto(editor.url.partition("?")[0])
    approver.get_by_role("button", name="Keur goed").click()
    expect(approver.get_by_role("status")).to_contain_text("Vanaf nu")

    time.sleep(1)  # the time within which it has to be in use everywhere
    fourth = page_of(browser, service, locale="en")
    ask(fourth, "What must we do when a supplier uses child labour?")
    expect(fourth.locator(".turn .words")).to_contain_text("First take the children out of danger")
    expect(fourth.locator(".turn .sources")).to_contain_text(re.compile("approved", re.IGNORECASE))

    operator = page_of(browser, service, Role.OPERATOR)
    operator.goto("/secretariat/audit")
    expect(operator.get_by_role("table")).to_contain_text("goedgekeurd antwoord: goedgekeurd")
    assert operator.goto("/secretariat/questions").status == 403  # type: ignore[union-attr]


def complete(editor: Page) -> None:
    """Leave out every row that one language lacks, so that both are complete."""
    for part in ("sentence", "step"):
        for field in editor.locator(f'textarea[name^="{part}_"][name$="_nl"]').all():
            stem = str(field.get_attribute("name")).removesuffix("_nl")
            texts = [editor.locator(f'[name="{stem}_{language}"]') for language in ("nl", "en")]
            if not all(text.input_value() for text in texts):
                for text in (*texts, editor.locator(f'[name="{stem}_places"]')):
                    text.fill("")


def test_what_the_sources_do_not_hold_comes_into_the_queue_of_gaps(browser: Browser, service: Service) -> None:
    gap = ("Wat kost deelname aan de overeenkomst van 2025?", "What is the fee of the 2025 agreement?")
    for number in range(4):
        service.desk.ask(gap[number % 2], Channel.WEB, f"conversation-of-asker-{number}")
    service.clustering.run(no_share)
    reader = page_of(browser, service, Role.READER)
    reader.goto("/secretariat/questions?queue=gap")
    reader.get_by_role("row").nth(1).get_by_role("link").click()
    expect(reader.locator(".examples")).to_contain_text(gap[1])
    expect(reader.get_by_role("button", name="Ik behandel dit")).to_have_count(0)
