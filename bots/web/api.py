"""The API: a question in, the answer of the contract out, at once or as a stream; and its description."""

from typing import Any
from uuid import uuid4

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from assistant.answers import Answer, answer_record
from assistant.desk import Desk
from assistant.errors import BadQuestion
from assistant.questions import Channel, Question
from bots.web.chat import Chat
from bots.web.contract import AnswerBody, AskBody, ErrorBody
from bots.web.languages import page_language
from bots.web.pages import Pages
from bots.web.problems import bad_question
from bots.web.security import conversation_of, keep_conversation, new_conversation
from bots.web.streaming import answer_events, event, stream
from bots.web.words import say
from knowledge.language import Language

_Responses = dict[int | str, dict[str, Any]]

_ERRORS: _Responses = {
    400: {"model": ErrorBody, "description": "The body is not JSON."},
    413: {"model": ErrorBody, "description": "The body is larger than 64 kB."},
    422: {"model": ErrorBody, "description": "The question is empty or too long, or a field is not as described."},
}
_ANSWER: _Responses = {200: {"model": AnswerBody, "description": "The answer."}}
_STREAM: _Responses = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "Events `status`, `citation`, `sentence`, `next_step` and `done`, or `error`; the data is JSON.",
    }
}


class Api:
    """Questions from programs, and from the script of the chat page.

    Only the page's own questions use a cookie; programs name their conversation in the body.
    """

    def __init__(self, desk: Desk, chat: Chat, retention_days: int, limiter: CapacityLimiter) -> None:
        self._desk = desk
        self._chat = chat
        self._days = retention_days
        self._limiter = limiter

    @property
    def router(self) -> APIRouter:
        """The routes of the API."""
        router = APIRouter(prefix="/api/v1", tags=["answers"])
        router.add_api_route(
            "/ask",
            self.ask,
            methods=["POST"],
            summary="Ask a question",
            responses=_ANSWER | _ERRORS,
        )
        router.add_api_route(
            "/ask/stream",
            self.ask_in_parts,
            methods=["POST"],
            summary="Ask a question and get the answer in parts",
            responses=_STREAM | _ERRORS,
            response_class=Response,
        )
        return router

    async def ask(self, request: Request, body: AskBody) -> Response:
        """The answer as one JSON object."""
        conversation_id = _conversation(request, body)
        try:
            answer = await to_thread.run_sync(self._answer, request, body, conversation_id, limiter=self._limiter)
        except BadQuestion as error:
            return bad_question(error, _language(request, body))
        return self._keeping(request, body, conversation_id, JSONResponse(answer_record(answer)))

    async def ask_in_parts(self, request: Request, body: AskBody) -> Response:
        """The answer as server-sent events, the first of them at once."""
        conversation_id = _conversation(request, body)
        language = _language(request, body)
        try:
            Question.from_text(body.question, channel=Channel.API, conversation_id=conversation_id)
        except BadQuestion as error:
            return bad_question(error, language)

        def make() -> bytes:
            answer = self._answer(request, body, conversation_id)
            html = self._chat.part(request, body.question, answer) if body.page else None
            return answer_events(answer_record(answer), html)

        failed = event("error", {"code": "failed", "message": say("api_error.failed", language)})
        response = stream(make, failed, self._limiter)
        return self._keeping(request, body, conversation_id, response)

    def _answer(self, request: Request, body: AskBody, conversation_id: str) -> Answer:
        if body.page:
            bare = body.turns is not None and not body.turns
            return self._chat.answer(body.question, page_language(request), conversation_id, bare=bare)
        return self._desk.ask(body.question, Channel.API, conversation_id, body.language, body.turns)

    def _keeping(self, request: Request, body: AskBody, conversation_id: str, response: Response) -> Response:
        if body.page:
            keep_conversation(request, response, conversation_id, self._days)
        return response


def _conversation(request: Request, body: AskBody) -> str:
    if body.page:
        return conversation_of(request) or new_conversation()
    return body.conversation_id or str(uuid4())


def _language(request: Request, body: AskBody) -> Language:
    return body.language or page_language(request)


def docs_router(app: FastAPI, pages: Pages) -> APIRouter:
    """A page that describes the API, made from its own description and served from here alone."""
    router = APIRouter(include_in_schema=False)

    def show(request: Request) -> Response:
        description = app.openapi()
        schemas: dict[str, Any] = description["components"]["schemas"]
        return pages.page(
            request,
            "api.html",
            base_url=str(request.base_url),
            operations=_operations(description),
            schemas={name: schema for name, schema in schemas.items() if "properties" in schema},
            choices={name: schema for name, schema in schemas.items() if "enum" in schema},
        )

    router.add_api_route("/api/docs", show, methods=["GET", "HEAD"])
    return router


def _operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation with its method, path, summary, body and responses."""
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
