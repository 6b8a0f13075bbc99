"""The sign-in page, and signing out."""

from functools import partial
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import SignInRefused
from bots.web.languages import page_language
from bots.web.secretariat.arriving import address_of, come_in, leave_session, our_page, refusal, refusal_status
from bots.web.secretariat.cookies import BROWSER, SESSION
from bots.web.secretariat.guard import HOME, SIGN_IN, SignedInUser, gate, signed_in_user
from bots.web.secretariat.layout import ACCOUNT, Layout, sections_of
from bots.web.secretariat.words import say

_LONGEST_FIELD = 1000


class SignInPages:
    """With a name and a password; a link leads to the provider where there is one."""

    def __init__(self, layout: Layout, *, with_provider: bool) -> None:
        self._layout = layout
        self._with_provider = with_provider

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(HOME, self.go_home, methods=["GET"])
        router.add_api_route(SIGN_IN, self.show, methods=["GET"])
        router.add_api_route(SIGN_IN, self.sign_in, methods=["POST"])
        router.add_api_route("/secretariat/sign-out", self.sign_out, methods=["POST"])
        return router

    async def go_home(self, user: SignedInUser) -> Response:
        """The first page that somebody may see."""
        sections = sections_of(user)
        return RedirectResponse(sections[0].path if sections else ACCOUNT, status_code=303)

    def show(self, request: Request, next: str = HOME) -> Response:  # noqa: A002 - the name in the address
        """The form; who is signed in goes on at once."""
        if signed_in_user(request) is not None:
            return RedirectResponse(our_page(next), status_code=303)
        news = [name for name in ("ended", "signed_out") if name in request.query_params]
        notice = say(f"sign_in.{news[0]}", page_language(request)) if news else ""
        return sign_in_page(request, self._layout, our_page(next), notice=notice, with_provider=self._with_provider)

    async def sign_in(
        self,
        request: Request,
        name: Annotated[str, Form(max_length=_LONGEST_FIELD)] = "",
        password: Annotated[str, Form(max_length=_LONGEST_FIELD)] = "",
        next: Annotated[str, Form()] = HOME,  # noqa: A002 - as in `show`
    ) -> Response:
        """Let somebody in, or show the form again with the reason."""
        opened = gate(request)
        browser = opened.cookies.get(request, BROWSER)
        try:
            signed_in = await opened.with_password(
                opened.sign_ins.sign_in, name, password, address_of(request), browser
            )
        except SignInRefused as error:
            return self._again(request, error, name, our_page(next))
        return await run_sync(partial(come_in, request, signed_in, our_page(next)))

    def sign_out(self, request: Request, _user: SignedInUser) -> Response:
        """End the session."""
        opened = gate(request)
        leave_session(request, opened)
        response = RedirectResponse(f"{SIGN_IN}?signed_out=1", status_code=303)
        opened.cookies.delete(request, response, SESSION)
        return response

    def _again(self, request: Request, error: SignInRefused, name: str, to: str) -> Response:
        problem = refusal(error, page_language(request))
        return sign_in_page(
            request,
            self._layout,
            to,
            name=name,
            problem=problem,
            status=refusal_status(error),
            with_provider=self._with_provider,
        )


def sign_in_page(
    request: Request,
    layout: Layout,
    to: str,
    *,
    with_provider: bool,
    name: str = "",
    problem: str = "",
    notice: str = "",
    status: int = 200,
) -> Response:
    """The page with the form, which leads on to an address."""
    return layout.page(
        request,
        "sign_in.html",
        None,
        status=status,
        to=to,
        name=name,
        problem=problem,
        notice=notice,
        with_provider=with_provider,
    )
