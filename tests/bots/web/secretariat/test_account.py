"""One's own account."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.signing_in import Identity
from bots.web.secretariat.words import say
from bots.words import say as say_shared
from knowledge.language import Language
from tests.bots.web.secretariat.people import PASSWORD
from tests.bots.web.small_site import Site

ACCOUNT = "/secretariat/account"
NEW = "zes kratten met zink"


@pytest.fixture
def reader(browser_of: Callable[[Role], TestClient]) -> TestClient:
    return browser_of(Role.READER)


def change(browser: TestClient, old: str, new: str, again: str) -> tuple[int, str]:
    answer = browser.post(ACCOUNT, data={"old": old, "new": new, "again": again})
    return answer.status_code, answer.text


def test_the_page_tells_who_one_is_and_what_one_may_do(reader: TestClient) -> None:
    page = reader.get(ACCOUNT).text
    assert say_shared("role_may.reader", Language.NL) in page


def test_the_password_is_changed_and_one_goes_on_with_another_session(reader: TestClient, site: Site) -> None:
    before = reader.cookies["ketenwijzer_session"]
    status, page = change(reader, PASSWORD, NEW, NEW)
    assert status == 200
    assert say("account.changed", Language.NL) in page
    assert site.records.sign_ins.user_of(before) is None
    assert site.records.sign_ins.sign_in("reader", NEW, "192.0.2.1")


@pytest.mark.parametrize(
    ("old", "new", "again", "key", "field"),
    [
        ("wrong", NEW, NEW, "refusal.wrong_old_password", "old"),
        (PASSWORD, NEW, NEW + "!", "bad_account.not_the_same", "again"),
        (PASSWORD, "kort", "kort", "bad_account.too_short", "new"),
        (PASSWORD, "welkom welkom", "welkom welkom", "bad_account.common", "new"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    reader: TestClient, old: str, new: str, again: str, key: str, field: str
) -> None:
    status, page = change(reader, old, new, again)
    sentence = (say_shared if key.startswith("bad") else say)(key, Language.NL, shortest=12)
    assert status == 422
    assert f'<p class="problem" id="{field}-problem">{sentence}</p>' in page
    assert f'aria-describedby="{field}-problem' in page
    assert page.count("aria-invalid") == 1
    assert new not in page.replace(sentence, "")


def test_who_tries_the_old_password_too_often_waits(reader: TestClient) -> None:
    for _ in range(6):
        change(reader, "wrong", NEW, NEW)
    assert change(reader, PASSWORD, NEW, NEW)[0] == 429


def test_signing_out_everywhere_ends_this_session_too(reader: TestClient, site: Site) -> None:
    other = site.records.sign_ins.sign_in("reader", PASSWORD, "192.0.2.1").token
    page = reader.post("/secretariat/sign-out-everywhere")
    assert say("sign_in.signed_out", Language.NL) in page.text
    assert site.records.sign_ins.user_of(other) is None
    assert reader.get(ACCOUNT, follow_redirects=False).status_code == 303


def test_who_comes_from_a_provider_has_no_password_to_change(browser: TestClient, site: Site) -> None:
    anna = Identity("https://idp.example", "1", "anna", "Anna", Role.READER)
    browser.cookies.set("ketenwijzer_session", site.records.sign_ins.sign_in_externally(anna, "").token)
    page = browser.get(ACCOUNT).text
    assert say("account.external", Language.NL) in page
    assert 'type="password"' not in page
    assert change(browser, "", NEW, NEW)[0] == 422
