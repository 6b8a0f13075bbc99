"""The editor's corner: the library as it is served, what its files would change, and publishing them."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bots.library_desk import LibraryDesk
from bots.publishing import RunState
from bots.web.languages import page_language
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.roles import Editor
from ingest.diff import ChangeKind
from knowledge.errors import DataFolderBusy

PATH = "/secretariat/library"
MOST_SHOWN = 200
_LOOK_AGAIN_SECONDS = 3


class EditorPages:
    """Pages around the library; all of it can be done in the terminal too."""

    def __init__(self, layout: Layout, library: LibraryDesk) -> None:
        self._layout = layout
        self._library = library

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        router.add_api_route(f"{PATH}/check", self.check, methods=["GET"])
        router.add_api_route(f"{PATH}/changes", self.changes, methods=["GET"])
        router.add_api_route(f"{PATH}/publish", self.publish, methods=["POST"])
        return router

    def show(self, request: Request, user: Editor, busy: bool = False) -> Response:
        """What is served, and how publishing goes or went."""
        run = self._library.publishing.last()
        is_running = run is not None and run.state is RunState.RUNNING
        response = self._layout.page(
            request,
            "library.html",
            user,
            run=run,
            running=is_running,
            busy=busy,
            serving=self._library.serving,
            editions=self._library.editions(),
        )
        if is_running:
            response.headers["refresh"] = str(_LOOK_AGAIN_SECONDS)
        return response

    def check(self, request: Request, user: Editor) -> Response:
        """Read every file, and say what is to be mended."""
        checked = self._library.check()
        language = page_language(request)
        problems = [problem.say(language) for problem in checked.problems]
        return self._layout.page(request, "library_check.html", user, checked=checked, problems=problems)

    def changes(self, request: Request, user: Editor) -> Response:
        """What publishing would change, and what rests on that."""
        preview = self._library.preview(page_language(request))
        counts = {kind.value: preview.count(kind) for kind in ChangeKind}
        return self._layout.page(
            request,
            "library_changes.html",
            user,
            preview=preview,
            counts=counts,
            changes=preview.diff.changes[:MOST_SHOWN],
            left_out=max(len(preview.diff.changes) - MOST_SHOWN, 0),
        )

    def publish(self, user: Editor) -> Response:
        """Begin to publish; the page of the library tells how it goes."""
        try:
            self._library.publishing.start(user.name)
        except DataFolderBusy:
            return RedirectResponse(f"{PATH}?busy=true", status_code=303)
        return RedirectResponse(PATH, status_code=303)
