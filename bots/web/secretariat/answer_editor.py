"""Writing an approved answer, in both languages side by side; nothing typed is lost, whatever goes wrong."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from assistant.accounts import User
from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer, ApprovedDraft
from assistant.errors import ChangedMeanwhile, NoSuchAnswer
from bots.catalogue import Catalogues
from bots.web.languages import page_language
from bots.web.secretariat.answer_form import LONGEST_LIST, AnswerForm, UnreadableForm
from bots.web.secretariat.approval import PATH
from bots.web.secretariat.differences import Difference, differences
from bots.web.secretariat.forms import Posted
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.place_picker import NOTHING_SOUGHT, PlacePicker, Search
from bots.web.secretariat.roles import Editor
from bots.web.secretariat.starting_points import StartingPoints

_NEW = 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is on the desk: the form, the version that it started from (0: none), and what is said about it.

    `changed_by` is who changed the answer meanwhile, and `theirs` how what is kept differs from the form.
    """

    form: AnswerForm
    version: int
    search: Search = NOTHING_SOUGHT
    problem: UnreadableForm | None = None
    changed_by: str = ""
    theirs: tuple[Difference, ...] = ()

    @property
    def status(self) -> int:
        if self.changed_by:
            return 409
        return 200 if self.problem is None else 422


class AnswerEditor:
    """The form for new answers and for those that are there, for editors."""

    def __init__(
        self,
        layout: Layout,
        approved: ApprovedAnswers,
        catalogues: Catalogues,
        picker: PlacePicker,
        starting_points: StartingPoints,
    ) -> None:
        self._layout = layout
        self._approved = approved
        self._catalogues = catalogues
        self._picker = picker
        self._starting_points = starting_points

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH + "/new", self.begin, methods=["GET"])
        router.add_api_route(PATH + "/new", self.add, methods=["POST"])
        router.add_api_route(PATH + "/{answer_id}/edit", self.edit, methods=["GET"])
        router.add_api_route(PATH + "/{answer_id}/edit", self.save, methods=["POST"])
        return router

    def begin(self, request: Request, user: Editor, cluster: str = "", item: str = "") -> Response:
        """An empty form, or one with the assistant's own answers to the questions of a group."""
        draft = self._starting_points.draft(cluster, item)
        return self._page(request, user, _Sheet(AnswerForm.of(draft), _NEW))

    def add(self, request: Request, user: Editor, posted: Posted) -> Response:
        """Keep a new draft."""
        sheet = self._worked_on(request, posted)
        draft = self._written(sheet, posted)
        if not isinstance(draft, ApprovedDraft):
            return self._page(request, user, draft)
        answer = self._approved.add(draft, user.name)
        return RedirectResponse(f"{PATH}/{answer.id}?done=draft", status_code=303)

    def edit(self, request: Request, user: Editor, answer_id: str) -> Response:
        """The newest version, to change."""
        newest = self._find(answer_id)
        return self._page(request, user, _Sheet(AnswerForm.of(newest.draft), newest.version), answer_id)

    def save(self, request: Request, user: Editor, answer_id: str, posted: Posted) -> Response:
        """Keep the change as a draft; where somebody else was first, show how theirs differs."""
        sheet = self._worked_on(request, posted)
        draft = self._written(sheet, posted)
        if not isinstance(draft, ApprovedDraft):
            return self._page(request, user, draft, answer_id)
        try:
            self._approved.save(answer_id, sheet.version, draft, user.name)
        except NoSuchAnswer:
            raise HTTPException(404) from None
        except ChangedMeanwhile as error:
            theirs = differences(draft, self._find(answer_id).draft)
            changed = replace(sheet, version=error.version, changed_by=error.by, theirs=theirs)
            return self._page(request, user, changed, answer_id)
        return RedirectResponse(f"{PATH}/{answer_id}?done=draft", status_code=303)

    def _find(self, answer_id: str) -> ApprovedAnswer:
        try:
            return self._approved.get(answer_id)
        except NoSuchAnswer:
            raise HTTPException(404) from None

    def _worked_on(self, request: Request, posted: FormData) -> _Sheet:
        """What was posted, with the places that were ticked and what was looked for."""
        form = AnswerForm.read(posted)
        action, words = str(posted.get("action", "")), " ".join(str(posted.get("search", "")).split())
        if action == "add":
            part, _, number = str(posted.get("row", "")).partition("_")
            ticked = [str(value) for value in posted.getlist("found")]
            form = form.with_places(part, int(number) if number.isdecimal() else 0, ticked)
        search = NOTHING_SOUGHT
        if action in ("search", "add") and words:
            search = self._picker.search(words, self._catalogues.current(), page_language(request))
        version = str(posted.get("version", ""))
        return _Sheet(form, int(version) if version.isdecimal() else _NEW, search)

    def _written(self, sheet: _Sheet, posted: FormData) -> ApprovedDraft | _Sheet:
        """The draft to keep; the sheet to show again where something else was asked for, or something is wrong."""
        if posted.get("action") != "save":
            return sheet
        try:
            return sheet.form.draft()
        except UnreadableForm as problem:
            return replace(sheet, problem=problem)

    def _page(self, request: Request, user: User, sheet: _Sheet, answer_id: str = "") -> Response:
        return self._layout.page(
            request,
            "answer_editor.html",
            user,
            status=sheet.status,
            sheet=sheet,
            form=sheet.form,
            longest_list=LONGEST_LIST,
            answer_id=answer_id,
        )
