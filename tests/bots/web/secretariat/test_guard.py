"""Every page and every API of the secretariat checks who comes in."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event, Semaphore
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Role, User
from assistant.errors import WrongPassword
from assistant.signing_in import SignIns
from bots.web.secretariat.guard import Requires, requires, signed_in
from bots.web.secretariat.oidc import Provider
from bots.web.secretariat.words import say
from knowledge.language import Language
from tests.assistant.databases import gone
from tests.bots.web.secretariat.people import with_session
from tests.bots.web.secretariat.test_provider_pages import ROLES
from tests.bots.web.small_site import Site, an_app, secretariat_of

# Where people come in, or are led to where they do.
OPEN = {
    ("GET", "/secretariat/sign-in"),
    ("POST", "/secretariat/sign-in"),
    ("GET", "/secretariat/sign-in/provider"),
    ("GET", "/secretariat/sign-in/back"),
    ("GET", "/secretariat/password/{link}"),
    ("POST", "/secretariat/password/{link}"),
}
BrowserOf = Callable[[Role], TestClient]


@pytest.fixture
def app(site: Site) -> FastAPI:
    """An application with all pages that there are, those of a provider too."""
    provider = Provider("https://idp.example", "client", "secret", ROLES)
    secretariat = replace(secretariat_of(site), public_url="http://testserver", provider=provider)
    return an_app(site, secretariat=secretariat)


def routes_in(routes: Any) -> Iterator[tuple[str, str, Any]]:
    """Method, path and dependencies of every route, those of included routers too."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from routes_in(route.original_router.routes)
        elif hasattr(route, "dependant"):
            for method in route.methods:
                yield method, route.path, route.dependant


def dependencies(dependant: Any) -> Iterator[Any]:
    """All that a route depends on, directly or not."""
    for each in dependant.dependencies:
        yield each.call
        yield from dependencies(each)


def guarded(app: FastAPI) -> list[tuple[str, str, Any]]:
    """All routes of the secretariat that are not open."""
    ours = [route for route in routes_in(app.routes) if route[1].startswith("/secretariat")]
    return [route for route in ours if route[:2] not in OPEN]


def needed(dependant: Any) -> Role | None:
    """The role that a route needs; None where any will do."""
    return next((call.role for call in dependencies(dependant) if isinstance(call, Requires)), None)


def some_path(path: str) -> str:
    return re.sub(r"\{\w+(:\w+)?\}", "1", path)


def test_the_walk_finds_the_routes(app: FastAPI) -> None:
    found = {route[:2] for route in routes_in(app.routes)}
    assert found >= OPEN
    assert {("GET", "/secretariat"), ("POST", "/secretariat/users/{user_id}"), ("GET", "/secretariat/audit")} <= found
    assert len(guarded(app)) >= 9


def test_every_route_that_is_not_open_depends_on_the_guard(app: FastAPI) -> None:
    assert [route[:2] for route in guarded(app) if signed_in not in dependencies(route[2])] == []


def test_without_a_session_every_route_leads_to_the_sign_in_page(app: FastAPI) -> None:
    browser = TestClient(app, follow_redirects=False)
    for method, path, _ in guarded(app):
        answer = browser.request(method, some_path(path))
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/secretariat/sign-in?"), path


@pytest.mark.parametrize("role", Role)
def test_the_wrong_role_gets_403_on_every_route_and_the_right_one_does_not(
    app: FastAPI, browser_of: BrowserOf, role: Role
) -> None:
    browser = browser_of(role)
    browser.follow_redirects = False
    # Those that end the session come last.
    for method, path, dependant in sorted(guarded(app), key=lambda route: "sign-out" in route[1]):
        wanted = needed(dependant)
        answer = browser.request(method, some_path(path))
        refused = say("guard.wrong_role_title", Language.NL) in answer.text
        if wanted is None or role.may(wanted):
            assert not refused, (method, path)
        else:
            assert (answer.status_code, refused) == (403, True), (method, path)


