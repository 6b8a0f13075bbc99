"""Managing users, for operators: add, give a role, give a link to choose a password, disable."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import LONGEST_DISPLAY_NAME, Accounts, Role, User
from assistant.errors import BadName, UnknownUser
from bots.web.languages import page_language
from bots.web.secretariat.arriving import refusal
from bots.web.secretariat.guard import Operator
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.password_links import PATH as LINK_PATH
from bots.words import say as say_shared

PATH = "/secretariat/users"


class Action(StrEnum):
    """What can be done to an account."""

    ROLE = "role"
    LINK = "link"
    SIGN_OUT = "sign_out"
    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was filled in for a new account."""

    name: str
    display_name: str
    role: Role


EMPTY = Draft("", "", Role.READER)


class UserPages:
    """The list of accounts and a page for each. Links begin with `public_url`, or without it as the request did."""

    def __init__(self, layout: Layout, accounts: Accounts, public_url: str) -> None:
        self._layout = layout
        self._accounts = accounts
        self._public_url = public_url

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show_all, methods=["GET"])
        router.add_api_route(PATH, self.add, methods=["POST"])
        router.add_api_route(PATH + "/{user_id}", self.show, methods=["GET"])
        router.add_api_route(PATH + "/{user_id}", self.change, methods=["POST"])
        return router

    def show_all(self, request: Request, user: Operator) -> Response:
        """The list, and the form for a new account."""
        return self._list(request, user)

    def add(
        self,
        request: Request,
        user: Operator,
        name: Annotated[str, Form()] = "",
        display_name: Annotated[str, Form()] = "",
        role: Annotated[Role, Form()] = Role.READER,
    ) -> Response:
        """Make an account and show the link for it, or the form again with the reason."""
        try:
            added = self._accounts.add(name, display_name, role, by=user.name)
        except BadName as error:
            return self._list(request, user, Draft(name, display_name, role), error)
        return self._with_link(request, user, added)

    def show(self, request: Request, user: Operator, user_id: int) -> Response:
        """One account."""
        return self._one(request, user, self._find(user_id), done=request.query_params.get("done", ""))

    def change(
        self,
        request: Request,
        user: Operator,
        user_id: int,
        action: Annotated[Action, Form()],
        role: Annotated[Role, Form()] = Role.READER,
    ) -> Response:
        """Do something to an account; nobody does it to their own, and so an operator is always left."""
        changed = self._find(user_id)
        if changed.id == user.id:
            raise HTTPException(403)
        if action is Action.LINK:
            return self._with_link(request, user, changed)
        try:
            self._do(action, changed.name, role, by=user.name)
        except UnknownUser:
            raise HTTPException(404) from None
        return RedirectResponse(f"{PATH}/{user_id}?done={action}", status_code=303)

    def _do(self, action: Action, name: str, role: Role, *, by: str) -> None:
        if action is Action.ROLE:
            self._accounts.set_role(name, role, by=by)
        elif action is Action.SIGN_OUT:
            self._accounts.sign_out_everywhere(name, by=by)
        else:
            self._accounts.set_active(name, action is Action.ENABLE, by=by)

    def _find(self, user_id: int) -> User:
        found = next((user for user in self._accounts.users() if user.id == user_id), None)
        if found is None:
            raise HTTPException(404)
        return found

    def _with_link(self, request: Request, user: User, invited: User) -> Response:
        try:
            link = self._accounts.offer_link(invited.name, by=user.name)
        except UnknownUser:
            raise HTTPException(404) from None
        address = (self._public_url or str(request.base_url).rstrip("/")) + LINK_PATH + link
        return self._one(request, user, invited, link=address)

    def _list(self, request: Request, user: User, draft: Draft = EMPTY, error: BadName | None = None) -> Response:
        return self._layout.page(
            request,
            "users.html",
            user,
            status=200 if error is None else 422,
            users=self._accounts.users(),
            roles=_roles(request),
            draft=draft,
            problem="" if error is None else refusal(error, page_language(request)),
            problem_field="" if error is None else _faulty_field(error),
            longest=LONGEST_DISPLAY_NAME,
        )

    def _one(self, request: Request, user: User, shown: User, *, link: str = "", done: str = "") -> Response:
        known = done if done in list(Action) else ""
        return self._layout.page(
            request,
            "user.html",
            user,
            shown=shown,
            roles=_roles(request),
            link=link,
            done=known,
            mine=shown.id == user.id,
        )


def _roles(request: Request) -> list[tuple[str, str]]:
    """Each role with what it is called."""
    return [(role.value, say_shared(f"role.{role}", page_language(request))) for role in Role]


def _faulty_field(error: BadName) -> str:
    return "display_name" if error.code == "bad_display_name" else "name"
