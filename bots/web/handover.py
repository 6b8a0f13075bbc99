"""Going on with a conversation on a phone: a link to the bot that is good once, for a quarter of an hour."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import LogUnavailable
from assistant.handovers import LIFETIME, Handovers
from bots.deep_links import CONTINUE, bot_link
from bots.web.pages import PRIVATE, Pages
from bots.web.security import conversation_of


@dataclass(frozen=True, slots=True)
class Handover:
    """The bot with which people go on, by its user name."""

    bot: str
    handovers: Handovers

    def router(self, pages: Pages) -> APIRouter:
        """The route of the page with the link."""
        router = APIRouter(include_in_schema=False)

        def offer(request: Request) -> Response:
            return self._offer(request, pages)

        router.add_api_route("/conversation/phone", offer, methods=["POST"])
        return router

    def _offer(self, request: Request, pages: Pages) -> Response:
        conversation_id = conversation_of(request)
        if conversation_id is None:
            return RedirectResponse("/", status_code=303)
        try:
            payload = CONTINUE + self.handovers.offer(conversation_id)
        except LogUnavailable:
            return pages.page(request, "error.html", status=503, cache=PRIVATE, code="503", nearest=())
        minutes = int(LIFETIME.total_seconds() // 60)
        link = bot_link(self.bot, payload)
        return pages.page(
            request, "phone.html", cache=PRIVATE, link=link, bot=self.bot, payload=payload, minutes=minutes
        )
