"""The description for a data protection impact assessment, for operators."""

from fastapi import APIRouter, Request, Response

from bots.data_protection.describing import for_assessment
from bots.data_protection.facts import Facts
from bots.data_protection.markdown import as_markdown
from bots.web.languages import page_language
from bots.web.secretariat.guard import Operator
from bots.web.secretariat.layout import Layout

PATH = "/secretariat/dpia"


class AssessmentPage:
    """Shows it, and gives it as Markdown to go on with."""

    def __init__(self, layout: Layout, facts: Facts) -> None:
        self._layout = layout
        self._facts = facts

    @property
    def router(self) -> APIRouter:
        """The routes of the page and the document."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        router.add_api_route(f"{PATH}.md", self.download, methods=["GET"])
        return router

    def show(self, request: Request, user: Operator) -> Response:
        """The page in the reader's language."""
        description = for_assessment(self._facts, page_language(request))
        return self._layout.page(request, "dpia.html", user, description=description)

    def download(self, request: Request, user: Operator) -> Response:
        """The same as a Markdown file."""
        language = page_language(request)
        text = as_markdown(for_assessment(self._facts, language))
        headers = {"content-disposition": f'attachment; filename="ketenwijzer-dpia.{language}.md"'}
        return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)
