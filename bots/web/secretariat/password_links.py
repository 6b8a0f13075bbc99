"""Choosing a password with a link that an operator gave: once, and within a day."""

from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response

from assistant.accounts import User
from assistant.errors import BadPassword, LinkExpired
from assistant.passwords import LONGEST, SHORTEST
from bots.web.languages import page_language
from bots.web.secretariat.account import Secret, faulty_field, require_same
from bots.web.secretariat.arriving import come_in, refusal
from bots.web.secretariat.guard import HOME, gate
from bots.web.secretariat.layout import Layout

PATH = "/secretariat/password/"


class PasswordLinkPages:
    """Open to whoever has a link."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH + "{link}", self.show, methods=["GET"])
        router.add_api_route(PATH + "{link}", self.choose, methods=["POST"])
        return router

    def show(self, request: Request, link: str) -> Response:
        """The form for whom the link is for."""
        try:
            invited = gate(request).sign_ins.link_user(link)
        except LinkExpired:
            return self._expired(request)
        return self._form(request, invited)

    async def choose(self, request: Request, link: str, new: Secret = "", again: Secret = "") -> Response:
        """Keep the password and let somebody in, or show the form again with the reason."""
        opened = gate(request)
        try:
            invited = await run_sync(opened.sign_ins.link_user, link)
            require_same(new, again)
            signed_in = await opened.with_password(opened.sign_ins.take_link, link, new)
        except LinkExpired:
            return self._expired(request)
        except BadPassword as error:
            return self._form(request, invited, error)
        return await run_sync(partial(come_in, request, signed_in, HOME))

    def _form(self, request: Request, invited: User, error: BadPassword | None = None) -> Response:
        return self._layout.page(
            request,
            "password_link.html",
            None,
            status=200 if error is None else 422,
            invited=invited,
            problem="" if error is None else refusal(error, page_language(request)),
            problem_field=faulty_field(error),
            shortest=SHORTEST,
            longest=LONGEST,
        )

    def _expired(self, request: Request) -> Response:
        return self._layout.page(request, "link_expired.html", None, status=404)
