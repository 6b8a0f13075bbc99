"""Posts updates to the address that the bot named: those of one chat in order, chats side by side, until taken."""

import asyncio
import time
from dataclasses import dataclass

import httpx

from tests.bot_api.records import Json
from tests.bot_api.updates import Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a name)
_TIMEOUT = 30.0  # seconds for the bot's server to answer


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted, and the secret that shows that they are Telegram's."""

    url: str
    secret: str

    @property
    def headers(self) -> dict[str, str]:
        """Those of every post."""
        return {SECRET_HEADER: self.secret} if self.secret else {}


@dataclass(frozen=True, slots=True)
class Posted:
    """One try to hand over an update."""

    update_id: int
    status: int | None  # None: no answer at all
    seconds: float  # until the answer


class Courier:
    """Delivers while there is an address; what is refused is tried again."""

    def __init__(self, updates: Updates) -> None:
        self.webhook: Webhook | None = None
        self.retry_seconds = 0.2
        self.posted: list[Posted] = []
        self.last_error: Json = {}
        self._updates = updates
        self._busy: set[int] = set()  # chats with an update under way

    def post_to(self, webhook: Webhook | None) -> None:
        """From now on there, or nowhere."""
        self.webhook = webhook
        self.last_error = {}
        self._updates.bell.ring()

    def replay(self, update_id: int) -> int:
        """Post an update once more, as Telegram does when it missed the answer; the status of the answer.

        Raises:
            LookupError: there is no webhook, or no such update.
        """
        update = next((one for one in self._updates.ever() if one["update_id"] == update_id), None)
        if update is None or self.webhook is None:
            raise LookupError(f"nothing to replay: update {update_id}")
        with httpx.Client(trust_env=False, timeout=_TIMEOUT) as client:
            return client.post(self.webhook.url, json=update, headers=self.webhook.headers).status_code

    async def run(self) -> None:
        """Until cancelled."""
        async with httpx.AsyncClient(trust_env=False, timeout=_TIMEOUT) as client, asyncio.TaskGroup() as tasks:
            while True:
                await self._updates.bell.wait(lambda: bool(self._due()), timeout=60)
                for chat, update in self._due().items():
                    self._busy.add(chat)
                    tasks.create_task(self._deliver(client, chat, update))

    def _due(self) -> dict[int, Json]:
        """The oldest update of each chat that has none under way."""
        due: dict[int, Json] = {}
        for update in self._updates.waiting() if self.webhook else []:
            chat = _chat_of(update)
            if chat not in self._busy:
                due.setdefault(chat, update)
        return due

    async def _deliver(self, client: httpx.AsyncClient, chat: int, update: Json) -> None:
        if await self._post(client, update):
            self._updates.finish(update["update_id"])
        else:
            await asyncio.sleep(self.retry_seconds)
        self._busy.discard(chat)
        self._updates.bell.ring()

    async def _post(self, client: httpx.AsyncClient, update: Json) -> bool:
        """Whether the bot's server took it."""
        if (webhook := self.webhook) is None:
            return False
        begin = time.monotonic()
        try:
            response = await client.post(webhook.url, json=update, headers=webhook.headers)
        except httpx.HTTPError as error:
            self._note(update, None, begin, f"Connection failed: {type(error).__name__}")
            return False
        why = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        self._note(update, response.status_code, begin, None if response.is_success else why)
        return response.is_success

    def _note(self, update: Json, status: int | None, begin: float, error: str | None) -> None:
        self.posted.append(Posted(update["update_id"], status, time.monotonic() - begin))
        if error:
            self.last_error = {"last_error_date": int(time.time()), "last_error_message": error}


def _chat_of(update: Json) -> int:
    """The chat that an update is about."""
    content = next(value for name, value in update.items() if name != "update_id")
    return int(content.get("message", content)["chat"]["id"])
