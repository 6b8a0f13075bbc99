"""Signing in at a provider, from the link on the sign-in page to the first page behind it."""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import OctKey, RSAKey

from assistant.accounts import Role
from bots.provider_settings import OidcRoles
from bots.web.secretariat.oidc import Provider as Client
from bots.web.secretariat.words import say
from knowledge.language import Language
from tests.bots.web.secretariat.people import add_person
from tests.bots.web.small_site import Site, an_app, secretariat_of
from tests.oidc_provider.provider import CLIENT_ID, SECRET, Provider, serving

AWAY = "/secretariat/sign-in/provider"
ROLES = OidcRoles.parse("groups: imvo-approvers=approver; imvo-operators=operator")


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(Provider()) as served:
        yield served


@pytest.fixture
def browser(site: Site, provider: Provider) -> TestClient:
    return browser_for(site, provider.issuer)


def browser_for(site: Site, issuer: str, secret: str = SECRET) -> TestClient:
    client = Client(issuer, CLIENT_ID, secret, ROLES)
    secretariat = replace(secretariat_of(site), public_url="http://testserver", provider=client)
    app = an_app(site, secretariat=secretariat)
    return TestClient(app, headers={"accept-language": "nl"}, follow_redirects=False)


def go(browser: TestClient, to: str = "/secretariat/account") -> str:
    """Follow the link to the provider and sign in there; returns the address that leads back."""
    away = browser.get(AWAY, params={"next": to})
    assert away.status_code == 303, away.text
    page = httpx.get(away.headers["location"]).text
    found = re.search(r'href="([^"]+)"', page)
    assert found
    return unescape(found.group(1)).removeprefix("http://testserver")


def sentence(code: str) -> str:
    return say(f"refusal.{code}", Language.NL)


def assert_refused(site: Site, browser: TestClient, back: str, code: str) -> None:
    """The answer to a return says why in words, lets nobody in, and stands in the audit trail."""
    answer = browser.get(back)
    assert answer.status_code in (403, 503)
    assert sentence(code) in answer.text
    assert browser.get("/secretariat/account").status_code == 303
    assert site.records.audit.entries(limit=1)[0].details["reason"] == code


def test_who_comes_back_is_signed_in_with_the_role_of_their_group(browser: TestClient, site: Site) -> None:
    arrived = browser.get(go(browser))
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/secretariat/account")
    page = browser.get("/secretariat/account").text
    assert "Anna de Vries" in page
    assert "oidc:a.devries" in page
    [user] = site.records.accounts.users()
    assert (user.role, user.external, user.has_password) == (Role.APPROVER, True, False)


def test_a_second_time_it_is_the_same_account_with_the_role_of_now(
    browser: TestClient, site: Site, provider: Provider
) -> None:
    browser.get(go(browser))
    provider.person |= {"groups": ["imvo-operators"], "name": "Anna Jansen"}
    browser.get(go(browser))
    [user] = site.records.accounts.users()
    assert (user.role, user.display_name) == (Role.OPERATOR, "Anna Jansen")
    assert "role_changed" in [entry.action for entry in site.records.audit.entries()]


def test_two_people_with_one_name_have_two_accounts(browser: TestClient, site: Site, provider: Provider) -> None:
    browser.get(go(browser))
    provider.person |= {"sub": "another"}
    browser.get(go(browser))
    assert [user.name for user in site.records.accounts.users()] == ["oidc:a.devries", "oidc:another"]


def test_a_local_account_of_the_same_name_stays_apart(browser: TestClient, site: Site) -> None:
    add_person(site.records, Role.READER, "a.devries")
    browser.get(go(browser))
    assert [(user.name, user.role) for user in site.records.accounts.users()] == [
        ("a.devries", Role.READER),
        ("oidc:a.devries", Role.APPROVER),
    ]


def test_the_provider_is_asked_for_a_code_with_proof_of_who_asks(browser: TestClient, provider: Provider) -> None:
    go(browser)
    [asked] = provider.asked
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/secretariat/sign-in/back"
    assert asked["ui_locales"] == "nl"
    assert "openid" in asked["scope"].split()
    assert len(asked["state"]) == 43
    assert len(asked["nonce"]) == 32


