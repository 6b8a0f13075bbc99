"""Asking the secretariat: a form that shows what will be sent; the reply comes on a page of the sender's own.

There is no field for an e-mail address: mail is not sent from here, and a link that only its owner knows tells
nobody who asked.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from assistant.conversations import Turn
from assistant.errors import BadQuestion, LogUnavailable
from assistant.inbox_items import UNTOUCHED, InboxItem, ItemKind
from assistant.questions import LONGEST_QUESTION, Channel, Question
from assistant.records import Records
from assistant.replies import CODE, item_id_of, new_draft, reply_code
from bots.answer_records import can_be_passed_on
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.problems import bad_question_words
from bots.web.security import conversation_of, keep_conversation, new_conversation
from bots.web.sending_limits import SendingLimits
from bots.web.words import count, say
from knowledge.language import Language, detect_language

_SURE = 0.9

Problems = dict[str, str]
"""What is the matter with a form, in words, by the field that it is about; `form` for all of it."""


class SentForm(BaseModel):
    """The form as it is posted; `draft` is the name of this form, by which it is known when it is sent twice."""

    text: str = ""
    answer_id: str = ""
    consent: bool = False
    draft: str = Field(default_factory=new_draft, pattern=f"^{CODE}$")

    @property
    def words(self) -> str:
        """What the person wrote; a form doubles its line breaks."""
        return self.text.replace("\r\n", "\n").strip()

    def problems(self, language: Language) -> Problems:
        """What has to be mended before it can be sent."""
        found = {}
        try:
            Question.from_text(self.words, channel=Channel.WEB, conversation_id="")
        except BadQuestion as error:
            found["text"] = bad_question_words(error, language)
        if not self.consent:
            found["consent"] = say("contact.no_consent", language)
        return found


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who sends: the conversation of their browser, or a new one, and the address from which they come."""

    conversation_id: str
    address: str

    @classmethod
    def of(cls, request: Request) -> "_Sender":
        address = "" if request.client is None else request.client.host
        return cls(conversation_of(request) or new_conversation(), address)


class Contact:
    """Shows the form and takes what is sent."""

    def __init__(self, records: Records, pages: Pages, retention_days: int) -> None:
        self._records = records
        self._pages = pages
        self._days = retention_days
        self._limits = SendingLimits()

    @property
    def router(self) -> APIRouter:
        """The routes of the form."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/contact", self.show, methods=["GET", "HEAD"])
        router.add_api_route("/contact/{answer_id}", self.show, methods=["GET", "HEAD"])
        router.add_api_route("/contact", self.send, methods=["POST"])
        return router

    def show(self, request: Request, answer_id: str = "") -> Response:
        """An empty form, or one with the question of an answer in the reader's conversation."""
        turn = self._turn(conversation_of(request), answer_id)
        text = "" if turn is None else turn.question
        return self._form(request, SentForm(text=text, answer_id=answer_id), turn, {}, status=200)

    async def send(self, request: Request, form: Annotated[SentForm, Form()]) -> Response:
        """Keep the question and lead to the page of its reply; the form again where something has to be mended."""
        sender, language = _Sender.of(request), page_language(request)
        problems, status = form.problems(language), 422
        if not problems and (minutes := await self._limits.minutes_to_wait(sender.conversation_id, sender.address)):
            problems, status = {"form": count("contact.wait", language, minutes)}, 429
        if problems:
            return await to_thread.run_sync(self._form_again, request, form, problems, status)
        return await to_thread.run_sync(self._keep, request, form, sender)

    def _keep(self, request: Request, form: SentForm, sender: _Sender) -> Response:
        code = reply_code(form.draft, form.words)
        try:
            turn = self._turn_there(sender.conversation_id, form.answer_id)
            self._records.inbox.add(self._item(request, form, sender, code, turn))
        except LogUnavailable:
            return self._form_again(request, form, {"form": say("contact.unavailable", page_language(request))}, 503)
        response = RedirectResponse(f"/reply/{code}", status_code=303)
        keep_conversation(request, response, sender.conversation_id, self._days)
        return response

    def _item(self, request: Request, form: SentForm, sender: _Sender, code: str, turn: Turn | None) -> InboxItem:
        now = datetime.now(UTC)
        return InboxItem(
            id=item_id_of(code),
            kind=ItemKind.QUESTION,
            channel=Channel.WEB,
            language=_language(form.words, page_language(request)),
            text=form.words,
            answer_id=None if turn is None else form.answer_id,
            rating=None,
            reason=None,
            reply_to=None,
            sender=self._records.inbox.sender(sender.conversation_id),
            consent=now,
            sent_at=now,
            handling=UNTOUCHED,
        )

    def _form_again(self, request: Request, form: SentForm, problems: Problems, status: int) -> Response:
        return self._form(request, form, self._turn(conversation_of(request), form.answer_id), problems, status)

    def _form(self, request: Request, form: SentForm, turn: Turn | None, problems: Problems, status: int) -> Response:
        return self._pages.page(
            request,
            "contact.html",
            status=status,
            cache=PRIVATE,
            form=form,
            turn=turn,
            problems=problems,
            longest=LONGEST_QUESTION,
            days=self._days,
            unanswered_days=self._records.inbox.unanswered_days,
        )

    def _turn(self, conversation_id: str | None, answer_id: str) -> Turn | None:
        """The turn that the question is about; None also while the database does not answer."""
        try:
            return None if conversation_id is None else self._turn_there(conversation_id, answer_id)
        except LogUnavailable:
            return None

    def _turn_there(self, conversation_id: str, answer_id: str) -> Turn | None:
        """A turn of the reader's own conversation, with an answer that can be passed on."""
        turns = self._records.conversations.turns(conversation_id) if answer_id else []
        found = (turn for turn in turns if turn.answer["answer_id"] == answer_id and can_be_passed_on(turn.answer))
        return next(found, None)


def _language(text: str, page: Language) -> Language:
    """The language of the question, in which the reply will be read; that of the page where nothing tells."""
    detected = detect_language(text)
    return detected.language if detected.confidence >= _SURE and not detected.foreign else page
