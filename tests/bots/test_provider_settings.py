"""What an operator sets of a sign-in provider."""

from typing import Any

import pytest

from assistant.accounts import Role
from bots.provider_settings import OidcRoles, is_safe_address

ROLES = OidcRoles.parse(" groups : imvo-approvers = approver; cn=imvo,ou=readers=reader ;")


def test_values_stand_with_their_roles_between_semicolons() -> None:
    assert OidcRoles("groups", (("imvo-approvers", Role.APPROVER), ("cn=imvo,ou=readers", Role.READER))) == ROLES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "groups",
        "groups:",
        "groups: ;",
        ": a=reader",
        "groups: a",
        "groups: a=king",
        "groups: =reader",
        "a b: c=reader",
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="use "):
        OidcRoles.parse(text)


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["staff", "imvo-approvers"]}, Role.APPROVER),
        ({"groups": "cn=imvo,ou=readers"}, Role.READER),
        ({"groups": ["cn=imvo,ou=readers", "imvo-approvers"]}, Role.APPROVER),
        ({"groups": []}, None),
        ({"groups": ["imvo-approvers-of-old"]}, None),
        ({"groups": "staff imvo-approvers"}, None),
        ({"groups": {"imvo-approvers": 1}}, None),
        ({"groups": None}, None),
        ({}, None),
    ],
    ids=str,
)
def test_the_first_role_in_the_setting_that_somebody_has_counts(claims: dict[str, Any], role: Role | None) -> None:
    assert ROLES.role(claims) is role


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"realm_access": {"roles": ["imvo"]}}, Role.EDITOR),
        ({"realm_access.roles": ["imvo"]}, Role.EDITOR),
        ({"realm_access": "roles"}, None),
        ({"realm_access": None}, None),
    ],
    ids=str,
)
def test_a_dot_leads_into_an_object(claims: dict[str, Any], role: Role | None) -> None:
    assert OidcRoles.parse("realm_access.roles: imvo=editor").role(claims) is role


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://idp.example/realms/imvo", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://idp.example", False),
        ("http://127.0.0.1.example", False),
        ("https://", False),
        ("ftp://127.0.0.1", False),
        ("", False),
    ],
)
def test_an_address_is_safe_where_nobody_on_the_way_can_read_along(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe
