"""The reader: every place of every source has a page of its own, with an address that lasts."""

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bots.catalogue import Catalogue, Catalogues
from bots.deep_links import bot_link, place_payload
from bots.web.crosswalk_table import crosswalk_table
from bots.web.languages import page_language
from bots.web.listings import groups, source_entry, source_groups
from bots.web.pages import PRIVATE, Pages
from bots.web.provisions import provision
from bots.web.terms import glossary_entries

_PERMANENT = 308


class Reader:
    """Shows sources and their places from the index that is served now; `bot` is where they can be opened too."""

    def __init__(self, catalogues: Catalogues, pages: Pages, bot: str = "") -> None:
        self._catalogues = catalogues
        self._pages = pages
        self._bot = bot

    @property
    def router(self) -> APIRouter:
        """The routes of the reader."""
        router = APIRouter(include_in_schema=False)
        for path, show in (
            ("/bron", self.show_sources),
            ("/begrippen", self.show_glossary),
            ("/kruistabel", self.show_crosswalk),
            ("/bron/{source}", self.show_source),
            ("/bron/{source}/{locator:path}", self.show_provision),
        ):
            router.add_api_route(path, show, methods=["GET", "HEAD"])
        return router

    def show_sources(self, request: Request) -> Response:
        """The list of all sources."""
        found = source_groups(self._catalogues.current(), page_language(request))
        return self._pages.page(request, "sources.html", groups=found)

    def show_glossary(self, request: Request) -> Response:
        """All terms with their definitions."""
        found = list(glossary_entries(self._catalogues.current(), page_language(request)))
        return self._pages.page(request, "glossary.html", entries=found)

    def show_crosswalk(self, request: Request) -> Response:
        """Where each source deals with each theme."""
        table = crosswalk_table(self._catalogues.current(), page_language(request))
        return self._pages.page(request, "crosswalk.html", table=table)

    def show_source(self, request: Request, source: str) -> Response:
        """The list of all places of a source."""
        catalogue, language = self._catalogues.current(), page_language(request)
        if not catalogue.order(source):
            return self._unknown(request, catalogue, source, "")
        document = catalogue.document(source, language)
        facts = source_entry(catalogue, document, language).facts
        found = groups(catalogue, source, language)
        return self._pages.page(request, "source_places.html", document=document, facts=facts, groups=found)

    def show_provision(self, request: Request, source: str, locator: str, cited: str = "") -> Response:
        """One place; another way of writing it leads to its lasting address."""
        catalogue = self._catalogues.current()
        reference = catalogue.find(source, locator.rstrip("/"))
        if reference is None:
            return self._unknown(request, catalogue, source, locator)
        if (source, locator) != (reference.source, reference.locator):
            return _moved(request, f"/bron/{reference.source}/{quote(reference.locator)}")
        view = provision(catalogue, reference, page_language(request), cited)
        payload = place_payload(reference)
        in_bot = bot_link(self._bot, payload) if self._bot and payload else ""
        return self._pages.page(request, "provision.html", view=view, in_bot=in_bot)

    def _unknown(self, request: Request, catalogue: Catalogue, source: str, locator: str) -> Response:
        if not locator.strip("/") and catalogue.order(source.lower()):
            return _moved(request, f"/bron/{source.lower()}")
        nearest = catalogue.places(catalogue.nearest(source, locator), page_language(request))
        return self._pages.page(request, "error.html", status=404, cache=PRIVATE, code="404", nearest=nearest)


def _moved(request: Request, path: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, status_code=_PERMANENT)
