"""The page on data protection, for everybody."""

from fastapi import APIRouter, Request, Response

from bots.data_protection.describing import for_everybody
from bots.data_protection.facts import Facts
from bots.web.languages import page_language
from bots.web.pages import Pages

PATH = "/data-protection"


class DataProtectionPage:
    """Tells what is kept, as the settings make it."""

    def __init__(self, pages: Pages, facts: Facts) -> None:
        self._pages = pages
        self._facts = facts

    @property
    def router(self) -> APIRouter:
        """The route of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET", "HEAD"])
        return router

    def show(self, request: Request) -> Response:
        """The page in the reader's language."""
        description = for_everybody(self._facts, page_language(request))
        return self._pages.page(request, "data_protection.html", description=description)
