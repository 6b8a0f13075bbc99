"""Who may come in: every page and every API of the secretariat depends on `requires` or `signed_in`.

Without a session a page leads to the sign-in page and an API answers 401; the wrong role gets 403.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, ParamSpec, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.accounts import Role, User
from assistant.signing_in import SignIns
from bots.web.languages import page_language
from bots.web.problems import api_problem
from bots.web.secretariat.cookies import SESSION, Cookies
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.words import say

HOME = "/secretariat"
SIGN_IN = "/secretariat/sign-in"
API = "/secretariat/api/"
# Each takes 64 MiB and a core: a flood of attempts waits, and takes nothing from the pages.
PASSWORDS_AT_ONCE = 2

P = ParamSpec("P")
T = TypeVar("T")


class SignInNeeded(Exception):
    """Nobody is signed in, or their session has ended."""


class WrongRole(Exception):
    """Who is signed in may not do this."""

    def __init__(self, user: User) -> None:
        super().__init__(user.role.value)
        self.user = user


@dataclass(frozen=True, slots=True)
class Gate:
    """How people come in; one for an application."""

    sign_ins: SignIns
    cookies: Cookies
    limiter: CapacityLimiter

    async def with_password(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run what makes or compares a digest of a password, off the event loop, when it is its turn."""
        return await run_sync(partial(function, *arguments, **named), limiter=self.limiter)


def gate(request: Request) -> Gate:
    """The gate of the application that a request is for."""
    opened: Gate = request.app.state.gate
    return opened


def signed_in_user(request: Request) -> User | None:
    """Who is signed in; None where nobody is."""
    opened = gate(request)
    token = opened.cookies.get(request, SESSION)
    return opened.sign_ins.user_of(token) if token else None


def signed_in(request: Request) -> User:
    """Who is signed in, whatever their role; raises SignInNeeded. A dependency."""
    user = signed_in_user(request)
    if user is None:
        raise SignInNeeded
    return user


SignedInUser = Annotated[User, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Requires:
    """A dependency that gives the user; raises SignInNeeded, and WrongRole where the role does not suffice."""

    role: Role

    async def __call__(self, user: SignedInUser) -> User:
        if not user.role.may(self.role):
            raise WrongRole(user)
        return user


def requires(role: Role) -> Requires:
    """What a page or an API depends on: `user: Annotated[User, Depends(requires(Role.EDITOR))]`."""
    return Requires(role)


Operator = Annotated[User, Depends(requires(Role.OPERATOR))]


def install(app: FastAPI, opened: Gate, layout: Layout) -> None:
    """Let an application check who comes in, and tell browsers and search engines to keep nothing of it."""
    app.state.gate = opened
    app.add_exception_handler(SignInNeeded, _ask_to_sign_in)
    app.add_exception_handler(WrongRole, _refuser(layout))
    app.add_middleware(KeptByNobody)


async def _ask_to_sign_in(request: Request, _error: Exception) -> Response:
    if request.url.path.startswith(API):
        return api_problem(401, "sign_in_needed", say("guard.sign_in_needed", page_language(request)))
    if request.method not in ("GET", "HEAD"):
        return RedirectResponse(f"{SIGN_IN}?ended=1", status_code=303)
    page = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': page})}", status_code=303)


def _refuser(layout: Layout) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def refuse(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(API):
            return api_problem(403, "wrong_role", say("guard.wrong_role", page_language(request)))
        user = error.user if isinstance(error, WrongRole) else None
        return layout.page(request, "refused.html", user, status=403)

    return refuse


class KeptByNobody:
    """Marks every response below `HOME`, downloads and errors included, as not to be kept or indexed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({"cache-control": "no-store", "x-robots-tag": "noindex"})
            await send(message)

        is_ours = path == HOME or path.startswith(f"{HOME}/")
        await self._app(scope, receive, send_marked if is_ours else send)
