"""Managing users."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import AccountState, Role
from assistant.errors import LinkExpired
from assistant.signing_in import Identity
from bots.web.secretariat.words import say
from bots.words import say as say_shared
from knowledge.language import Language
from tests.bots.web.secretariat.people import with_session
from tests.bots.web.small_site import Site, an_app, secretariat_of

USERS = "/secretariat/users"


@pytest.fixture
def operator(browser_of: Callable[[Role], TestClient]) -> TestClient:
    return browser_of(Role.OPERATOR)


@pytest.fixture
def anna(site: Site) -> str:
    """The page of an account."""
    return f"{USERS}/{site.records.accounts.add('anna', 'Anna', Role.READER, by='op').id}"


def link_in(page: str) -> str:
    found = re.search(r"http://testserver/secretariat/password/([\w-]{43})<", page)
    assert found
    return found.group(1)


def test_a_user_is_added_with_a_link_that_is_shown_once(operator: TestClient, site: Site) -> None:
    added = operator.post(USERS, data={"name": "Anna", "display_name": "Anna de Vries", "role": "editor"})
    assert site.records.sign_ins.link_user(link_in(added.text)).role is Role.EDITOR
    user = site.records.accounts.get("anna")
    assert "/secretariat/password/" not in operator.get(f"{USERS}/{user.id}").text
    entry = site.records.audit.entries()[0]
    assert (entry.user, entry.action) == ("operator", "link_made")


def test_links_begin_with_the_public_address(site: Site) -> None:
    app = an_app(site, secretariat=replace(secretariat_of(site), public_url="http://chat.example/keten"))
    operator = with_session(app, site.records, Role.OPERATOR)
    added = operator.post(USERS, data={"name": "anna", "display_name": "Anna"})
    assert "http://chat.example/keten/secretariat/password/" in added.text


@pytest.mark.parametrize(
    ("name", "shown", "code", "field"),
    [
        ("a b", "Anna", "bad_name", "name"),
        ("operator", "Anna", "name_taken", "name"),
        ("anna", " ", "bad_display_name", "display_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    operator: TestClient, name: str, shown: str, code: str, field: str
) -> None:
    answer = operator.post(USERS, data={"name": name, "display_name": shown, "role": "approver"})
    assert answer.status_code == 422
    problem = f'<p class="problem" id="{field}-problem">{say_shared(f"bad_account.{code}", Language.NL)}</p>'
    assert problem in answer.text
    assert f'value="{name}"' in answer.text
    assert '<option value="approver" selected>' in answer.text


def test_the_list_tells_role_state_and_the_last_time(operator: TestClient, site: Site, anna: str) -> None:
    page = operator.get(USERS).text
    assert f'<a href="{anna}">anna</a>' in page
    assert say_shared(f"account_state.{AccountState.INVITED}", Language.NL) in page
    assert say("users.never", Language.NL) in page
    assert re.search(r"<time datetime=\"20\d\d-", page)


@pytest.mark.parametrize("action", ["role", "sign_out", "disable", "enable"])
def test_what_was_done_is_said(operator: TestClient, anna: str, action: str) -> None:
    answer = operator.post(anna, data={"action": action, "role": "editor"})
    assert answer.url.path == anna
    assert say(f"user.done_{action}", Language.NL) in answer.text


def test_a_role_is_given(operator: TestClient, site: Site, anna: str) -> None:
    operator.post(anna, data={"action": "role", "role": "approver"})
    assert site.records.accounts.get("anna").role is Role.APPROVER


def test_somebody_is_disabled_and_enabled(operator: TestClient, site: Site, anna: str) -> None:
    operator.post(anna, data={"action": "disable"})
    assert site.records.accounts.get("anna").state is AccountState.DISABLED
    operator.post(anna, data={"action": "enable"})
    assert site.records.accounts.get("anna").active


def test_a_new_link_ends_the_one_before(operator: TestClient, site: Site, anna: str) -> None:
    first, second = (link_in(operator.post(anna, data={"action": "link"}).text) for _ in range(2))
    with pytest.raises(LinkExpired):
        site.records.sign_ins.link_user(first)
    assert site.records.sign_ins.link_user(second).name == "anna"


@pytest.mark.parametrize("action", ["role", "link", "sign_out", "disable"])
def test_nobody_changes_their_own_account_here(operator: TestClient, site: Site, action: str) -> None:
    mine = site.records.accounts.get("operator")
    page = operator.get(f"{USERS}/{mine.id}").text
    assert say("user.mine", Language.NL) in page
    assert 'name="action"' not in page
    assert operator.post(f"{USERS}/{mine.id}", data={"action": action, "role": "reader"}).status_code == 403
    assert site.records.accounts.get("operator") == mine


def test_what_a_provider_decides_cannot_be_changed(operator: TestClient, site: Site) -> None:
    site.records.sign_ins.sign_in_externally(Identity("https://idp.example", "1", "anna", "Anna", Role.READER), "")
    page = f"{USERS}/{site.records.accounts.get('oidc:anna').id}"
    assert say("user.external", Language.NL) in operator.get(page).text
    for action in ("role", "link"):
        assert operator.post(page, data={"action": action, "role": "operator"}).status_code == 404
    assert operator.post(page, data={"action": "disable"}).status_code == 200
    assert not site.records.accounts.get("oidc:anna").active


@pytest.mark.parametrize(
    ("data", "status"), [({}, 422), ({"action": "promote"}, 422), ({"action": "role", "role": "king"}, 422)]
)
def test_what_no_form_of_ours_sends_is_refused(
    operator: TestClient, anna: str, data: dict[str, str], status: int
) -> None:
    assert operator.post(anna, data=data).status_code == status


@pytest.mark.parametrize("user", ["999", "0", "x"])
def test_an_account_that_is_not_there_has_no_page(operator: TestClient, app: FastAPI, user: str) -> None:
    assert operator.get(f"{USERS}/{user}").status_code in (404, 422)
