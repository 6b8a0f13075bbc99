"""What a reader thinks of an answer: asked below it, kept by forms that need no script, and shown back to them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.conversations import Turn
from assistant.errors import LogUnavailable
from assistant.inbox_items import InboxItem, ItemKind, Rating, Reason, State
from assistant.questions import Channel
from assistant.records import Records
from bots.answer_records import Record, can_be_judged, can_be_passed_on
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.security import conversation_of

LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What stands below an answer: what its reader said of it, and how far the secretariat is with that.

    `rating`, `reason` and `state` are None for what the reader did not say; `asked` is the state of the question to
    the secretariat that came from this answer, None without one.
    """

    answer_id: str
    rating: Rating | None
    reason: Reason | None
    remark: str
    state: State | None
    asked: State | None
    can_ask: bool
    longest: int = LONGEST_REMARK


class Feedback:
    """Takes ratings of the answers of a reader's own conversation, and reasons for them."""

    def __init__(self, records: Records, pages: Pages) -> None:
        self._records = records
        self._pages = pages

    @property
    def router(self) -> APIRouter:
        """The addresses of the forms."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/feedback", self.rate, methods=["POST"])
        router.add_api_route("/feedback/reason", self.give_reason, methods=["POST"])
        return router

    def rate(self, request: Request, answer_id: Annotated[str, Form()], rating: Annotated[Rating, Form()]) -> Response:
        """Keep a rating; the last one counts."""
        inbox, language = self._records.inbox, page_language(request)
        return self._kept(
            request, answer_id, lambda sender: inbox.rate(answer_id, sender, rating, Channel.WEB, language)
        )

    def give_reason(
        self,
        request: Request,
        answer_id: Annotated[str, Form()],
        reason: Annotated[Reason | None, Form()] = None,
        remark: Annotated[str, Form(max_length=2 * LONGEST_REMARK)] = "",
    ) -> Response:
        """Keep what is the matter with an answer that was rated; words alone are a reason too."""
        text = remark.replace("\r\n", "\n").strip()[:LONGEST_REMARK]

        def keep(sender: str) -> None:
            if reason is not None or text:
                self._records.inbox.give_reason(answer_id, sender, reason or Reason.OTHER, text)

        return self._kept(request, answer_id, keep)

    def views(self, conversation_id: str | None, turns: Iterable[Turn]) -> Mapping[str, FeedbackView]:
        """What stands below each answer of a conversation, by its id; below some stands nothing."""
        sent = self._sent(conversation_id)
        shown = (turn.answer for turn in turns if can_be_judged(turn.answer))
        return {record["answer_id"]: _view(record, sent) for record in shown}

    def _sent(self, conversation_id: str | None) -> list[InboxItem]:
        if conversation_id is None:
            return []
        try:
            return self._records.inbox.sent_by(self._records.inbox.sender(conversation_id))
        except LogUnavailable:
            return []

    def _kept(self, request: Request, answer_id: str, keep: Callable[[str], None]) -> Response:
        """Keep something of an answer, and go back to where it stands."""
        conversation_id = conversation_of(request)
        try:
            if conversation_id is None or not self._is_judged_there(conversation_id, answer_id):
                return RedirectResponse("/", status_code=303)
            keep(self._records.inbox.sender(conversation_id))
        except LogUnavailable:
            return self._pages.page(request, "error.html", status=503, cache=PRIVATE, code="503", nearest=())
        return RedirectResponse(f"/#feedback-{answer_id}", status_code=303)

    def _is_judged_there(self, conversation_id: str, answer_id: str) -> bool:
        turns = self._records.conversations.turns(conversation_id)
        return any(turn.answer["answer_id"] == answer_id and can_be_judged(turn.answer) for turn in turns)


def _view(record: Record, sent: Iterable[InboxItem]) -> FeedbackView:
    answer_id = record["answer_id"]
    about = {item.kind: item for item in sent if item.answer_id == answer_id}
    rated, asked = about.get(ItemKind.FEEDBACK), about.get(ItemKind.QUESTION)
    return FeedbackView(
        answer_id=answer_id,
        rating=None if rated is None else rated.rating,
        reason=None if rated is None else rated.reason,
        remark="" if rated is None else rated.text,
        state=None if rated is None else rated.state,
        asked=None if asked is None else asked.state,
        can_ask=can_be_passed_on(record),
    )
