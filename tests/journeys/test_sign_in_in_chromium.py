"""People sign in, change their password and sign out, in a real browser; at a provider too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.accounts import Role
from bots.provider_settings import OidcRoles
from bots.web.secretariat.oidc import Provider as Client
from tests.bots.web.secretariat.people import PASSWORD, add_person
from tests.bots.web.small_site import Site, an_app, open_site, secretariat_of
from tests.cheap_hashes import cheap_hashes
from tests.journeys.browsing import barriers, chromium, free_port, served
from tests.oidc_provider.provider import CLIENT_ID, SECRET, Provider, serving

pytestmark = pytest.mark.browser

FIRST_PAGE = re.compile("/secretariat/overview$")
NEW = "zes kratten met zink"
NAMES = {"nl": ("Gebruikersnaam", "Wachtwoord", "Log in"), "en": ("User name", "Password", "Sign in")}
WORDS = {
    "nl": {
        "out": "Uitloggen",
        "wrong": "horen niet bij elkaar",
        "wait": "Te veel pogingen",
        "signed_out": "U bent uitgelogd",
        "changed": "is gewijzigd",
        "old": "Huidig wachtwoord",
        "new": "Nieuw wachtwoord",
        "again": "nog een keer",
        "change": "Wijzig wachtwoord",
        "refused": "U mag deze pagina niet zien",
        "provider": "met uw organisatie",
    },
    "en": {
        "out": "Sign out",
        "wrong": "do not belong together",
        "wait": "Too many attempts",
        "signed_out": "You have signed out",
        "changed": "has been changed",
        "old": "Current password",
        "new": "New password",
        "again": "once more",
        "change": "Change password",
        "refused": "You may not see this page",
        "provider": "with your organisation",
    },
}


@dataclass(frozen=True)
class World:
    """A site that is served, with a provider beside it."""

    address: str
    site: Site
    provider: Provider


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    listener = free_port()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with cheap_hashes(), serving(Provider()) as provider:
        site = open_site(tmp_path)
        client = Client(provider.issuer, CLIENT_ID, SECRET, OidcRoles.parse("groups: imvo-approvers=operator"))
        app = an_app(site, secretariat=replace(secretariat_of(site), public_url=address, provider=client))
        with served(app, listener):
            yield World(address, site, provider)


@pytest.fixture(params=["nl", "en"])
def page(browser: Browser, world: World, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in each language, without scripts; at the end nothing may have been complained of."""
    faults: list[str] = []
    context = browser.new_context(locale=request.param, base_url=world.address, java_script_enabled=False)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    context.close()
    assert faults == []