def test_a_client_without_a_secret_proves_itself_by_pkce_alone(site: Site, provider: Provider) -> None:
    provider.public_client = True
    browser = browser_for(site, provider.issuer, secret="")
    assert browser.get(go(browser)).status_code == 303
    assert len(site.records.accounts.users()) == 1


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/secretariat//../..\\evil", "/bron"])
def test_no_address_leads_elsewhere_afterwards(browser: TestClient, to: str) -> None:
    assert browser.get(go(browser, to)).headers["location"] == "/secretariat"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another visit"},
        {"nonce": ""},
        {"aud": "another-client"},
        {"aud": [CLIENT_ID, "another-client"]},
        {"azp": "another-client"},
        {"iss": "https://another.example"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
        {"exp": None},
        {"sub": None},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_lets_nobody_in(
    browser: TestClient, site: Site, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert_refused(site, browser, go(browser), "provider_not_trusted")


def test_a_clock_that_differs_by_half_a_minute_is_forgiven(browser: TestClient, provider: Provider) -> None:
    provider.claims = {"iat": int(time.time()) + 30, "exp": int(time.time()) - 30}
    assert browser.get(go(browser)).status_code == 303


@pytest.mark.parametrize(
    "signing",
    [
        (RSAKey.generate_key(2048), "RS256"),
        (OctKey.import_key(SECRET + " that is long enough"), "HS256"),
    ],
    ids=["another key", "a shared secret"],
)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    browser: TestClient, site: Site, provider: Provider, signing: tuple[RSAKey | OctKey, str]
) -> None:
    provider.signing = signing
    assert_refused(site, browser, go(browser), "provider_not_trusted")


def test_new_keys_of_the_provider_count_at_once(browser: TestClient, provider: Provider) -> None:
    browser.get(go(browser))
    provider.key = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
    assert browser.get(go(browser)).status_code == 303


@pytest.mark.parametrize("groups", [[], ["staff"], None, {"imvo-approvers": True}, "imvo"])
def test_who_has_no_role_is_told_so(browser: TestClient, site: Site, provider: Provider, groups: Any) -> None:
    provider.person["groups"] = groups
    assert_refused(site, browser, go(browser), "provider_no_role")
    assert site.records.accounts.users() == []


def test_who_is_disabled_here_is_not_let_in(browser: TestClient, site: Site) -> None:
    browser.get(go(browser))
    site.records.accounts.set_active("oidc:a.devries", False, by="terminal:test")
    assert_refused(site, browser, go(browser), "account_disabled")


def test_who_turns_back_at_the_provider_is_told_so(browser: TestClient, site: Site, provider: Provider) -> None:
    provider.refuses = True
    assert_refused(site, browser, go(browser), "provider_refused")


def test_a_code_is_good_once(browser: TestClient, site: Site) -> None:
    back = go(browser)
    browser.get(back)
    browser.cookies.clear()
    assert_refused(site, browser, back, "provider_not_recognised")


def test_another_browser_cannot_use_what_the_provider_said(browser: TestClient, site: Site, provider: Provider) -> None:
    back = go(browser)
    assert_refused(site, browser_for(site, provider.issuer), back, "provider_not_recognised")
    assert browser.get(back).status_code == 303


@pytest.mark.parametrize("back", ["/secretariat/sign-in/back", "/secretariat/sign-in/back?code=x&state=é"])
def test_nobody_comes_back_who_was_not_away(browser: TestClient, site: Site, back: str) -> None:
    assert_refused(site, browser, back, "provider_not_recognised")


def test_the_answer_of_another_issuer_is_refused(browser: TestClient, site: Site, provider: Provider) -> None:
    back = re.sub(r"iss=[^&]*", "iss=https://another.example", go(browser))
    assert_refused(site, browser, back, "provider_not_trusted")


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://another.example"},
        {"authorization_endpoint": "http://another.example/authorize"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://127.0.0.1/keys"},
    ],
    ids=str,
)
def test_metadata_that_cannot_be_right_is_not_used(
    browser: TestClient, provider: Provider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata
    answer = browser.get(AWAY)
    assert answer.status_code == 503
    assert sentence("provider_unavailable") in answer.text


def test_a_provider_that_breaks_on_the_way_is_said_to_be_away(
    browser: TestClient, site: Site, provider: Provider
) -> None:
    back = go(browser)
    provider.broken = True
    assert_refused(site, browser, back, "provider_unavailable")


def test_a_provider_that_is_down_is_said_to_be_and_a_password_still_works(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    browser = browser_for(site, f"http://127.0.0.1:{port}")
    answer = browser.get(AWAY)
    assert answer.status_code == 503
    assert sentence("provider_unavailable") in answer.text
    assert 'name="password"' in answer.text


def test_a_provider_that_does_not_answer_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.web.secretariat.oidc._REQUEST_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        answer = browser_for(site, f"http://127.0.0.1:{silent.getsockname()[1]}").get(AWAY)
    assert answer.status_code == 503
    assert time.monotonic() - begun < 2


def test_nothing_of_the_secret_or_the_code_is_logged(
    browser: TestClient, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims = {"nonce": "wrong"}
    back = go(browser)
    browser.get(back)
    assert "nonce" in caplog.text
    assert SECRET not in caplog.text
    assert re.search(r"code=([^&]+)", back)[1] not in caplog.text  # type: ignore[index]


def test_without_a_provider_there_is_no_way_to_one(site: Site) -> None:
    app = an_app(site, secretariat=secretariat_of(site))
    client = TestClient(app)
    assert client.get(AWAY).status_code == 404
    assert AWAY not in client.get("/secretariat/sign-in").text
