"""Links that open the bot at a certain place: both doors make them, the bot reads them."""

import base64

from knowledge.errors import InvalidReference
from knowledge.references import Reference

CONTINUE = "c_"
"""Before the code with which a conversation of the website goes on."""
STARTER = "s_"
"""Before the number of a question to begin with, counted from 0."""
_PLACE = "p_"
_LONGEST = 64  # of what Telegram passes on


def bot_link(name: str, payload: str) -> str:
    """The address that opens the bot with this user name and tells it the payload."""
    return f"https://t.me/{name}?start={payload}"


def place_payload(reference: Reference) -> str | None:
    """What a link says to open a place; None for a reference that is too long for a link."""
    encoded = base64.urlsafe_b64encode(str(reference).encode()).decode().rstrip("=")
    payload = _PLACE + encoded
    return payload if len(payload) <= _LONGEST else None


def read_place(payload: str) -> Reference | None:
    """The place that a link opens; None where it says no such thing."""
    encoded = payload.removeprefix(_PLACE)
    if encoded == payload:
        return None
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True).decode()
        return Reference.parse(text)
    except (ValueError, InvalidReference):
        return None
