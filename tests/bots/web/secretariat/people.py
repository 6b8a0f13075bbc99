"""People with a role, signed in without the work of a password."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Role
from assistant.errors import UnknownUser
from assistant.records import Records
from bots.web.secretariat.cookies import SESSION

PASSWORD = "vier losse woorden hier"  # noqa: S105 - it opens nothing but the pages of a test


def add_person(records: Records, role: Role, name: str = "", password: str = PASSWORD) -> str:
    """Add somebody with a role and a password; their name is that of the role if none is given."""
    records.accounts.add(name or role.value, f"{role.value} {name}".strip(), role, by="terminal:test")
    records.accounts.set_password(name or role.value, password, by="terminal:test")
    return name or role.value


def session_of(records: Records, role: Role) -> str:
    """The token of a session of somebody with a role, whom there may be already."""
    try:
        records.accounts.get(role.value)
    except UnknownUser:
        records.accounts.add(role.value, role.value, role, by="terminal:test")
    link = records.accounts.offer_link(role.value, by="terminal:test")
    return records.sign_ins.take_link(link, PASSWORD).token


def with_session(app: FastAPI, records: Records, role: Role) -> TestClient:
    """A browser in which somebody with a role is signed in."""
    cookies = {SESSION: session_of(records, role)}
    headers = {"accept-language": "nl"}
    return TestClient(app, raise_server_exceptions=False, cookies=cookies, headers=headers)
