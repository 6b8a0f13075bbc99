"""Accounts, roles, and what is noted of each change."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from assistant.accounts import Accounts, AccountState, Role
from assistant.audit import Audit
from assistant.errors import BadName, BadPassword, LinkExpired, LockedOut, LogUnavailable, UnknownUser, WrongPassword
from assistant.signing_in import Identity, SignIns
from tests.assistant.databases import gone
from tests.cheap_hashes import cheap_hashes

PASSWORD, OTHER = "vier losse woorden hier", "zes kratten met zink"
WHERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture
def accounts(engine: Engine) -> Accounts:
    return Accounts(engine)


@pytest.fixture
def sign_ins(engine: Engine) -> SignIns:
    return SignIns(engine)


def noted(engine: Engine) -> list[tuple[str, str, str]]:
    return [(entry.user, entry.action, entry.target) for entry in reversed(Audit(engine).entries())]


def add_anna(accounts: Accounts, password: str = PASSWORD) -> None:
    accounts.add("anna", "Anna de Vries", Role.EDITOR, by="op")
    accounts.set_password("anna", password, by="op")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.READER, {Role.READER}),
        (Role.EDITOR, {Role.READER, Role.EDITOR}),
        (Role.APPROVER, {Role.READER, Role.EDITOR, Role.APPROVER}),
        (Role.OPERATOR, {Role.OPERATOR}),
    ],
)
def test_the_secretariats_roles_build_on_each_other_and_the_operator_stands_apart(role: Role, may: set[Role]) -> None:
    assert {needed for needed in Role if role.may(needed)} == may


def test_a_new_account_has_no_password_and_nobody_can_sign_in_with_it(accounts: Accounts, sign_ins: SignIns) -> None:
    user = accounts.add(" Anna ", "Anna  de\tVries", Role.EDITOR, by="op")
    assert (user.name, user.display_name, user.role, user.state) == (
        "anna", "Anna de Vries", Role.EDITOR, AccountState.INVITED,
    )  # fmt: skip
    for password in ("", PASSWORD):
        with pytest.raises(WrongPassword):
            sign_ins.sign_in("anna", password, WHERE)


@pytest.mark.parametrize("name", ["", "a", "-anna", "anna de vries", "an/na", "oidc:anna", "ann\u00e9", "a" * 65])
def test_a_name_that_could_be_mistaken_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadName) as refused:
        accounts.add(name, "Anna", Role.EDITOR, by="op")
    assert refused.value.code == "bad_name"


@pytest.mark.parametrize("shown", ["", "  ", "x" * 129])
def test_somebody_has_a_name_that_can_be_shown(accounts: Accounts, shown: str) -> None:
    with pytest.raises(BadName) as refused:
        accounts.add("anna", shown, Role.EDITOR, by="op")
    assert refused.value.code == "bad_display_name"


def test_a_name_is_had_by_one(accounts: Accounts) -> None:
    accounts.add("anna", "Anna", Role.EDITOR, by="op")
    with pytest.raises(BadName) as refused:
        accounts.add("ANNA", "Another", Role.OPERATOR, by="op")
    assert refused.value.code == "name_taken"
    assert [(user.display_name, user.role) for user in accounts.users()] == [("Anna", Role.EDITOR)]


def test_accounts_are_listed_by_name(accounts: Accounts) -> None:
    for name in ("zoe", "anna"):
        accounts.add(name, name, Role.READER, by="op")
    assert [user.name for user in accounts.users()] == ["anna", "zoe"]


def test_another_role_holds_at_once_for_who_is_signed_in(accounts: Accounts, sign_ins: SignIns) -> None:
    add_anna(accounts)
    token = sign_ins.sign_in("anna", PASSWORD, WHERE).token
    accounts.set_role("anna", Role.APPROVER, by="op")
    user = sign_ins.user_of(token)
    assert user is not None
    assert user.role is Role.APPROVER


def test_who_is_disabled_is_signed_out_and_comes_in_no_more_until_enabled(
    accounts: Accounts, sign_ins: SignIns
) -> None:
    add_anna(accounts)
    token, link = sign_ins.sign_in("anna", PASSWORD, WHERE).token, accounts.offer_link("anna", by="op")
    accounts.set_active("anna", False, by="op")
    assert sign_ins.user_of(token) is None
    with pytest.raises(WrongPassword):
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    with pytest.raises(LinkExpired):
        sign_ins.link_user(link)
    accounts.set_active("anna", True, by="op")
    assert sign_ins.user_of(token) is None
    assert sign_ins.user_of(sign_ins.sign_in("anna", PASSWORD, WHERE).token) is not None


def test_a_new_password_ends_sessions_links_and_waits(accounts: Accounts, sign_ins: SignIns) -> None:
    add_anna(accounts)
    token, link = sign_ins.sign_in("anna", PASSWORD, WHERE).token, accounts.offer_link("anna", by="op")
    for _ in range(6):
        with pytest.raises(WrongPassword):
            sign_ins.sign_in("anna", "wrong", WHERE)
    with pytest.raises(LockedOut):
        sign_ins.sign_in("anna", PASSWORD, WHERE)
    accounts.set_password("anna", OTHER, by="op")
    assert sign_ins.user_of(token) is None
    with pytest.raises(LinkExpired):
        sign_ins.link_user(link)
    assert sign_ins.user_of(sign_ins.sign_in("anna", OTHER, WHERE).token) is not None


def test_a_bad_password_changes_nothing(accounts: Accounts, sign_ins: SignIns) -> None:
    add_anna(accounts)
    with pytest.raises(BadPassword):
        accounts.set_password("anna", "kort", by="op")
    assert sign_ins.sign_in("anna", PASSWORD, WHERE)


def test_signing_out_everywhere_ends_all_sessions_of_one(accounts: Accounts, sign_ins: SignIns) -> None:
    add_anna(accounts)
    accounts.add("zoe", "Zoë", Role.READER, by="op")
    accounts.set_password("zoe", OTHER, by="op")
    hers = [sign_ins.sign_in("anna", PASSWORD, WHERE).token for _ in range(2)]
    other = sign_ins.sign_in("zoe", OTHER, WHERE).token
    accounts.sign_out_everywhere("anna", by="anna")
    assert [sign_ins.user_of(token) for token in hers] == [None, None]
    assert sign_ins.user_of(other) is not None


def test_what_the_provider_decides_is_not_changed_here(accounts: Accounts, sign_ins: SignIns) -> None:
    sign_ins.sign_in_externally(Identity("https://idp.example", "1", "anna", "Anna", Role.READER), WHERE)
    for change in (
        lambda: accounts.set_role("oidc:anna", Role.OPERATOR, by="op"),
        lambda: accounts.set_password("oidc:anna", PASSWORD, by="op"),
        lambda: accounts.offer_link("oidc:anna", by="op"),
    ):
        with pytest.raises(UnknownUser):
            change()
    assert accounts.get("oidc:anna").role is Role.READER


def test_nobody_is_changed_who_is_not_there(accounts: Accounts, engine: Engine) -> None:
    for change in (
        lambda: accounts.get("nobody"),
        lambda: accounts.set_role("nobody", Role.READER, by="op"),
        lambda: accounts.set_active("nobody", False, by="op"),
        lambda: accounts.set_password("nobody", PASSWORD, by="op"),
        lambda: accounts.offer_link("nobody", by="op"),
        lambda: accounts.sign_out_everywhere("nobody", by="op"),
    ):
        with pytest.raises(UnknownUser):
            change()
    assert noted(engine) == []


def test_each_change_is_noted_with_who_made_it(accounts: Accounts, engine: Engine) -> None:
    add_anna(accounts)
    accounts.set_role("anna", Role.READER, by="op")
    accounts.offer_link("anna", by="op")
    accounts.set_active("anna", False, by="op")
    accounts.set_active("anna", True, by="op")
    accounts.sign_out_everywhere("anna", by="anna")
    assert noted(engine) == [
        ("op", "user_added", "anna"),
        ("op", "password_set", "anna"),
        ("op", "role_changed", "anna"),
        ("op", "link_made", "anna"),
        ("op", "user_disabled", "anna"),
        ("op", "user_enabled", "anna"),
        ("anna", "signed_out_everywhere", "anna"),
    ]


def test_what_cannot_be_noted_is_not_done(accounts: Accounts, engine: Engine) -> None:
    add_anna(accounts)
    with gone(engine, "audit"), pytest.raises(LogUnavailable):
        accounts.set_role("anna", Role.OPERATOR, by="op")
    assert accounts.get("anna").role is Role.EDITOR
