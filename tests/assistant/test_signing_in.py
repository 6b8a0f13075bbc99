"""Signing in, staying so, and signing out."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, func, select, update

from assistant.accounts import Accounts, Role
from assistant.audit import Audit, Entry
from assistant.errors import AccountDisabled, BadPassword, LinkExpired, LockedOut, LogUnavailable, WrongPassword
from assistant.signing_in import Identity, SignedIn, SignIns
from assistant.tables_accounts import ATTEMPTS, KNOWN_BROWSERS, PASSWORD_LINKS, SESSIONS, USERS
from tests.assistant.databases import age, gone
from tests.cheap_hashes import cheap_hashes

PASSWORD, OTHER = "vier losse woorden hier", "zes kratten met zink"
WHERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"
ANNA = Identity("https://idp.example", "1", "Anna", "Anna de Vries", Role.READER)


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture
def accounts(engine: Engine) -> Accounts:
    made = Accounts(engine)
    made.add("anna", "Anna de Vries", Role.EDITOR, by="op")
    made.set_password("anna", PASSWORD, by="op")
    return made


@pytest.fixture
def sign_ins(accounts: Accounts, engine: Engine) -> SignIns:
    return SignIns(engine, session_hours=10)


def is_in(sign_ins: SignIns, token: str) -> bool:
    return sign_ins.user_of(token) is not None


def latest(engine: Engine) -> Entry:
    return Audit(engine).entries(limit=1)[0]


def fail(sign_ins: SignIns, times: int, browser: str = "", where: str = WHERE, name: str = "anna") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            sign_ins.sign_in(name, "wrong", where, browser)


def lock(sign_ins: SignIns, engine: Engine, where: str = ELSEWHERE) -> None:
    """Let a stranger bring about the longest wait for Anna's name."""
    fail(sign_ins, 1, where=where)
    later = datetime.now(UTC) + timedelta(minutes=15)
    with engine.begin() as connection:
        connection.execute(update(ATTEMPTS).values(count=30, locked_until=later))


def move_sessions(engine: Engine, column: str, back: timedelta) -> None:
    with engine.begin() as connection:
        connection.execute(update(SESSIONS).values({column: datetime.now(UTC) - back}))


def test_the_right_password_opens_a_session_whatever_the_capitals_of_the_name(
    sign_ins: SignIns, engine: Engine
) -> None:
    signed_in = sign_ins.sign_in(" ANNA", PASSWORD, WHERE)
    user = sign_ins.user_of(signed_in.token)
    assert user is not None
    assert (user.name, user.role) == ("anna", Role.EDITOR)
    assert user.signed_in_at is not None
    assert (latest(engine).action, latest(engine).user, latest(engine).details) == (
        "signed_in",
        "anna",
        {"address": WHERE},
    )


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("anna", ""), ("nobody", PASSWORD), ("", "")])
def test_anything_else_does_not_and_nobody_is_told_why(sign_ins: SignIns, name: str, password: str) -> None:
    with pytest.raises(WrongPassword) as refused:
        sign_ins.sign_in(name, password, WHERE)
    assert str(refused.value) == str(WrongPassword())


def test_a_failure_is_noted_with_a_name_only_where_somebody_has_it(sign_ins: SignIns, engine: Engine) -> None:
    fail(sign_ins, 1)
    assert (latest(engine).user, latest(engine).action, latest(engine).target) == ("", "sign_in_failed", "anna")
    fail(sign_ins, 1, name="my password in the wrong field")
    assert (latest(engine).user, latest(engine).target) == ("", "")


