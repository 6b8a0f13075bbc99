"""Frequent questions: the two queues, as their address says."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import Role, User
from assistant.audit import Audit
from assistant.clusters import ClusterFilters, ClusterPage, Clusters, Order, Queue, Status
from bots.web.languages import page_language
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.roles import Editor, Reader
from bots.web.secretariat.words import say
from knowledge.language import Language

PATH = "/secretariat/questions"
_LONGEST_TEXT = 200

Choice = TypeVar("Choice", bound=StrEnum)
Option = tuple[str, str]


class QuestionsPage:
    """Lists groups of questions, for readers; editors have them put together again."""

    def __init__(self, layout: Layout, clusters: Clusters, put_together: Callable[[], object], audit: Audit) -> None:
        self._layout = layout
        self._clusters = clusters
        self._put_together = put_together
        self._audit = audit

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        router.add_api_route(PATH + "/run", self.run, methods=["POST"])
        return router

    def show(self, request: Request, user: Reader, page: int = Query(default=1, ge=1)) -> Response:
        """A page of a queue, under the choices in the address."""
        language = page_language(request)
        filters = _filters(request.query_params, user)
        found = self._clusters.page(filters, page)
        return self._layout.page(
            request,
            "questions.html",
            user,
            filters=filters,
            found=found,
            choices=list(_choices(filters, user, language)),
            tabs=[(queue, _address(request.query_params, queue=queue.value, page="")) for queue in Queue],
            pages=_neighbours(request.query_params, found),
            run=self._clusters.last_run(),
            started="started" in request.query_params,
            may_edit=user.role.may(Role.EDITOR),
        )

    def run(self, user: Editor) -> Response:
        """Begin to put the questions together again, in the background."""
        # Noted first: what runs on in the background cannot be taken back where the note fails.
        self._audit.write(user.name, "clustering_started", "")
        self._put_together()
        return RedirectResponse(f"{PATH}?started=1", status_code=303)


def _filters(query: Mapping[str, str], user: User) -> ClusterFilters:
    return ClusterFilters(
        queue=_chosen(Queue, query.get("queue", "")) or Queue.ANSWERED,
        status=_chosen(Status, query.get("status", "")),
        assignee=user.name if query.get("assignee") == "me" else None,
        text=" ".join(query.get("text", "")[:_LONGEST_TEXT].split()),
        order=_chosen(Order, query.get("order", "")) or Order.QUESTIONS,
    )


def _chosen(kind: type[Choice], value: str) -> Choice | None:
    return kind(value) if value in list(kind) else None


def _choices(filters: ClusterFilters, user: User, language: Language) -> Iterable[tuple[str, list[Option], str]]:
    """Each filter with its options in words, and what is chosen."""
    statuses = [(status.value, say(f"questions.status_{status}", language)) for status in Status]
    yield "status", [("", say("questions.any_status", language)), *statuses], filters.status or ""
    assignees = [("", say("questions.any_assignee", language)), ("me", user.display_name)]
    yield "assignee", assignees, "" if filters.assignee is None else "me"
    orders = [(order.value, say(f"questions.order_{order}", language)) for order in Order]
    yield "order", orders, filters.order.value


def _neighbours(query: Mapping[str, str], found: ClusterPage) -> list[tuple[str, str]]:
    """The pages before and after this one, as `previous` and `following` with their addresses."""
    numbers = {"previous": found.page - 1, "following": found.page + 1}
    within = {name: number for name, number in numbers.items() if 1 <= number <= found.pages}
    return [(name, _address(query, page=str(number))) for name, number in within.items()]


def _address(query: Mapping[str, str], **changes: str) -> str:
    """The address of this page with other choices; an empty one is left out."""
    kept = {name: value for name, value in (dict(query) | changes).items() if value and name != "started"}
    return f"{PATH}?{urlencode(kept)}"