@pytest.fixture
def with_api(app: FastAPI) -> FastAPI:
    """The application with an API for editors, as another module would add it."""
    router = APIRouter()

    def greet(user: Annotated[User, Depends(requires(Role.EDITOR))], number: int) -> dict[str, str]:
        return {"name": user.name}

    router.add_api_route("/secretariat/api/greeting", greet, methods=["GET", "POST"])
    app.include_router(router)
    return app


def test_an_api_answers_401_without_a_session_and_403_to_the_wrong_role(with_api: FastAPI, site: Site) -> None:
    nobody = TestClient(with_api).get("/secretariat/api/greeting")
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (401, "sign_in_needed")
    reader = with_session(with_api, site.records, Role.READER).get("/secretariat/api/greeting")
    assert (reader.status_code, reader.json()["error"]["code"]) == (403, "wrong_role")
    editor = with_session(with_api, site.records, Role.EDITOR)
    assert editor.get("/secretariat/api/greeting?number=1").json() == {"name": "editor"}
    assert editor.get("/secretariat/api/greeting").json()["error"]["code"] == "bad_request"


def test_of_many_who_sign_in_at_once_two_are_worked_on_and_other_pages_are_not_kept_waiting(
    browser: TestClient, app: FastAPI, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    working, most, free = Semaphore(0), [0], Event()

    def slow(*_arguments: str) -> None:
        working.release()
        most[0] = max(most[0], working._value)
        free.wait(10)
        working.acquire()
        raise WrongPassword

    monkeypatch.setattr(SignIns, "sign_in", slow)
    with browser, ThreadPoolExecutor(8) as pool:
        attempts = [pool.submit(browser.post, "/secretariat/sign-in", data={"name": "a"}) for _ in range(8)]
        time.sleep(0.3)  # for all of them to have come
        assert browser.get("/bron").status_code == 200
        free.set()
        assert {attempt.result().status_code for attempt in attempts} == {422}
    assert most[0] == 2


def test_a_page_that_was_asked_for_is_shown_after_signing_in(browser: TestClient) -> None:
    led = browser.get("/secretariat/audit?before=3", follow_redirects=False)
    assert led.headers["location"] == "/secretariat/sign-in?next=%2Fsecretariat%2Faudit%3Fbefore%3D3"
    assert 'value="/secretariat/audit?before=3"' in browser.get(led.headers["location"]).text


def test_who_sends_a_form_after_the_session_ended_is_told_so(browser: TestClient) -> None:
    page = browser.post("/secretariat/users", data={"name": "anna"})
    assert say("sign_in.ended", Language.NL) in page.text


@pytest.mark.parametrize("cookie", ["unknown", "x" * 4000, ""])
def test_a_cookie_that_we_did_not_give_lets_nobody_in(browser: TestClient, cookie: str) -> None:
    browser.cookies.set("ketenwijzer_session", cookie)
    assert browser.get("/secretariat/account", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/secretariat", "/secretariat/sign-in", "/secretariat/nowhere", "/secretariat/users", "/secretariat/users/9"],
)
def test_nothing_of_the_secretariat_is_kept_or_indexed(browser_of: BrowserOf, path: str) -> None:
    for role in Role:
        headers = browser_of(role).get(path, follow_redirects=False).headers
        assert (headers["cache-control"], headers["x-robots-tag"]) == ("no-store", "noindex")
        assert "default-src 'none'" in headers["content-security-policy"]


def test_other_pages_are_kept_and_indexed_as_before(browser: TestClient) -> None:
    assert "x-robots-tag" not in browser.get("/bron").headers
    assert browser.get("/bron").headers["cache-control"] == "no-cache"


def test_a_post_from_another_site_is_refused_whoever_is_signed_in(browser_of: BrowserOf) -> None:
    answer = browser_of(Role.OPERATOR).post("/secretariat/sign-out", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_without_the_database_the_page_says_so(browser_of: BrowserOf, site: Site) -> None:
    browser = browser_of(Role.OPERATOR)
    with gone(site.records.chats._engine, "sessions"):
        assert browser.get("/secretariat/users").status_code == 503
        assert browser.get("/bron").status_code == 200
