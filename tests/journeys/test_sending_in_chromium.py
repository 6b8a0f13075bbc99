"""Judging an answer and asking the secretariat in a real browser: with scripts and without, by keyboard, on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.inbox_items import ItemKind, Rating, Reason
from assistant.records import Records
from knowledge.language import Language
from tests.bots.web.small_site import an_app, open_site
from tests.journeys.browsing import barriers, chromium, served, watched

pytestmark = pytest.mark.browser

_QUESTION = "Wat moeten wij doen als een leverancier kinderarbeid gebruikt?"
_REPLY = "Vraag het de commissie.\n\nZij antwoordt in twee weken."


@dataclass(frozen=True)
class Served:
    """A small site at an address, with what it keeps."""

    address: str
    records: Records


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site of which nobody has sent anything."""
    opened = open_site(tmp_path_factory.mktemp("site"))
    with served(an_app(opened)) as address:
        yield Served(address, opened.records)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def faults() -> list[str]:
    """What a browser complains of, and requests that leave for another host."""
    return []


@pytest.fixture(params=["with scripts", "without scripts"])
def context(browser: Browser, site: Served, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser of somebody who reads Dutch."""
    scripts = request.param == "with scripts"
    context = browser.new_context(locale="nl", base_url=site.address, java_script_enabled=scripts)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Served, faults: list[str]) -> Iterator[Page]:
    """A page with an answer; at the end nothing may have been complained of."""
    page = watched(context, site.address, faults)
    page.goto("/")
    page.locator("#question").fill(_QUESTION)
    page.locator("#send").click()
    expect(page.locator(".feedback")).to_be_visible()
    yield page
    assert faults == []


def test_an_answer_is_judged_and_explained_without_losing_the_place(page: Page, site: Served) -> None:
    page.get_by_role("button", name="Niet nuttig").click()
    expect(page.get_by_text("Dank u wel. Uw oordeel is bewaard.")).to_be_in_viewport()
    page.get_by_label("Er ontbreekt iets").check()
    page.get_by_label("Wilt u het uitleggen?").fill("Bel Jan op 06-12345678.")
    page.get_by_role("button", name="Verstuur uw uitleg").click()
    expect(page.get_by_text("U gaf aan: Er ontbreekt iets.")).to_be_in_viewport()
    (item,) = site.records.inbox.items()
    assert (item.rating, item.reason) == (Rating.NOT_HELPFUL, Reason.INCOMPLETE)
    assert "12345678" not in item.text
    page.get_by_role("button", name="Nuttig", exact=True).click()
    expect(page.get_by_text("U gaf aan")).to_have_count(0)
    expect(page.get_by_role("button", name="Nuttig", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_question_goes_to_the_secretariat_and_its_reply_comes_back_to_its_owner_alone(
    page: Page, site: Served, browser: Browser
) -> None:
    page.locator(".feedback").get_by_role("link", name="Vraag het secretariaat").click()
    expect(page.get_by_label("Uw vraag", exact=True)).to_have_value(_QUESTION)
    expect(page.locator(".sent q")).to_have_text(_QUESTION)
    expect(page.locator("#consent")).not_to_be_checked()
    page.get_by_label("Ja, stuur mijn vraag").check()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_text("Nog niet bekeken.")).to_be_visible()
    own = page.url
    expect(page.locator(".own-address")).to_have_text(own)
    (item,) = site.records.inbox.items(ItemKind.QUESTION)
    site.records.replies.send(item.id, _REPLY, Language.NL, by="ann", version=item.handling.version)
    another = browser.new_context(locale="en")
    elsewhere = another.new_page()
    elsewhere.goto(own)
    expect(elsewhere.locator(".reply .words")).to_have_text(_REPLY)
    expect(elsewhere.locator("html")).to_have_attribute("lang", "en")
    another.close()
    page.goto("/")
    expect(page.locator(".feedback .asked")).to_contain_text("Beantwoord.")


def test_a_question_is_taken_back_on_its_own_page(page: Page, site: Served) -> None:
    page.goto("/contact")
    page.get_by_label("Uw vraag", exact=True).fill("Wie toetst ons verslag?")
    page.get_by_label("Ja, stuur mijn vraag").check()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    page.get_by_text("Deze vraag wissen").click()
    page.get_by_role("button", name="Ja, wis deze vraag").click()
    expect(page.get_by_role("heading", name="Uw vraag is gewist")).to_be_visible()
    assert site.records.inbox.count() == 0


def test_deleting_the_conversation_deletes_what_was_sent_from_it(page: Page, site: Served) -> None:
    page.get_by_role("button", name="Nuttig", exact=True).click()
    expect(page.get_by_text("Dank u wel.")).to_be_visible()
    page.goto("/")
    page.locator("#with-conversation summary").click()
    page.get_by_role("button", name="Ja, wis dit gesprek").click()
    expect(page.get_by_text("Ook gewist: 1 oordeel of vraag aan het secretariaat.")).to_be_visible()
    assert site.records.inbox.count() == 0


@pytest.fixture
def scripted(browser: Browser, site: Served, faults: list[str]) -> Iterator[Page]:
    """A page with an answer, with scripts, which does not glide when it scrolls."""
    context = browser.new_context(locale="nl", base_url=site.address, reduced_motion="reduce")
    page = watched(context, site.address, faults)
    page.goto("/")
    page.locator("#question").fill(_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".feedback")).to_be_visible()
    yield page
    context.close()
    assert faults == []


def test_all_of_it_can_be_done_by_keyboard(scripted: Page, site: Served) -> None:
    page = scripted
    page.get_by_role("button", name="Niet nuttig").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Er ontbreekt iets")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("De kosten.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_be_focused()
    expect(page.locator("[data-said]")).to_contain_text("De kosten.")
    page.locator(".feedback .asked a").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Uw vraag", exact=True).focus()
    page.keyboard.press("Tab")  # the link to a form without the answer
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nog niet bekeken.")).to_be_visible()
    assert site.records.inbox.count() == 2


def test_on_a_phone_the_question_field_covers_nothing_that_has_focus(scripted: Page) -> None:
    page = scripted
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Niet nuttig").click()
    expect(page.locator("[data-said]")).to_be_focused()
    for _ in range(4):  # the reasons, the words, the button, the link
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => { const box = document.activeElement.getBoundingClientRect();"
            " return document.activeElement.contains(document.elementFromPoint(box.x + 5, box.bottom - 3)); }"
        ), page.evaluate("document.activeElement.outerHTML")


def test_the_place_does_not_move_when_an_answer_is_judged(scripted: Page) -> None:
    button = scripted.get_by_role("button", name="Niet nuttig")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    button.click()
    expect(scripted.locator("[data-said]")).to_be_focused()
    after = scripted.get_by_role("button", name="Niet nuttig").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2


def test_what_cannot_be_kept_is_said_and_can_be_tried_again(scripted: Page, faults: list[str]) -> None:
    scripted.route("**/feedback", lambda route: route.abort())
    scripted.get_by_role("button", name="Niet nuttig").click()
    expect(scripted.locator("#status")).to_have_text("Dit kon niet worden bewaard. Probeer het opnieuw.")
    scripted.unroute("**/feedback")
    scripted.get_by_role("button", name="Niet nuttig").click()
    expect(scripted.locator("[data-said]")).to_be_visible()
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_barriers_stand_on_the_way(
    browser: Browser, site: Served, faults: list[str], width: int, scheme: str
) -> None:
    context = browser.new_context(
        locale="nl", base_url=site.address, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = watched(context, site.address, faults)
    found = {}

    def look(name: str) -> None:
        found[name] = barriers(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[name].append("runs off the page")

    page.goto("/")
    page.locator("#question").fill(_QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Niet nuttig").click()
    expect(page.locator("[data-said]")).to_be_visible()
    look("judged")
    page.get_by_label("Verouderd").check()
    page.get_by_role("button", name="Verstuur uw uitleg").click()
    page.get_by_text("Uw uitleg veranderen").click()
    look("explained")
    page.locator(".feedback .asked a").click()
    look("form")
    page.locator("form.contact").evaluate("form => form.noValidate = true")
    page.get_by_label("Uw vraag", exact=True).fill("")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("form with problems")
    page.get_by_label("Uw vraag", exact=True).fill("Wie toetst ons verslag? " + "Heellangwoord" * 8)
    page.get_by_label("Ja, stuur mijn vraag").check()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    look("sent")
    (item,) = site.records.inbox.items(ItemKind.QUESTION)
    site.records.replies.send(item.id, _REPLY, Language.NL, by="ann", version=1)
    page.reload()
    page.get_by_text("Deze vraag wissen").click()
    look("replied")
    page.goto("/reply/unknown")
    look("gone")
    context.close()
    assert {name: told for name, told in found.items() if told} == {}
    # Chromium complains of the pages that tell what is the matter, and of nothing else.
    assert [fault for fault in faults if not fault.startswith("Failed to load resource")] == []