def words(page: Page) -> dict[str, str]:
    return WORDS[page.locator("html").get_attribute("lang") or ""]


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill in the form by its labels and send it."""
    labels = NAMES[page.locator("html").get_attribute("lang") or ""]
    page.get_by_label(labels[0], exact=True).fill(name)
    page.get_by_label(labels[1], exact=True).fill(password)
    page.get_by_role("button", name=labels[2], exact=True).click()


def test_who_signs_in_comes_to_the_page_they_wanted_and_sees_what_their_role_may(page: Page, world: World) -> None:
    add_person(world.site.records, Role.OPERATOR, "anna")
    page.goto("/secretariat/audit")
    sign_in(page, "Anna", PASSWORD)
    expect(page).to_have_url(re.compile("/secretariat/audit$"))
    expect(page.locator(".sections nav a")).to_have_count(2)
    expect(page.locator(".sections nav [aria-current=page]")).to_have_attribute("href", "/secretariat/audit")
    page.get_by_role("button", name=words(page)["out"], exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(words(page)["signed_out"])
    page.goto("/secretariat/audit")
    expect(page).to_have_url(re.compile("/secretariat/sign-in"))


def test_a_wrong_password_is_told_and_the_caret_is_in_its_field(page: Page, world: World) -> None:
    add_person(world.site.records, Role.READER, "anna")
    page.goto("/secretariat/sign-in")
    sign_in(page, "anna", "wrong")
    expect(page.get_by_role("alert")).to_contain_text(words(page)["wrong"])
    expect(page.locator("#name")).to_have_value("anna")
    expect(page.locator("#password")).to_have_value("")
    expect(page.locator("#password")).to_be_focused()
    sign_in(page, "anna", PASSWORD)
    expect(page).to_have_url(FIRST_PAGE)


def test_after_too_many_attempts_one_waits_and_comes_in_afterwards(page: Page, world: World) -> None:
    add_person(world.site.records, Role.READER, "anna")
    page.goto("/secretariat/sign-in")
    told = ""
    for _ in range(12):
        sign_in(page, "anna", "wrong")
        told = page.get_by_role("alert").inner_text()
        if words(page)["wait"] in told:
            break
    found = re.search(r"\d+", told)
    assert found, told
    page.wait_for_timeout(int(found.group()) * 1000 + 100)
    sign_in(page, "anna", PASSWORD)
    expect(page).to_have_url(FIRST_PAGE)


def test_a_password_is_changed_and_the_new_one_counts(page: Page, world: World) -> None:
    add_person(world.site.records, Role.READER, "anna")
    page.goto("/secretariat/account")
    sign_in(page, "anna", PASSWORD)
    for old, told in (("wrong", None), (PASSWORD, words(page)["changed"])):
        page.get_by_label(words(page)["old"]).fill(old)
        page.get_by_label(words(page)["new"], exact=True).fill(NEW)
        page.get_by_label(words(page)["again"]).fill(NEW)
        page.get_by_role("button", name=words(page)["change"]).click()
        if told is None:
            expect(page.locator("#old")).to_be_focused()
            expect(page.locator("#old")).to_have_attribute("aria-describedby", "old-problem")
        else:
            expect(page.get_by_role("status")).to_contain_text(told)
    page.get_by_role("button", name=words(page)["out"], exact=True).click()
    sign_in(page, "anna", NEW)
    expect(page).to_have_url(FIRST_PAGE)


def test_an_operator_gives_somebody_a_link_with_which_they_come_in(page: Page, world: World, browser: Browser) -> None:
    add_person(world.site.records, Role.OPERATOR, "op")
    page.goto("/secretariat/users")
    sign_in(page, "op", PASSWORD)
    page.locator("#name").fill("zoe")
    page.locator("#display_name").fill("Zoë")
    page.locator("form.stacked button").click()
    link = page.locator("code.secret").inner_text()
    with browser.new_context(locale="nl", base_url=world.address) as hers:
        other = hers.new_page()
        other.goto(link)
        for field in ("#new", "#again"):
            other.locator(field).fill(NEW)
        other.locator("form.stacked button").click()
        expect(other).to_have_url(FIRST_PAGE)
        other.goto("/secretariat/users")
        expect(other.get_by_role("heading", level=1)).to_have_text(WORDS["nl"]["refused"])


def test_somebody_signs_in_at_their_organisation_and_comes_back(page: Page, world: World) -> None:
    page.goto("/secretariat/audit")
    page.get_by_role("link", name=words(page)["provider"]).click()
    expect(page).to_have_title("Provider")
    page.get_by_role("link", name="Anna").click()
    expect(page).to_have_url(re.compile("/secretariat/audit$"))
    expect(page.locator(".who")).to_contain_text("Anna de Vries")


@pytest.mark.parametrize("path", ["sign-in", "account", "users", "audit"])
def test_the_pages_fit_a_screen_of_320_pixels(page: Page, world: World, path: str) -> None:
    add_person(world.site.records, Role.OPERATOR, "anna")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/secretariat/{path}")
    if path != "sign-in":
        sign_in(page, "anna", PASSWORD)
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320
    for field in page.locator("input:not([type=hidden]):not(.visually-hidden), button, select").all():
        box = field.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["sign-in", "account", "users", "users/1", "audit", "sign-in/back"])
def test_nothing_on_the_pages_keeps_people_out(browser: Browser, world: World, path: str, scheme: str) -> None:
    add_person(world.site.records, Role.OPERATOR, "anna")
    with browser.new_context(locale="nl", base_url=world.address, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/secretariat/account")
        if not path.startswith("sign-in"):
            sign_in(page, "anna", PASSWORD)
        page.goto(f"/secretariat/{path}")
        assert barriers(page) == []
        if path == "account":
            page.locator("#old").fill("wrong")
            page.locator("#new").fill(NEW)
            page.locator("#again").fill(NEW)
            page.locator("form.stacked button").click()
            assert barriers(page) == []
