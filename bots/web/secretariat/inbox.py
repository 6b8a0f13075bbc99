"""The inbox: what people sent to the secretariat, who deals with it, and the reply that goes back to them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import Role, User
from assistant.errors import ChangedMeanwhile, NoSuchItem
from assistant.inbox_items import InboxItem, ItemKind, State
from assistant.records import Records
from bots.catalogue import Catalogues
from bots.web.languages import page_language
from bots.web.secretariat.inbox_views import ItemView, Looking, Workplace, choices, line
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.roles import Editor, Reader
from bots.web.secretariat.words import say

PATH = "/secretariat/inbox"
LONGEST_REPLY = 8000
LONGEST_NAME = 64

Version = Annotated[int, Form(ge=1)]
Chosen = Annotated[str, Query(max_length=LONGEST_NAME)]


class InboxPages:
    """The list and the page of an item."""

    def __init__(self, layout: Layout, records: Records, catalogues: Catalogues, retention_days: int) -> None:
        self._layout = layout
        self._records = records
        self._work = Workplace(records, catalogues, retention_days)

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show_list, methods=["GET"])
        router.add_api_route(f"{PATH}/{{item_id}}", self.show, methods=["GET"])
        for action in (self.assign, self.set_state, self.reply):
            router.add_api_route(f"{PATH}/{{item_id}}/{action.__name__}", action, methods=["POST"])
        return router

    def show_list(
        self,
        request: Request,
        user: Reader,
        kind: Chosen = "",
        state: Chosen = "open",
        whose: Chosen = "",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> Response:
        """A page of items, newest first; the choice stands in the address, and what is none of ours chooses all."""
        looking = Looking.at(kind, state, whose)
        language = page_language(request)
        found = self._records.triage.find(looking.wanted(user.name), page)
        return self._layout.page(
            request,
            "inbox.html",
            user,
            lines=[line(item, self._work.people(), language) for item in found.items],
            found=found,
            looking=looking,
            choices=choices(language),
            address=f"{PATH}?{urlencode(looking.address())}",
        )

    def show(self, request: Request, user: Reader, item_id: str, done: Chosen = "") -> Response:
        """An item as it was sent, the answer that it is about, and what was done with it."""
        return self._page(request, user, self._get(item_id), done=done)

    def assign(
        self,
        request: Request,
        user: Editor,
        item_id: str,
        version: Version,
        assignee: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    ) -> Response:
        """Say who deals with it; an empty name is nobody."""
        if assignee and assignee not in self._work.people():
            raise HTTPException(422)
        try:
            self._records.triage.assign(item_id, assignee or None, by=user.name, version=version)
        except (ChangedMeanwhile, NoSuchItem) as error:
            return self._refused(request, user, item_id, error)
        return _back_to(item_id, "assigned")

    def set_state(
        self, request: Request, user: Editor, item_id: str, version: Version, state: Annotated[State, Form()]
    ) -> Response:
        """Say how far it is; a question is answered by a reply and by nothing else."""
        if state is State.ANSWERED and self._get(item_id).kind is ItemKind.QUESTION:
            raise HTTPException(422)
        try:
            self._records.triage.set_state(item_id, state, by=user.name, version=version)
        except (ChangedMeanwhile, NoSuchItem) as error:
            return self._refused(request, user, item_id, error)
        return _back_to(item_id, "state")

    def reply(
        self,
        request: Request,
        user: Editor,
        item_id: str,
        version: Version,
        text: Annotated[str, Form(max_length=2 * LONGEST_REPLY)] = "",
    ) -> Response:
        """Answer a question at the place where it was asked; the asker sees no name of who wrote it."""
        written = text.replace("\r\n", "\n").strip()
        item = self._get(item_id)
        if not 0 < len(written) <= LONGEST_REPLY:
            problem = say("inbox.reply_empty" if not written else "inbox.reply_long", page_language(request))
            return self._page(request, user, item, status=422, draft=written, problem=problem)
        try:
            self._records.replies.send(item_id, written, item.language, by=user.name, version=version)
        except (ChangedMeanwhile, NoSuchItem) as error:
            return self._refused(request, user, item_id, error, written)
        return _back_to(item_id, "replied")

    def _refused(
        self, request: Request, user: User, item_id: str, error: ChangedMeanwhile | NoSuchItem, draft: str = ""
    ) -> Response:
        """The item as somebody else left it, with what this person wrote."""
        if isinstance(error, NoSuchItem):
            raise HTTPException(404)
        key = "inbox.changed_by" if error.by else "inbox.changed_by_sender"
        conflict = say(key, page_language(request), name=self._work.people().get(error.by, error.by))
        return self._page(request, user, self._get(item_id), status=409, draft=draft, conflict=conflict)

    def _get(self, item_id: str) -> InboxItem:
        item = self._records.inbox.get(item_id)
        if item is None:
            raise HTTPException(404)
        return item

    def _page(self, request: Request, user: User, item: InboxItem, *, status: int = 200, **shown: str) -> Response:
        view: ItemView = self._work.view(item, page_language(request), str(request.base_url))
        given = {"draft": "", "problem": "", "conflict": "", "done": ""} | shown
        return self._layout.page(
            request,
            "inbox_item.html",
            user,
            status=status,
            item=view,
            may_change=user.role.may(Role.EDITOR),
            people=self._work.people(),
            longest=LONGEST_REPLY,
            **given,
        )


def _back_to(item_id: str, done: str) -> Response:
    return RedirectResponse(f"{PATH}/{item_id}?done={done}", status_code=303)
