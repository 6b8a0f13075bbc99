"""Everything that a request can get wrong, in the reader's words: a page for people, JSON for programs."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import BadQuestion, LogUnavailable, QuestionTooLong
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.security import HEADERS
from bots.web.words import say
from knowledge.language import Language

Handler = Callable[[Request, Exception], Awaitable[Response]]
_WORDED = {400, 403, 404, 405, 413, 422, 500, 503}
_BAD_JSON = "json_invalid"

log = logging.getLogger(__name__)


def bad_question_words(error: BadQuestion, language: Language) -> str:
    """What to change about a question."""
    longest = error.longest if isinstance(error, QuestionTooLong) else 0
    return say(f"bad_question.{error.code}", language, longest=longest)


def api_problem(status: int, code: str, message: str) -> JSONResponse:
    """An error as programs get it."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def bad_question(error: BadQuestion, language: Language) -> JSONResponse:
    """A question that cannot be taken, as programs get it."""
    return api_problem(422, error.code, bad_question_words(error, language))


def add_handlers(app: FastAPI, pages: Pages) -> None:
    """Let every error end in words; what was not foreseen is logged by the server with its trace."""
    app.add_exception_handler(HTTPException, _http_handler(pages))
    app.add_exception_handler(RequestValidationError, _validation_handler(pages))
    app.add_exception_handler(LogUnavailable, _unavailable_handler(pages))
    app.add_exception_handler(Exception, _crash_handler(pages))


def _http_handler(pages: Pages) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = dict(getattr(error, "headers", None) or {})
        response = _response(request, pages, status)
        response.headers.update(headers)
        return response

    return handle


def _validation_handler(pages: Pages) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        faults = error.errors() if isinstance(error, RequestValidationError) else []
        if not _is_api(request):
            return _response(request, pages, 422)
        language = page_language(request)
        if any(fault["type"] == _BAD_JSON for fault in faults):
            return api_problem(400, "bad_json", say("api_error.bad_json", language))
        field = next((".".join(map(str, fault["loc"][1:])) for fault in faults), "") or "body"
        return api_problem(422, "bad_request", say("api_error.bad_field", language, field=field))

    return handle


def _unavailable_handler(pages: Pages) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        log.error("the database does not answer: %s", error)
        return _response(request, pages, 503)

    return handle


def _crash_handler(pages: Pages) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        response = _response(request, pages, 500)
        response.headers.update(HEADERS)  # this handler stands outside the middleware that adds them
        return response

    return handle


def _response(request: Request, pages: Pages, status: int) -> Response:
    code = str(status) if status in _WORDED else "other"
    if _is_api(request):
        name = HTTPStatus(status).name.lower()
        return api_problem(status, name, say(f"error.{code}.text", page_language(request)))
    return pages.page(request, "error.html", status=status, cache=PRIVATE, code=code, nearest=())


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/health", "/secretariat/api/"))
