"""The commands `users`."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from assistant.accounts import Accounts, Role
from assistant.audit import Audit
from assistant.database import open_database
from assistant.signing_in import SignIns
from bots.terminal.app import app
from tests.cheap_hashes import cheap_hashes

PASSWORD, OTHER = "vier losse woorden hier", "zes kratten met zink"
WHERE = "192.0.2.1"


class Terminal:
    """Where an operator types commands, and passwords when asked."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *arguments: str, typed: tuple[str, ...] = (), language: str = "C", **settings: str) -> Result:
        environment = {"KETENWIJZER_DATA": str(self.data), "LANG": language, "LC_ALL": "", "LC_MESSAGES": ""}
        given = "".join(f"{line}\n" for line in typed)
        return CliRunner().invoke(app, ("users", *arguments), input=given, env=environment | settings)

    @property
    def engine(self) -> Engine:
        return open_database(f"sqlite:///{self.data / 'log.sqlite'}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal over a data folder that is not there yet."""
    with cheap_hashes():
        yield Terminal(tmp_path / "data")


def add_anna(terminal: Terminal) -> None:
    added = terminal.run("add", "anna", "--role", "approver", typed=(PASSWORD, PASSWORD))
    assert added.exit_code == 0, added.output


def test_somebody_who_is_added_can_sign_in(terminal: Terminal) -> None:
    add_anna(terminal)
    user = Accounts(terminal.engine).get("anna")
    assert (user.display_name, user.role) == ("anna", Role.APPROVER)
    assert SignIns(terminal.engine).sign_in("anna", PASSWORD, WHERE)


def test_there_is_no_way_to_give_a_password_as_an_argument(terminal: Terminal) -> None:
    for option in ("--password", "-p"):
        assert terminal.run("add", "anna", "--role", "reader", option, PASSWORD).exit_code == 2
    assert terminal.run("password", "anna", PASSWORD).exit_code == 2


def test_the_password_is_asked_again_until_it_is_good_and_typed_twice_the_same(terminal: Terminal) -> None:
    typed = ("kort", "kort", PASSWORD, OTHER, OTHER, OTHER)
    added = terminal.run("add", "anna", "--role", "reader", typed=typed)
    assert added.exit_code == 0
    assert "Choose a password of at least 12 characters." in added.stderr
    assert "The two new passwords are not the same." in added.stderr
    assert OTHER not in added.output
    assert SignIns(terminal.engine).sign_in("anna", OTHER, WHERE)


def test_who_breaks_off_leaves_an_account_with_which_nobody_can_sign_in(terminal: Terminal) -> None:
    assert terminal.run("add", "anna", "--role", "reader").exit_code == 1
    assert not Accounts(terminal.engine).get("anna").has_password


def test_a_link_is_printed_for_who_will_choose_the_password(terminal: Terminal) -> None:
    linked = terminal.run(
        "add", "anna", "--role", "reader", "--display-name", "Anna de Vries", "--link",
        KETENWIJZER_PUBLIC_URL="https://chat.example",
    )  # fmt: skip
    found = re.fullmatch(r"https://chat\.example/secretariat/password/([\w-]{43})\n", linked.stdout)
    assert found
    assert SignIns(terminal.engine).link_user(found.group(1)).display_name == "Anna de Vries"


def test_a_name_that_is_taken_or_no_name_is_refused(terminal: Terminal) -> None:
    add_anna(terminal)
    for name in ("anna", "a b"):
        refused = terminal.run("add", name, "--role", "reader", typed=(PASSWORD, PASSWORD))
        assert refused.exit_code == 2
        assert refused.stderr


def test_the_list_tells_role_and_state(terminal: Terminal) -> None:
    add_anna(terminal)
    terminal.run("add", "zoe", "--role", "reader", "--link")
    assert terminal.run("list", language="nl_NL.UTF-8").stdout.splitlines() == [
        "anna  anna  Goedkeurder  actief  nog nooit",
        "zoe  zoe  Lezer  nog geen wachtwoord  nog nooit",
    ]


def test_an_empty_list_is_said_to_be(terminal: Terminal) -> None:
    listed = terminal.run("list")
    assert (listed.exit_code, listed.stdout) == (0, "")
    assert "There are no users yet." in listed.stderr


def test_a_role_is_changed(terminal: Terminal) -> None:
    add_anna(terminal)
    assert terminal.run("role", "anna", "editor").exit_code == 0
    assert Accounts(terminal.engine).get("anna").role is Role.EDITOR
    assert terminal.run("role", "anna", "king").exit_code == 2


def test_somebody_is_disabled_and_enabled(terminal: Terminal) -> None:
    add_anna(terminal)
    assert terminal.run("disable", "anna").exit_code == 0
    assert not Accounts(terminal.engine).get("anna").active
    assert terminal.run("enable", "anna").exit_code == 0
    assert Accounts(terminal.engine).get("anna").active


def test_another_password_is_given(terminal: Terminal) -> None:
    add_anna(terminal)
    assert terminal.run("password", "anna", typed=(OTHER, OTHER)).exit_code == 0
    assert SignIns(terminal.engine).sign_in("anna", OTHER, WHERE)


@pytest.mark.parametrize(
    "arguments", [("role", "nobody", "reader"), ("password", "nobody"), ("disable", "nobody"), ("enable", "nobody")]
)
def test_who_is_not_there_is_named_before_anything_is_asked(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    refused = terminal.run(*arguments)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("There is no user nobody")


def test_the_audit_trail_names_who_typed(terminal: Terminal) -> None:
    add_anna(terminal)
    entries = Audit(terminal.engine).entries()
    assert [entry.action for entry in entries] == ["password_set", "user_added"]
    assert all(re.fullmatch(r"terminal:\S+", entry.user) for entry in entries)


def test_a_container_without_a_name_for_its_user_is_named_by_number(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError(1000)

    monkeypatch.setattr("getpass.getuser", nameless)
    add_anna(terminal)
    assert re.fullmatch(r"terminal:\d+", Audit(terminal.engine).entries()[0].user)


def test_a_data_folder_that_cannot_be_made_is_told(terminal: Terminal) -> None:
    terminal.data.write_text("a file")
    refused = terminal.run("list")
    assert refused.exit_code == 3
    assert "cannot be used" in refused.stderr


def test_a_database_that_does_not_answer_is_named_without_its_password(terminal: Terminal) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    refused = terminal.run("list", KETENWIJZER_LOG_DATABASE="postgresql://user:secret@127.0.0.1:1/log")
    assert refused.exit_code == 3
    assert "secret" not in refused.output
