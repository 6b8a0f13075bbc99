"""All approved answers: what is in use, what waits for a decision, what needs another look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request, Response

from assistant.accounts import Role
from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer, State
from bots.catalogue import Catalogues, Place
from bots.web.languages import page_language
from bots.web.secretariat.approval import PATH
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.roles import Reader
from knowledge.language import Language
from knowledge.passage_index import PassageIndex

_REMINDED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """An answer in the list; `lapsed` says that it holds no longer."""

    id: str
    question: str
    state: State
    valid_until: date
    lapsed: bool
    changed_by: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class Moved:
    """An answer in use, and the places it rests on that were changed."""

    line: Line
    places: tuple[Place, ...]


class ApprovedListPage:
    """The list, for readers."""

    def __init__(
        self, layout: Layout, approved: ApprovedAnswers, index: Callable[[], PassageIndex], catalogues: Catalogues
    ) -> None:
        self._layout = layout
        self._approved = approved
        self._index = index
        self._catalogues = catalogues

    @property
    def router(self) -> APIRouter:
        """The route of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        return router

    def show(self, request: Request, user: Reader) -> Response:
        """What needs attention first, then all answers."""
        language = page_language(request)
        in_use = {answer.id for answer in self._approved.approved()}
        newest = self._approved.newest()
        return self._layout.page(
            request,
            "approved.html",
            user,
            moved=self._moved(language),
            due=[_line(answer, language) for answer in self._approved.due(date.today() + timedelta(_REMINDED_DAYS))],
            days=_REMINDED_DAYS,
            in_use=[_line(answer, language) for answer in newest if answer.id in in_use],
            drafts=[_line(answer, language) for answer in newest if answer.state is State.DRAFT],
            withdrawn=[_line(answer, language) for answer in newest if answer.state is State.WITHDRAWN],
            may_edit=user.role.may(Role.EDITOR),
        )

    def _moved(self, language: Language) -> list[Moved]:
        catalogue = self._catalogues.current()
        return [
            Moved(_line(flagged.answer, language), catalogue.places(flagged.places, language))
            for flagged in self._approved.flagged(self._index())
        ]


def _line(answer: ApprovedAnswer, language: Language) -> Line:
    return Line(
        id=answer.id,
        question=answer.text(language).question or answer.text(language.other).question,
        state=answer.state,
        valid_until=answer.valid_until,
        lapsed=answer.valid_until < date.today(),
        changed_by=answer.changed_by,
        changed_on=answer.changed_at.date(),
    )
