"""One's own account: change the password, and sign out everywhere."""

from functools import partial
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import Accounts, User
from assistant.errors import BadAccount, BadPassword, SignInRefused, WrongPassword
from assistant.passwords import LONGEST, SHORTEST
from bots.web.languages import page_language
from bots.web.secretariat.arriving import come_in, refusal, refusal_status
from bots.web.secretariat.cookies import SESSION
from bots.web.secretariat.guard import SIGN_IN, SignedInUser, gate
from bots.web.secretariat.layout import ACCOUNT, Layout
from bots.web.secretariat.words import say
from knowledge.language import Language

_LONGEST_FIELD = 1000
Secret = Annotated[str, Form(max_length=_LONGEST_FIELD)]


class AccountPages:
    """For everybody who is signed in."""

    def __init__(self, layout: Layout, accounts: Accounts) -> None:
        self._layout = layout
        self._accounts = accounts

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(ACCOUNT, self.show, methods=["GET"])
        router.add_api_route(ACCOUNT, self.change_password, methods=["POST"])
        router.add_api_route("/secretariat/sign-out-everywhere", self.sign_out_everywhere, methods=["POST"])
        return router

    def show(self, request: Request, user: SignedInUser) -> Response:
        """Who one is here, and the form."""
        return self._page(request, user, changed="changed" in request.query_params)

    async def change_password(
        self, request: Request, user: SignedInUser, old: Secret = "", new: Secret = "", again: Secret = ""
    ) -> Response:
        """Change the password, or show the form again with the reason."""
        opened = gate(request)
        try:
            require_same(new, again)
            signed_in = await opened.with_password(opened.sign_ins.change_password, user, old, new)
        except (SignInRefused, BadAccount) as error:
            return self._page(request, user, error)
        return await run_sync(partial(come_in, request, signed_in, f"{ACCOUNT}?changed=1"))

    def sign_out_everywhere(self, request: Request, user: SignedInUser) -> Response:
        """End all sessions, this one included."""
        self._accounts.sign_out_everywhere(user.name, by=user.name)
        response = RedirectResponse(f"{SIGN_IN}?signed_out=1", status_code=303)
        gate(request).cookies.delete(request, response, SESSION)
        return response

    def _page(
        self, request: Request, user: User, error: SignInRefused | BadAccount | None = None, *, changed: bool = False
    ) -> Response:
        return self._layout.page(
            request,
            "account.html",
            user,
            status=200 if error is None else refusal_status(error),
            problem=_problem(error, page_language(request)),
            problem_field=faulty_field(error),
            changed=changed,
            shortest=SHORTEST,
            longest=LONGEST,
        )


def _problem(error: SignInRefused | BadAccount | None, language: Language) -> str:
    if isinstance(error, WrongPassword):
        return say("refusal.wrong_old_password", language)
    return "" if error is None else refusal(error, language)


def require_same(new: str, again: str) -> None:
    """Raise BadPassword where a new password was not typed twice the same."""
    if new != again:
        raise BadPassword("not_the_same")


def faulty_field(error: SignInRefused | BadAccount | None) -> str:
    """The field of a form for a new password that an error is about."""
    if error is None:
        return ""
    if isinstance(error, SignInRefused):
        return "old"
    return "again" if error.code == "not_the_same" else "new"
