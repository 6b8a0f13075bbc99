"""The chat page, which works without scripts: a form is posted, the answer is kept, the page shows it."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.answers import Answer, answer_record
from assistant.conversations import Turn
from assistant.desk import Desk
from assistant.errors import BadQuestion, LogUnavailable
from assistant.questions import LONGEST_QUESTION, Channel
from assistant.reading_on import starters
from assistant.records import NOTHING_ERASED
from bots.answer_records import Reading
from bots.catalogue import Catalogues
from bots.web.feedback import Feedback
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.presenting import TurnView, present_turn
from bots.web.problems import bad_question_words
from bots.web.security import conversation_of, forget_conversation, keep_conversation, new_conversation
from knowledge.language import Language, detect_language

_SURE = 0.9


class Chat:
    """Shows, asks and deletes; the desk keeps the conversation. With `phone` it offers to go on on one."""

    def __init__(
        self,
        desk: Desk,
        catalogues: Catalogues,
        pages: Pages,
        feedback: Feedback,
        retention_days: int,
        *,
        phone: bool = False,
    ) -> None:
        self._desk = desk
        self._catalogues = catalogues
        self._pages = pages
        self._feedback = feedback
        self._days = retention_days
        self._phone = phone

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/", self.show, methods=["GET", "HEAD"])
        router.add_api_route("/ask", self.ask, methods=["POST"])
        router.add_api_route("/conversation/delete", self.delete, methods=["POST"])
        return router

    def show(self, request: Request, deleted: int | None = None, sent: int = 0) -> Response:
        """The page with the conversation so far."""
        return self._page(request, self._turns(request), deleted=deleted, sent=sent)

    def ask(
        self, request: Request, question: Annotated[str, Form()] = "", bare: Annotated[bool, Form()] = False
    ) -> Response:
        """Answer a posted question and show it in its place; `bare` asks it without what went before."""
        conversation_id = conversation_of(request) or new_conversation()
        text = question.replace("\r\n", "\n")
        language = page_language(request)
        try:
            answer = self.answer(text, language, conversation_id, bare=bare)
        except BadQuestion as error:
            problem = bad_question_words(error, language)
            return self._page(request, self._turns(request), status=422, problem=problem, draft=text)
        response = self._shown(request, conversation_id, text, answer)
        keep_conversation(request, response, conversation_id, self._days)
        return response

    def answer(self, text: str, language: Language, conversation_id: str, *, bare: bool) -> Answer:
        """The answer to a question from this page, in the question's language; raises BadQuestion."""
        chosen = self._language_left_open(text, language, conversation_id, bare=bare)
        return self._desk.ask(text, Channel.WEB, conversation_id, chosen, () if bare else None)

    def _language_left_open(
        self, text: str, language: Language, conversation_id: str, *, bare: bool
    ) -> Language | None:
        """The page's language where neither a question such as "UNGP 17" nor what went before it tells one."""
        detected = detect_language(text)
        if detected.foreign or detected.confidence >= _SURE:
            return None
        return None if not bare and self._desk.turns(conversation_id) else language

    def part(self, request: Request, text: str, answer: Answer) -> str:
        """A turn as it will stand in the page, for the script to put there."""
        turn = Turn(text, answer_record(answer))
        feedback = self._feedback.views(None, [turn]).get(answer.answer_id)
        return self._pages.part("turn.html", page_language(request), turn=self._view(request, turn), feedback=feedback)

    def delete(self, request: Request) -> Response:
        """Delete the conversation with all that is kept of it, and tell how much that was."""
        conversation_id = conversation_of(request)
        try:
            erased = self._desk.erase(conversation_id) if conversation_id else NOTHING_ERASED
        except LogUnavailable:
            return self._pages.page(request, "error.html", status=503, cache=PRIVATE, code="503", nearest=())
        response = RedirectResponse(f"/?deleted={erased.turns}&sent={erased.inbox_items}", status_code=303)
        forget_conversation(response)
        return response

    def _shown(self, request: Request, conversation_id: str, text: str, answer: Answer) -> Response:
        """Back to the page, so that a reload does not ask again; the page itself where the turn could not be kept."""
        turns = self._desk.turns(conversation_id)
        if any(turn.answer["answer_id"] == answer.answer_id for turn in turns):
            return RedirectResponse(f"/#turn-{answer.answer_id}", status_code=303)
        return self._page(request, [*turns, Turn(text, answer_record(answer))], unkept=self._paused(request) == "")

    def _paused(self, request: Request) -> str:
        """Why questions are not answered now; empty where they are."""
        pause = self._desk.pause(Channel.WEB)
        return "" if pause is None else " ".join(pause.sentences(page_language(request)))

    def _turns(self, request: Request) -> list[Turn]:
        conversation_id = conversation_of(request)
        return self._desk.turns(conversation_id) if conversation_id else []

    def _page(
        self,
        request: Request,
        turns: list[Turn],
        *,
        status: int = 200,
        problem: str = "",
        draft: str = "",
        deleted: int | None = None,
        sent: int = 0,
        unkept: bool = False,
    ) -> Response:
        return self._pages.page(
            request,
            "chat.html",
            status=status,
            cache=PRIVATE,
            turns=[self._view(request, turn) for turn in turns],
            feedbacks=self._feedback.views(conversation_of(request), turns),
            starters=starters(page_language(request)),
            longest=LONGEST_QUESTION,
            days=self._days,
            phone=self._phone,
            problem=problem,
            draft=draft,
            deleted=deleted,
            sent=sent,
            unkept=unkept,
            paused=self._paused(request),
        )

    def _view(self, request: Request, turn: Turn) -> TurnView:
        reading = Reading(page_language(request), str(request.base_url), datetime.now(UTC).date())
        return present_turn(turn.question, turn.answer, self._catalogues.current(), reading)
