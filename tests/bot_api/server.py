"""The Bot API on a port of its own on this machine."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.bot_api.delivery import Delivery
from tests.bot_api.errors import ApiError, ConnectionBroken
from tests.bot_api.faults import Faults
from tests.bot_api.flood import Flood
from tests.bot_api.messaging import Messaging
from tests.bot_api.parameters import Parameters, read_parameters
from tests.bot_api.people import People
from tests.bot_api.profile import Profile
from tests.bot_api.records import Json, User
from tests.bot_api.webhooks import Courier
from tests.bot_api.world import World

TOKEN = "4242:loopback-Bot-API-of-the-tests"  # noqa: S105 (opens nothing but this server)
_START_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was answered, or whose connection was broken."""

    method: str  # as the bot wrote it
    parameters: Json  # nested objects decoded
    code: int  # 200, that of the refusal, or 0 for a broken connection
    answer: Json
    begin: float  # by the monotonic clock, seconds
    end: float


class BotApi:
    """A Bot API server for one bot, with the world that the bot lives in.

    It serves while it is entered. It can be stopped and started again on the same port, as when Telegram is out of
    reach for a while; the world stays.
    """

    def __init__(self, token: str = TOKEN, username: str = "KetenwijzerBot", name: str = "Ketenwijzer") -> None:
        self.token = token
        self.bot = User(int(token.partition(":")[0]), name, username, None, is_bot=True)
        self.world = World(self.bot)
        self.people = People(self.world)
        self.profile = Profile(self.bot)
        self.messaging = Messaging(self.world)
        self.webhooks = Courier(self.world.updates)
        self.faults = Faults()
        self.flood = Flood()
        self._delivery = Delivery(self.world.updates, self.webhooks)
        self._calls: list[Call] = []
        self._port = 0
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """What python-telegram-bot's builder takes as base_url."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def base_file_url(self) -> str:
        """What the builder takes as base_file_url; no file is served."""
        return f"http://127.0.0.1:{self._port}/file/bot"

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls so far in the order of their answers, all or those of one method."""
        return [call for call in self._calls if method is None or call.method.lower() == method.lower()]

    def start(self) -> None:
        """Serve, on the port of before if there was one."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        app = Starlette(routes=[Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])], lifespan=self._run)
        app.add_exception_handler(404, _not_found)
        config = uvicorn.Config(app, loop="asyncio", log_config=None, access_log=False, timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), name="bot-api", daemon=True)
        self._thread.start()
        self._wait_until_started(self._server)

    def stop(self) -> None:
        """Break all connections and take no more."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._delivery.end_poll(ConnectionBroken())
            self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait_until_started(self, server: uvicorn.Server) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the Bot API server did not start")
            time.sleep(0.005)

    @asynccontextmanager
    async def _run(self, _app: Starlette) -> AsyncIterator[None]:
        """The courier works while the server runs."""
        courier = asyncio.create_task(self.webhooks.run())
        yield
        courier.cancel()
        with suppress(asyncio.CancelledError):
            await courier

    async def _call(self, request: Request) -> Response:
        begin = time.monotonic()
        method = request.path_params["method"]
        given = Parameters({})
        try:
            given = await read_parameters(request)
            body, code = {"ok": True, "result": await self._result(request.path_params["token"], method, given)}, 200
        except ApiError as refused:
            body, code = refused.envelope, refused.code
        except ConnectionBroken:
            body, code = {}, 0
        self._note(Call(method, given.decoded, code, body, begin, time.monotonic()))
        return JSONResponse(body, status_code=code) if code else _BrokenResponse()

    async def _result(self, token: str, method: str, given: Parameters) -> object:
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        fault = self.faults.take(method.lower())
        await asyncio.sleep(fault.delay)
        if fault.error:
            raise fault.error
        result = await self._done(method.lower(), given) if fault.done else None
        if fault.breaks:
            raise ConnectionBroken
        return result

    async def _done(self, method: str, given: Parameters) -> object:
        """The call takes effect."""
        if waiting := self._delivery.methods.get(method):
            return await waiting(given)
        immediate = (self.messaging.methods | self.profile.methods).get(method)
        if immediate is None:
            raise ApiError(404, "Not Found: method not found")
        self.flood.check(method, given)
        return immediate(given)

    def _note(self, call: Call) -> None:
        with self.world.changed:
            self._calls.append(call)
            self.world.changed.notify_all()


class _BrokenResponse(Response):
    """The beginning of an answer whose rest never comes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse(ApiError(404, "Not Found").envelope, status_code=404)
