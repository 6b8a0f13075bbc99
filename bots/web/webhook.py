"""Where Telegram delivers what people write: checked for its secret, written down, and acknowledged at once."""

import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response

PATH = "/telegram/webhook"
LARGEST_UPDATE = 1024 * 1024
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """What is behind the address: `receive` returns once an update is written down, `running` is entered meanwhile."""

    secret: str = field(repr=False)
    receive: Callable[[dict[str, Any]], Awaitable[None]]
    running: Callable[[], AbstractAsyncContextManager[None]]

    @property
    def router(self) -> APIRouter:
        """The route that Telegram calls."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.take, methods=["POST"])
        return router

    @asynccontextmanager
    async def lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        """Answer for as long as the pages are served."""
        async with self.running():
            yield

    async def take(self, request: Request) -> Response:
        """Take one update; 403 without the secret, whatever else may be wrong with it."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            raise HTTPException(403)
        try:
            payload = await request.json()
        except ValueError:
            raise HTTPException(400) from None
        if not isinstance(payload, dict) or not isinstance(payload.get("update_id"), int):
            raise HTTPException(400)
        await self.receive(payload)
        return Response()