def test_it_takes_as_long_for_a_name_that_nobody_has(
    accounts: Accounts, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.passwords.PasswordHasher", PasswordHasher)
    sign_ins = SignIns(engine)
    Accounts(engine).set_password("anna", PASSWORD, by="op")
    took: dict[str, list[float]] = {"anna": [], "nobody": []}
    fail(sign_ins, 1, name="warm-up")
    for name in ("anna", "nobody") * 5:
        with engine.begin() as connection:
            connection.execute(ATTEMPTS.delete())
        begun = time.perf_counter()
        fail(sign_ins, 1, name=name)
        took[name].append(time.perf_counter() - begun)
    assert 0.5 < median(took["anna"]) / median(took["nobody"]) < 2


def test_tokens_cannot_be_guessed_and_the_database_does_not_hold_them(sign_ins: SignIns, engine: Engine) -> None:
    signed_in = [sign_ins.sign_in("anna", PASSWORD, WHERE) for _ in range(3)]
    tokens = {token for each in signed_in for token in (each.token, each.browser)}
    assert len(tokens) == 6
    assert all(len(token) == 43 for token in tokens)
    with engine.connect() as connection:
        kept = str([connection.execute(select(table)).all() for table in (SESSIONS, KNOWN_BROWSERS)])
    assert not any(token in kept for token in tokens)


@pytest.mark.parametrize("token", ["", "unknown", "x" * 5000, "é\udcff"])
def test_an_unknown_token_is_nobodys(sign_ins: SignIns, token: str) -> None:
    sign_ins.sign_in("anna", PASSWORD, WHERE)
    assert not is_in(sign_ins, token)


def test_a_session_ends_after_ten_hours_however_it_is_used(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    with engine.connect() as connection:
        row = connection.execute(select(SESSIONS)).one()
    assert row.expires_at - row.began_at == timedelta(hours=10)
    move_sessions(engine, "expires_at", timedelta(seconds=1))
    assert not is_in(sign_ins, token)


def test_a_session_that_is_not_used_for_two_hours_ends(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    move_sessions(engine, "last_at", timedelta(minutes=119))
    assert is_in(sign_ins, token)
    move_sessions(engine, "last_at", timedelta(minutes=121))
    assert not is_in(sign_ins, token)


def test_using_a_session_keeps_it_and_is_written_down_once_a_minute(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token

    def last_at() -> datetime:
        with engine.connect() as connection:
            return connection.execute(select(SESSIONS.c.last_at)).scalar_one()

    before = last_at()
    assert is_in(sign_ins, token)
    assert last_at() == before
    move_sessions(engine, "last_at", timedelta(minutes=90))
    assert is_in(sign_ins, token)
    assert last_at() >= before


def test_signing_out_ends_that_session_alone(sign_ins: SignIns, engine: Engine) -> None:
    first, second = (sign_ins.sign_in("anna", PASSWORD, WHERE).token for _ in range(2))
    sign_ins.sign_out(first)
    assert (is_in(sign_ins, first), is_in(sign_ins, second)) == (False, True)
    assert latest(engine).action == "signed_out"
    sign_ins.sign_out(first)
    assert [entry.action for entry in Audit(engine).entries()].count("signed_out") == 1


def test_after_six_failures_the_right_password_waits_too(sign_ins: SignIns) -> None:
    fail(sign_ins, 6)
    with pytest.raises(LockedOut) as locked:
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    assert locked.value.wait <= timedelta(seconds=1)
    time.sleep(locked.value.wait.total_seconds() + 0.05)
    assert is_in(sign_ins, sign_ins.sign_in("anna", PASSWORD, WHERE).token)


def test_a_name_that_nobody_has_waits_just_the_same(sign_ins: SignIns) -> None:
    fail(sign_ins, 6, name="nobody")
    with pytest.raises(LockedOut):
        sign_ins.sign_in("nobody", PASSWORD, WHERE)


def test_signing_in_begins_the_count_anew(sign_ins: SignIns) -> None:
    for _ in range(3):
        fail(sign_ins, 4)
        sign_ins.sign_in("anna", PASSWORD, WHERE)


def test_signing_in_with_ones_own_name_does_not_clear_what_an_address_tried_with_others(
    sign_ins: SignIns, accounts: Accounts
) -> None:
    for number in range(20):
        fail(sign_ins, 1, name=f"guess-{number}")
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    fail(sign_ins, 1, name="guess-20")
    with pytest.raises(LockedOut):
        sign_ins.sign_in("guess-21", "wrong", WHERE)


def test_a_stranger_cannot_keep_somebody_out_of_a_browser_that_is_known(sign_ins: SignIns, engine: Engine) -> None:
    browser = sign_ins.sign_in("anna", PASSWORD, WHERE).browser
    lock(sign_ins, engine)
    with pytest.raises(LockedOut):
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    again = sign_ins.sign_in("anna", PASSWORD, WHERE, browser)
    assert is_in(sign_ins, again.token)
    assert again.browser == browser


def test_a_known_browser_waits_for_its_own_failures(sign_ins: SignIns) -> None:
    browser = sign_ins.sign_in("anna", PASSWORD, WHERE).browser
    fail(sign_ins, 6, browser)
    with pytest.raises(LockedOut):
        sign_ins.sign_in("anna", PASSWORD, WHERE, browser)
    assert is_in(sign_ins, sign_ins.sign_in("anna", PASSWORD, WHERE).token)


def test_a_browser_is_known_for_the_one_who_signed_in_there(
    sign_ins: SignIns, accounts: Accounts, engine: Engine
) -> None:
    accounts.add("zoe", "Zoë", Role.READER, by="op")
    accounts.set_password("zoe", OTHER, by="op")
    browser = sign_ins.sign_in("zoe", OTHER, WHERE).browser
    lock(sign_ins, engine)
    with pytest.raises(LockedOut):
        sign_ins.sign_in("anna", PASSWORD, WHERE, browser)


def test_a_link_lets_in_whoever_is_kept_out(sign_ins: SignIns, accounts: Accounts, engine: Engine) -> None:
    lock(sign_ins, engine)
    link = accounts.offer_link("anna", by="op")
    assert is_in(sign_ins, sign_ins.take_link(link, OTHER).token)


def test_a_digest_of_old_parameters_is_made_anew_at_sign_in(sign_ins: SignIns, engine: Engine) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with engine.begin() as connection:
        connection.execute(update(USERS).values(password=old))
    for _ in range(2):
        assert is_in(sign_ins, sign_ins.sign_in("anna", PASSWORD, WHERE).token)
    with engine.connect() as connection:
        assert "m=8,t=1,p=1" in connection.execute(select(USERS.c.password)).scalar_one()


def change(sign_ins: SignIns, token: str, old: str, new: str) -> SignedIn:
    user = sign_ins.user_of(token)
    assert user is not None
    return sign_ins.change_password(user, old, new)


def test_who_changes_their_password_goes_on_in_a_new_session_and_leaves_all_others(sign_ins: SignIns) -> None:
    here, there = (sign_ins.sign_in("anna", PASSWORD, WHERE) for _ in range(2))
    changed = change(sign_ins, here.token, PASSWORD, OTHER)
    assert [is_in(sign_ins, token) for token in (here.token, there.token, changed.token)] == [False, False, True]
    with pytest.raises(WrongPassword):
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    assert is_in(sign_ins, sign_ins.sign_in("anna", OTHER, WHERE).token)


def test_the_old_password_is_asked_for_and_cannot_be_tried_for_long(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    for _ in range(6):
        with pytest.raises(WrongPassword):
            change(sign_ins, token, "wrong", OTHER)
    assert latest(engine).action == "password_change_failed"
    with pytest.raises(LockedOut):
        change(sign_ins, token, PASSWORD, OTHER)
    assert is_in(sign_ins, token)


def test_a_new_password_that_is_bad_does_not_count_as_an_attempt(sign_ins: SignIns) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    for _ in range(10):
        with pytest.raises(BadPassword):
            change(sign_ins, token, PASSWORD, "kort")
    assert is_in(sign_ins, change(sign_ins, token, PASSWORD, OTHER).token)


def test_a_link_gives_a_password_once(sign_ins: SignIns, accounts: Accounts) -> None:
    link = accounts.offer_link("anna", by="op")
    assert sign_ins.link_user(link).name == "anna"
    with pytest.raises(BadPassword):
        sign_ins.take_link(link, "kort")
    assert is_in(sign_ins, sign_ins.take_link(link, OTHER).token)
    for attempt in (lambda: sign_ins.link_user(link), lambda: sign_ins.take_link(link, PASSWORD)):
        with pytest.raises(LinkExpired):
            attempt()
    assert is_in(sign_ins, sign_ins.sign_in("anna", OTHER, WHERE).token)


def test_a_new_link_ends_the_one_before_and_a_day_ends_both(
    sign_ins: SignIns, accounts: Accounts, engine: Engine
) -> None:
    first, second = (accounts.offer_link("anna", by="op") for _ in range(2))
    with pytest.raises(LinkExpired):
        sign_ins.link_user(first)
    assert sign_ins.link_user(second)
    age(engine, "password_links", "expires_at", days=0)
    with pytest.raises(LinkExpired):
        sign_ins.link_user(second)


def test_who_comes_from_a_provider_has_one_account_with_what_is_said_of_them_now(
    sign_ins: SignIns, accounts: Accounts
) -> None:
    first = sign_ins.user_of(sign_ins.sign_in_externally(ANNA, WHERE).token)
    later = Identity(ANNA.issuer, ANNA.subject, "annie", "Anna Jansen", Role.APPROVER)
    second = sign_ins.user_of(sign_ins.sign_in_externally(later, WHERE).token)
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert (second.name, second.display_name, second.role) == ("oidc:anna", "Anna Jansen", Role.APPROVER)


def test_the_same_subject_of_another_provider_is_another_person(sign_ins: SignIns) -> None:
    mine = sign_ins.user_of(sign_ins.sign_in_externally(ANNA, WHERE).token)
    other = Identity("https://other.example", ANNA.subject, "anna", "Anna", Role.OPERATOR)
    hers = sign_ins.user_of(sign_ins.sign_in_externally(other, WHERE).token)
    assert mine is not None
    assert hers is not None
    assert mine.id != hers.id


def test_nobody_signs_in_with_a_password_for_an_account_of_a_provider(sign_ins: SignIns) -> None:
    sign_ins.sign_in_externally(ANNA, WHERE)
    fail(sign_ins, 1, name="oidc:anna")


def test_who_is_disabled_does_not_come_in_by_a_provider(sign_ins: SignIns, accounts: Accounts) -> None:
    token = sign_ins.sign_in_externally(ANNA, WHERE).token
    accounts.set_active("oidc:anna", False, by="op")
    assert not is_in(sign_ins, token)
    with pytest.raises(AccountDisabled):
        sign_ins.sign_in_externally(ANNA, WHERE)


def test_what_no_longer_matters_is_deleted_and_what_does_stays(
    sign_ins: SignIns, accounts: Accounts, engine: Engine
) -> None:
    def kept() -> list[int]:
        tables = (SESSIONS, PASSWORD_LINKS, KNOWN_BROWSERS, ATTEMPTS)
        with engine.connect() as connection:
            return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]

    sign_ins.sign_in("anna", PASSWORD, WHERE)
    accounts.offer_link("anna", by="op")
    fail(sign_ins, 1)
    before = kept()
    assert all(before)
    sign_ins.erase_expired()
    assert kept() == before
    age(engine, "sessions", "last_at", days=1)
    age(engine, "password_links", "expires_at", days=1)
    age(engine, "known_browsers", "last_at", days=181)
    age(engine, "sign_in_attempts", "last_at", days=2)
    sign_ins.erase_expired()
    assert kept() == [0, 0, 0, 0]


def test_a_database_that_is_gone_is_an_error_of_ours(sign_ins: SignIns, engine: Engine) -> None:
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    with gone(engine, "sessions"):
        for attempt in (lambda: sign_ins.user_of(token), lambda: sign_ins.sign_out(token), sign_ins.erase_expired):
            with pytest.raises(LogUnavailable):
                attempt()
