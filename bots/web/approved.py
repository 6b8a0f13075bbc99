"""The page of an answer that the secretariat approved; what was withdrawn, or holds no more, says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request, Response

from assistant.approved_answer import SOURCE, ApprovedAnswer, State
from assistant.approved_texts import approval_day, approved_passage
from assistant.errors import LogUnavailable, NoSuchAnswer
from assistant.words import spoken_date
from bots.catalogue import Catalogue, Catalogues
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.provisions import CardPart, card_parts
from bots.web.text_blocks import find_marked
from bots.web.words import say
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class ApprovedView:
    """An approved answer as its page shows it; `mark_found` is None where no quote was asked for."""

    label: str
    heading: str
    parts: tuple[CardPart, ...]
    facts: tuple[tuple[str, str], ...]
    mark_found: bool | None


class ApprovedPages:
    """Shows approved answers by their id, as they were last decided."""

    def __init__(self, find: Callable[[str], ApprovedAnswer], catalogues: Catalogues, pages: Pages) -> None:
        self._find = find
        self._catalogues = catalogues
        self._pages = pages

    @property
    def router(self) -> APIRouter:
        """The route of the pages; it goes before that of the reader, which knows the places of the index alone."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(f"/bron/{SOURCE}/{{answer_id}}", self.show, methods=["GET", "HEAD"])
        return router

    def show(self, request: Request, answer_id: str, cited: str = "") -> Response:
        """One approved answer; 410 where it is not given any more, 404 where there never was one."""
        answer = self._answer(answer_id)
        if answer.state is State.WITHDRAWN or answer.valid_until < date.today():
            code = "withdrawn" if answer.state is State.WITHDRAWN else "lapsed"
            return self._pages.page(request, "error.html", status=410, cache=PRIVATE, code=code, nearest=())
        view = approved_view(answer, self._catalogues.current(), page_language(request), cited)
        return self._pages.page(request, "approved.html", view=view)

    def _answer(self, answer_id: str) -> ApprovedAnswer:
        try:
            return self._find(answer_id)
        except NoSuchAnswer as error:
            raise HTTPException(404) from error
        except LogUnavailable as error:
            raise HTTPException(503) from error


def approved_view(answer: ApprovedAnswer, catalogue: Catalogue, language: Language, mark: str) -> ApprovedView:
    """The answer in the reader's language, with the quote of that mark marked."""
    passage = approved_passage(answer, language)
    marked = find_marked(passage, mark) if mark else None
    document = passage.document
    return ApprovedView(
        label=document.short,
        heading=passage.heading,
        parts=tuple(card_parts(catalogue, passage, marked, ())),
        facts=(
            (say("facts.issuer", language), document.issuer),
            (say("facts.approved", language), spoken_date(approval_day(answer), language)),
            (say("facts.valid_until", language), spoken_date(answer.valid_until, language)),
        ),
        mark_found=None if not mark else marked is not None,
    )
