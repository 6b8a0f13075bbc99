"""The page of one question to the secretariat, for whoever has its code: how far it is, and the reply."""

import re

from fastapi import APIRouter, Request, Response

from assistant.errors import LogUnavailable
from assistant.inbox_items import InboxItem
from assistant.records import Records
from assistant.replies import CODE, item_id_of
from assistant.words import spoken_date
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages

_NO_INDEX = {"x-robots-tag": "noindex"}


class ReplyPage:
    """Shows a question with its replies, and takes it back."""

    def __init__(self, records: Records, pages: Pages, retention_days: int) -> None:
        self._records = records
        self._pages = pages
        self._days = retention_days

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/reply/{code}", self.show, methods=["GET", "HEAD"])
        router.add_api_route("/reply/{code}/delete", self.delete, methods=["POST"])
        return router

    def show(self, request: Request, code: str) -> Response:
        """The question, its state and its replies; never who wrote them."""
        try:
            item = self._records.inbox.get(item_id_of(code)) if re.fullmatch(CODE, code) else None
            return self._gone(request, deleted=False) if item is None else self._page(request, item)
        except LogUnavailable:
            return self._unavailable(request)

    def delete(self, request: Request, code: str) -> Response:
        """Delete the question with its replies."""
        try:
            erased = self._records.inbox.erase_item(item_id_of(code))
        except LogUnavailable:
            return self._unavailable(request)
        return self._gone(request, deleted=erased > 0)

    def _page(self, request: Request, item: InboxItem) -> Response:
        language = page_language(request)
        replies = self._records.replies.to(item.id)
        response = self._pages.page(
            request,
            "reply.html",
            cache=PRIVATE,
            item=item,
            replies=[(reply, spoken_date(reply.written_at.date(), language)) for reply in replies],
            sent=spoken_date(item.sent_at.date(), language),
            until=spoken_date(self._records.inbox.kept_until(item, self._days).date(), language),
            address=str(request.url.replace(query="")),
        )
        response.headers.update(_NO_INDEX)
        return response

    def _gone(self, request: Request, *, deleted: bool) -> Response:
        status = 200 if deleted else 404
        return self._pages.page(request, "reply_gone.html", status=status, cache=PRIVATE, deleted=deleted)

    def _unavailable(self, request: Request) -> Response:
        return self._pages.page(request, "error.html", status=503, cache=PRIVATE, code="503", nearest=())
