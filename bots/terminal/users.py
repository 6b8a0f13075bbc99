"""`ketenwijzer users`: who may sign in at the secretariat's pages, and what they may do there."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from assistant.accounts import Accounts, Role, User
from assistant.errors import BadName, BadPassword, LogUnavailable, UnknownUser
from assistant.passwords import LONGEST, SHORTEST
from bots.settings import Settings
from bots.terminal.console import Exit, fail, fail_without_database, load_settings, tell, terminal_language
from bots.wiring import open_accounts
from bots.words import say

_LINK_PATH = "/secretariat/password/"

users_app = typer.Typer(no_args_is_help=True, help="Who may sign in at the secretariat's pages.")
Name = Annotated[str, typer.Argument(help="The name that somebody signs in with.")]
Link = Annotated[bool, typer.Option("--link", help="Print a link with which they choose it, instead of asking for it.")]


@users_app.command("add")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do.")],
    display_name: Annotated[str, typer.Option("--display-name", help="Who they are; the name without it.")] = "",
    link: Link = False,
) -> None:
    """Add somebody; asks for their password on the terminal, twice."""
    settings = load_settings()
    with _opened(settings) as accounts:
        added = accounts.add(name, display_name or name, role, by=_by())
        tell("users.added", name=added.name, role=_role(role))
        _give_password(settings, accounts, added.name, link=link)


@users_app.command("list")
def list_users() -> None:
    """List who there is, with role and state."""
    with _opened(load_settings()) as accounts:
        users = accounts.users()
    for user in users:
        typer.echo(_line(user))
    if not users:
        tell("users.none")


@users_app.command("role")
def change_role(name: Name, role: Annotated[Role, typer.Argument(help="What they may do from now on.")]) -> None:
    """Give somebody another role, at once."""
    with _opened(load_settings()) as accounts:
        accounts.set_role(name, role, by=_by())
    tell("users.role_changed", name=name, role=_role(role))


@users_app.command("password")
def change_password(name: Name, link: Link = False) -> None:
    """Give somebody another password, which signs them out and ends every wait; asks for it, twice."""
    settings = load_settings()
    with _opened(settings) as accounts:
        _give_password(settings, accounts, name, link=link)


@users_app.command("disable")
def disable(name: Name) -> None:
    """Let somebody in no more, and sign them out."""
    with _opened(load_settings()) as accounts:
        accounts.set_active(name, False, by=_by())
    tell("users.disabled", name=name)


@users_app.command("enable")
def enable(name: Name) -> None:
    """Let somebody in again."""
    with _opened(load_settings()) as accounts:
        accounts.set_active(name, True, by=_by())
    tell("users.enabled", name=name)


def _give_password(settings: Settings, accounts: Accounts, name: str, *, link: bool) -> None:
    if link:
        token = accounts.offer_link(name, by=_by())
        tell("users.link", name=name)
        typer.echo((settings.public_url or f"http://{settings.host}:{settings.port}") + _LINK_PATH + token)
        return
    accounts.get(name)  # to hear of a wrong name before typing a password
    while not _takes_password(accounts, name):
        pass
    tell("users.password_set", name=name)


def _takes_password(accounts: Accounts, name: str) -> bool:
    password, again = _ask("users.password"), _ask("users.password_again")
    try:
        if password != again:
            raise BadPassword("not_the_same")
        accounts.set_password(name, password, by=_by())
    except BadPassword as error:
        tell(f"bad_account.{error.code}", shortest=SHORTEST, longest=LONGEST)
        return False
    return True


def _ask(key: str) -> str:
    answer: str = typer.prompt(say(key, terminal_language()), hide_input=True, err=True)
    return answer


def _by() -> str:
    """Who types, as the audit trail names them; no account can have such a name."""
    try:
        return f"terminal:{getpass.getuser()}"
    except (KeyError, OSError):  # a container may run as a number without a name
        return f"terminal:{os.getuid()}"


def _line(user: User) -> str:
    language = terminal_language()
    at = user.signed_in_at
    seen = say("users.never", language) if at is None else f"{at.astimezone():%Y-%m-%d %H:%M}"
    state = say(f"account_state.{user.state}", language)
    return f"{user.name}  {user.display_name}  {_role(user.role)}  {state}  {seen}"


def _role(role: Role) -> str:
    return say(f"role.{role}", terminal_language())


@contextmanager
def _opened(settings: Settings) -> Iterator[Accounts]:
    language = terminal_language()
    try:
        yield open_accounts(settings)
    except UnknownUser as error:
        fail(say("users.unknown", language, name=error), Exit.FAILED)
    except BadName as error:
        fail(say(f"bad_account.{error.code}", language), Exit.USAGE)
    except LogUnavailable as error:
        fail_without_database(settings, error)
    except OSError as error:
        reason = error.strerror or str(error)
        fail(say("terminal.data_folder", language, folder=settings.data, detail=reason), Exit.CANNOT_START)
