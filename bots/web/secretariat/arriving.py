"""What happens once somebody may come in: a new session in their browser, and on to the page that they wanted."""

import math
import re

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from assistant.errors import BadAccount, LockedOut, SignInRefused
from assistant.passwords import LONGEST, SHORTEST
from assistant.sessions import BROWSER_DAYS
from assistant.signing_in import SignedIn
from bots.web.secretariat.cookies import BROWSER, SESSION
from bots.web.secretariat.guard import HOME, Gate, gate
from bots.web.secretariat.words import count, say
from bots.words import say as say_shared
from knowledge.language import Language

_DAY = 24 * 3600
_SECONDS_SAID = 90
_OUR_PAGE = re.compile(r"/secretariat(?:[/?][A-Za-z0-9_./~%?=&+:@,;-]*)?")


def our_page(address: str) -> str:
    """An address to go on to, if it is a page of the secretariat; else their first page."""
    return address if _OUR_PAGE.fullmatch(address) else HOME


def come_in(request: Request, signed_in: SignedIn, to: str) -> Response:
    """Lead on, with the session in the browser; one that it had before ends."""
    opened = gate(request)
    response = RedirectResponse(to, status_code=303)
    leave_session(request, opened)
    opened.cookies.set(request, response, SESSION, signed_in.token)
    opened.cookies.set(request, response, BROWSER, signed_in.browser, seconds=BROWSER_DAYS * _DAY)
    return response


def leave_session(request: Request, opened: Gate) -> None:
    """End the session that the browser has, if it has one."""
    earlier = opened.cookies.get(request, SESSION)
    if earlier:
        opened.sign_ins.sign_out(earlier)


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def refusal(error: SignInRefused | BadAccount, language: Language) -> str:
    """Why somebody does not come in, or what to change, in words."""
    if isinstance(error, BadAccount):
        return say_shared(f"bad_account.{error.code}", language, shortest=SHORTEST, longest=LONGEST)
    if not isinstance(error, LockedOut):
        return say(f"refusal.{error.code}", language)
    seconds = max(1, math.ceil(error.wait.total_seconds()))
    if seconds <= _SECONDS_SAID:
        return count("refusal.locked_out.seconds", language, seconds)
    return count("refusal.locked_out.minutes", language, math.ceil(seconds / 60))


def refusal_status(error: SignInRefused | BadAccount) -> int:
    """The status of a page that shows the form again."""
    return 429 if isinstance(error, LockedOut) else 422
