"""The way to the provider and back: one address leads there, the provider leads to the other."""

import hmac
import logging
from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import AccountDisabled
from assistant.provider_visits import LIFETIME, Visit
from assistant.records import Records
from bots.web.languages import page_language
from bots.web.secretariat.arriving import address_of, come_in, our_page
from bots.web.secretariat.cookies import VISIT
from bots.web.secretariat.guard import HOME, gate
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.oidc import NotTrusted, Provider, ProviderFailed, ProviderUnavailable
from bots.web.secretariat.signing_in import sign_in_page
from bots.web.secretariat.words import say

AWAY = "/secretariat/sign-in/provider"
BACK = "/secretariat/sign-in/back"

log = logging.getLogger(__name__)


class ProviderPages:
    """`public_url` is what the provider knows us by."""

    def __init__(self, layout: Layout, records: Records, provider: Provider, public_url: str) -> None:
        self._layout = layout
        self._records = records
        self._provider = provider
        self._back = public_url + BACK

    @property
    def router(self) -> APIRouter:
        """The two addresses. They are links, not forms: our policy lets no form lead elsewhere."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(AWAY, self.go, methods=["GET"])
        router.add_api_route(BACK, self.come_back, methods=["GET"])
        return router

    async def go(self, request: Request, next: str = HOME) -> Response:  # noqa: A002 - the name in the address
        """Lead to the provider."""
        visit = await run_sync(self._records.provider_visits.begin, our_page(next))
        try:
            address = await self._provider.address(visit, self._back, page_language(request))
        except ProviderFailed as error:
            return await run_sync(self._refuse, request, error.code, str(error))
        response = RedirectResponse(address, status_code=303)
        seconds = int(LIFETIME.total_seconds())
        gate(request).cookies.set(request, response, VISIT, visit.state, seconds=seconds)
        return response

    async def come_back(
        self, request: Request, code: str = "", state: str = "", error: str = "", iss: str = ""
    ) -> Response:
        """Let in who the provider says it is, if it is the one whom we sent there."""
        visit = await run_sync(self._end_visit, request, state)
        if visit is None:
            return await run_sync(self._refuse, request, "provider_not_recognised", "no visit with this state")
        if error or not code:
            return await run_sync(self._refuse, request, "provider_refused", f"the provider says {error!r}")
        try:
            self._require_issuer(iss)
            identity = await self._provider.identify(code, visit, self._back)
            signed_in = await run_sync(self._records.sign_ins.sign_in_externally, identity, address_of(request))
        except ProviderFailed as failure:
            return await run_sync(self._refuse, request, failure.code, str(failure))
        except AccountDisabled as disabled:
            return await run_sync(self._refuse, request, disabled.code, str(disabled))
        response = await run_sync(partial(come_in, request, signed_in, visit.return_to))
        gate(request).cookies.delete(request, response, VISIT)
        return response

    def _end_visit(self, request: Request, state: str) -> Visit | None:
        """The visit that this browser, and no other, began."""
        kept = gate(request).cookies.get(request, VISIT)
        if not state or not hmac.compare_digest(kept.encode(), state.encode()):
            return None
        return self._records.provider_visits.end(state)

    def _require_issuer(self, issuer: str) -> None:
        """Where the answer names its issuer (RFC 9207), it must be ours."""
        if issuer and issuer != self._provider.issuer:
            raise NotTrusted("the answer names another issuer")

    def _refuse(self, request: Request, code: str, reason: str) -> Response:
        log.warning("sign-in at the provider failed: %s", reason)
        self._records.audit.write("", "sign_in_failed", "", reason=code, address=address_of(request))
        status = 503 if code == ProviderUnavailable.code else 403
        problem = say(f"refusal.{code}", page_language(request))
        response = sign_in_page(request, self._layout, HOME, problem=problem, status=status, with_provider=True)
        gate(request).cookies.delete(request, response, VISIT)
        return response
