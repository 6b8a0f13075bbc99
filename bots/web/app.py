"""Puts the web door together from what is handed in; importing it does nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from anyio import CapacityLimiter
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from assistant.desk import Desk
from assistant.records import Records
from bots.catalogue import Catalogues
from bots.data_protection.facts import STANDARD, Facts
from bots.web.api import Api, docs_router
from bots.web.approved import ApprovedPages
from bots.web.chat import Chat
from bots.web.contact import Contact
from bots.web.data_protection import DataProtectionPage
from bots.web.feedback import Feedback
from bots.web.handover import Handover
from bots.web.pages import Pages
from bots.web.problems import add_handlers
from bots.web.reader import Reader
from bots.web.reply_page import ReplyPage
from bots.web.secretariat import add_secretariat
from bots.web.secretariat.parts import Secretariat
from bots.web.security import BodyLimit, SecurityHeaders, require_same_origin
from bots.web.static_files import StaticFiles
from bots.web.webhook import LARGEST_UPDATE, PATH, Webhook
from knowledge.passage_index import PassageIndex

RETENTION_DAYS = 30
# Answers past these wait their turn: more threads only take the interpreter from each other and from other pages.
_ANSWERS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What the privacy page tells: how many days things are kept, and a question that nobody answers; what there is."""

    days: int
    unanswered_days: int
    logs: bool
    telegram: bool


def create_app(
    desk: Desk,
    index: Callable[[], PassageIndex],
    *,
    records: Records,
    retention_days: int = RETENTION_DAYS,
    log_questions: bool = True,
    webhook: Webhook | None = None,
    handover: Handover | None = None,
    secretariat: Secretariat | None = None,
    facts: Facts = STANDARD,
) -> FastAPI:
    """The chat page, the reader, the API and the pages around them.

    `records` are those of the desk, in which what people send on purpose is kept too.
    `webhook` is what Telegram calls, `handover` lets people go on there; each is left out where there is no such bot.
    `secretariat` is what the pages of people who sign in are made of.
    `retention_days` and `log_questions` are what the privacy page tells, `facts` what that on data protection does;
    they set nothing.
    """
    app = FastAPI(
        title="Ketenwijzer",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(require_same_origin)],
        redirect_slashes=False,  # its redirects name whatever host the request claims
        lifespan=None if webhook is None else webhook.lifespan,
    )
    static = StaticFiles.read()
    pages = Pages(static)
    catalogues = Catalogues(index)
    feedback = Feedback(records, pages)
    chat = Chat(desk, catalogues, pages, feedback, retention_days, phone=handover is not None)
    api = Api(desk, chat, retention_days, CapacityLimiter(_ANSWERS_AT_ONCE))
    approved = ApprovedPages(desk.approved, catalogues, pages)
    reader = Reader(catalogues, pages, "" if handover is None else handover.bot)
    for router in (static.router, chat.router, api.router, approved.router, reader.router, docs_router(app, pages)):
        app.include_router(router)
    for part in (feedback, Contact(records, pages, retention_days), ReplyPage(records, pages, retention_days)):
        app.include_router(part.router)
    if webhook is not None:
        app.include_router(webhook.router)
    if handover is not None:
        app.include_router(handover.router(pages))
    has_bot = webhook is not None or handover is not None
    if secretariat is not None:
        add_secretariat(app, secretariat, pages, index, catalogues)
    app.include_router(DataProtectionPage(pages, facts).router)
    told = Told(retention_days, records.inbox.unanswered_days, log_questions, telegram=has_bot)
    _add_privacy(app, pages, told)
    _add_health(app, index)
    add_handlers(app, pages)
    app.add_middleware(BodyLimit, larger={PATH: LARGEST_UPDATE})
    app.add_middleware(SecurityHeaders)
    return app


def _add_privacy(app: FastAPI, pages: Pages, told: Told) -> None:
    def show_privacy(request: Request) -> Response:
        return pages.page(request, "privacy.html", told=told)

    app.add_api_route("/privacy", show_privacy, methods=["GET", "HEAD"], include_in_schema=False)


def _add_health(app: FastAPI, index: Callable[[], PassageIndex]) -> None:
    def health() -> Response:
        """Whether questions are answered, and from which index."""
        return JSONResponse({"status": "ok", "index": index().generation.id})

    app.add_api_route(
        "/health",
        health,
        methods=["GET"],
        summary="Is the service up?",
        response_description="It is up.",
        tags=["service"],
    )
