"""The sign-in page, and signing out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Role
from bots.web.secretariat.words import say
from knowledge.language import Language
from tests.bots.web.secretariat.people import PASSWORD, add_person
from tests.bots.web.small_site import Site, an_app, secretariat_of

SIGN_IN = "/secretariat/sign-in"
WRONG = "wrong"


@pytest.fixture(autouse=True)
def _anna(site: Site) -> None:
    add_person(site.records, Role.OPERATOR, "anna")


def sign_in(browser: TestClient, name: str = "anna", password: str = PASSWORD, **fields: str) -> tuple[int, str, str]:
    """Send the form; returns the status, where it leads and the page."""
    answer = browser.post(SIGN_IN, data={"name": name, "password": password, **fields}, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", ""), answer.text


@pytest.mark.parametrize(
    ("role", "first"), [(Role.OPERATOR, "/secretariat/users"), (Role.READER, "/secretariat/overview")]
)
def test_who_signs_in_comes_to_the_first_page_of_their_role(
    browser: TestClient, site: Site, role: Role, first: str
) -> None:
    site.records.accounts.set_role("anna", role, by="op")
    page = browser.post(SIGN_IN, data={"name": "Anna", "password": PASSWORD})
    assert (page.status_code, page.url.path) == (200, first)
    assert "operator anna" in page.text


def test_or_to_the_page_that_they_wanted(browser: TestClient) -> None:
    assert sign_in(browser, next="/secretariat/audit?before=9")[:2] == (303, "/secretariat/audit?before=9")


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "/secretariat\r\nx: y", "/bron"]
)
def test_but_never_elsewhere(browser: TestClient, to: str) -> None:
    assert sign_in(browser, next=to)[:2] == (303, "/secretariat")


@pytest.mark.parametrize(
    ("name", "password"), [("anna", "wrong"), ("nobody", PASSWORD), ("", ""), ("anna", ""), ("anna", "x" * 1000)]
)
def test_a_wrong_password_shows_the_form_again_with_the_name_and_the_reason(
    browser: TestClient, name: str, password: str
) -> None:
    status, _, page = sign_in(browser, name, password)
    assert status == 422
    assert say("refusal.wrong_password", Language.NL) in page
    assert 'role="alert"' in page
    assert f'value="{name}"' in page
    assert password not in page or not password
    assert "<title>Fout: Inloggen" in page
    assert browser.get("/secretariat/account", follow_redirects=False).status_code == 303


def test_after_too_many_attempts_the_page_says_how_long_to_wait(browser: TestClient) -> None:
    for _ in range(6):
        assert sign_in(browser, password=WRONG)[0] == 422
    status, _, page = sign_in(browser)
    assert status == 429
    assert say("refusal.locked_out.seconds.one", Language.NL, count=1) in page


def test_what_is_typed_stays_text(browser: TestClient) -> None:
    page = sign_in(browser, name='"><script>alert(1)</script>')[2]
    assert "<script>alert" not in page


def test_a_session_is_in_a_cookie_that_no_script_reads_and_that_ends_with_the_browser(browser: TestClient) -> None:
    answer = browser.post(SIGN_IN, data={"name": "anna", "password": PASSWORD}, follow_redirects=False)
    session, known = sorted(answer.headers.get_list("set-cookie"), reverse=True)
    assert session.startswith("ketenwijzer_session=")
    for cookie in (session, known):
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
    assert "Max-Age" not in session
    assert "Max-Age=15552000" in known


@pytest.mark.parametrize(
    ("public_url", "base"), [("https://chat.example", "http://testserver"), ("", "https://testserver")]
)
def test_over_https_no_other_host_can_set_the_cookies(site: Site, public_url: str, base: str) -> None:
    app = an_app(site, secretariat=replace(secretariat_of(site), public_url=public_url))
    browser = TestClient(app, base_url=base, follow_redirects=False)
    answer = browser.post(SIGN_IN, data={"name": "anna", "password": PASSWORD})
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-ketenwijzer_")
        assert "Secure" in cookie
        assert "Domain" not in cookie
    # A cookie without the prefix, which another host could have set, opens nothing.
    token = next(cookie for cookie in cookies if "session" in cookie).split("=")[1].split(";")[0]
    page = TestClient(app, base_url=base, cookies={"ketenwijzer_session": token}, follow_redirects=False)
    assert page.get("/secretariat/account").status_code == 303


def test_each_sign_in_has_a_session_of_its_own_and_ends_the_one_before(browser: TestClient, site: Site) -> None:
    sign_in(browser)
    first = browser.cookies["ketenwijzer_session"]
    sign_in(browser)
    assert browser.cookies["ketenwijzer_session"] != first
    assert site.records.sign_ins.user_of(first) is None


def test_who_is_signed_in_is_led_on_from_the_sign_in_page(browser: TestClient) -> None:
    sign_in(browser)
    answer = browser.get(f"{SIGN_IN}?next=/secretariat/audit", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/secretariat/audit")


def test_signing_out_ends_the_session_and_says_so(browser: TestClient, site: Site) -> None:
    sign_in(browser)
    token = browser.cookies["ketenwijzer_session"]
    page = browser.post("/secretariat/sign-out")
    assert say("sign_in.signed_out", Language.NL) in page.text
    assert "ketenwijzer_session" not in browser.cookies
    assert site.records.sign_ins.user_of(token) is None


def test_a_browser_that_is_known_comes_in_while_others_wait(browser: TestClient, app: FastAPI) -> None:
    sign_in(browser)
    browser.post("/secretariat/sign-out")
    stranger = TestClient(app)
    for _ in range(6):
        sign_in(stranger, password=WRONG)
    assert sign_in(stranger)[0] == 429
    assert sign_in(browser)[0] == 303


def test_the_pages_are_in_both_languages(browser_of: Callable[[Role], TestClient]) -> None:
    browser = browser_of(Role.OPERATOR)
    for path in ("/secretariat/users", "/secretariat/audit", "/secretariat/account"):
        dutch, english = (browser.get(path, params={"lang": language}).text for language in ("nl", "en"))
        assert '<html lang="nl">' in dutch
        assert '<html lang="en">' in english
        assert "Uitloggen" in dutch
        assert "Sign out" in english
