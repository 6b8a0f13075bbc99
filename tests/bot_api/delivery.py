"""How updates reach the bot: it asks for them, or names an address to which they are posted."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bot_api.errors import ApiError, bad_request
from tests.bot_api.parameters import Parameters
from tests.bot_api.records import Json
from tests.bot_api.updates import Updates
from tests.bot_api.webhooks import Courier, Webhook

AsyncMethod = Callable[[Parameters], Awaitable[object]]

LONGEST_POLL = 50  # seconds
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(eq=False, slots=True)
class _Poll:
    """A call of getUpdates that waits."""

    ended_by: Exception | None


class Delivery:
    """Hands out the updates of one bot; its methods run on the server's event loop."""

    def __init__(self, updates: Updates, courier: Courier) -> None:
        self._updates = updates
        self._courier = courier
        self._poll: _Poll | None = None

    @property
    def methods(self) -> dict[str, AsyncMethod]:
        """Each method by its name in lower case."""
        return {
            "getupdates": self._get_updates,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
        }

    def end_poll(self, why: Exception) -> None:
        """Who waited for updates until now is refused: that is how the real server treats the older of two."""
        if self._poll:
            self._poll.ended_by = why
            self._updates.bell.ring()

    async def _get_updates(self, given: Parameters) -> list[Json]:
        if self._courier.webhook:
            raise _conflict(_WEBHOOK_ACTIVE)
        self.end_poll(_conflict(_OTHER_POLL))
        self._allow(given)
        self._updates.confirm(given.number("offset", 0))
        poll = self._poll = _Poll(None)
        timeout = min(given.number("timeout", 0), LONGEST_POLL)
        await self._updates.bell.wait(lambda: bool(poll.ended_by or self._updates.waiting()), timeout)
        if poll.ended_by:
            raise poll.ended_by
        self._poll = None
        return self._updates.waiting(min(max(given.number("limit", 100), 1), 100))

    async def _set_webhook(self, given: Parameters) -> bool:
        url, secret = given.text("url"), given.text("secret_token")
        if url and not url.startswith(("https://", "http://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._allow(given)
        self._forget_if_asked(given)
        self.end_poll(_conflict("terminated by setWebhook request"))
        self._courier.post_to(Webhook(url, secret) if url else None)
        return True

    async def _delete_webhook(self, given: Parameters) -> bool:
        self._forget_if_asked(given)
        self._courier.post_to(None)
        return True

    async def _webhook_info(self, _given: Parameters) -> Json:
        webhook = self._courier.webhook
        info = {"url": webhook.url if webhook else "", "has_custom_certificate": False}
        info |= {"pending_update_count": len(self._updates.waiting())}
        info |= {"allowed_updates": list(self._updates.allowed)} if self._updates.allowed else {}
        return info | self._courier.last_error

    def _allow(self, given: Parameters) -> None:
        """The kinds last named stay in force while none are named."""
        kinds = given.nested("allowed_updates")
        if kinds is not None:
            self._updates.allow(kinds)

    def _forget_if_asked(self, given: Parameters) -> None:
        if given.flag("drop_pending_updates"):
            self._updates.forget()


def _conflict(why: str) -> ApiError:
    return ApiError(409, f"Conflict: {why}")
