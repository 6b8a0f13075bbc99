"""What keeps the pages safe: headers, the same-origin rule for posts, and the cookie of a conversation."""

import re
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024
CONVERSATION_COOKIE = "ketenwijzer_conversation"
CONVERSATION_ID = r"^[A-Za-z0-9_-]{16,64}$"
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_DAY = 24 * 3600

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not no-referrer: browsers would then send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds the headers to every response that passes; plain ASGI, so that streams stay streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Ends the reading of a body at the limit, declared or not, with an error that becomes a page or an object.

    FastAPI's own limit answers in plain text, past every handler. `larger` are the paths with a limit of their own.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int]) -> None:
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        declared = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        size = int(declared) if declared.isdecimal() else 0
        largest = self._larger.get(scope.get("path", ""), LARGEST_BODY)

        async def receive_within_limit() -> Message:
            nonlocal size
            message = {"type": "http.request"} if size > largest else await receive()
            if not declared:
                size += len(message.get("body", b""))
            if size > largest:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_within_limit, send)


async def require_same_origin(request: Request) -> None:
    """Refuse a post that another site makes a browser send; programs send no Origin and pass."""
    if request.method not in _UNSAFE:
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise HTTPException(403)
    if origin is None and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise HTTPException(403)


def conversation_of(request: Request) -> str | None:
    """The conversation that the reader's cookie names."""
    value = request.cookies.get(CONVERSATION_COOKIE, "")
    return value if re.fullmatch(CONVERSATION_ID, value) else None


def new_conversation() -> str:
    """A name that cannot be guessed, 192 bits; whoever knows it can read on in the conversation."""
    return secrets.token_urlsafe(24)


def keep_conversation(request: Request, response: Response, conversation_id: str, days: int) -> None:
    """Let the browser, and no script in it, know its conversation for as long as it is kept here."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        CONVERSATION_COOKIE, conversation_id, max_age=days * _DAY, samesite="lax", httponly=True, secure=secure
    )


def forget_conversation(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(CONVERSATION_COOKIE, samesite="lax", httponly=True)
