"""How many questions to the secretariat one visitor may send."""

import hashlib
import hmac
import secrets
from ipaddress import ip_address, ip_network
from math import ceil

from bots.windows import Windows, per_hour

_FROM_CONVERSATION = per_hour(5)
# An office may have one address; whoever throws the cookie of a conversation away still has theirs.
_FROM_ADDRESS = per_hour(20)
# A household or firm has a whole network of this size.
_IPV6_PREFIX = 64


class SendingLimits:
    """Counts what is sent from a conversation and from an address, for an hour, in the memory of this process alone.

    Neither is kept as it is, but as a digest with a key that dies with the process.
    """

    def __init__(self) -> None:
        self._windows = Windows()
        self._key = secrets.token_bytes(32)

    async def minutes_to_wait(self, conversation_id: str, address: str) -> int:
        """Count one question; 0 where there is room for it, else in how many minutes there will be."""
        for window, name in ((_FROM_CONVERSATION, conversation_id), (_FROM_ADDRESS, _network(address))):
            digest = hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()
            if not await self._windows.hit(window, digest):
                return max(ceil(await self._windows.seconds_left(window, digest) / 60), 1)
        return 0


def _network(address: str) -> str:
    """The network from which somebody comes: of IPv6 not the address, of which they have as many as they like."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, _IPV6_PREFIX), strict=False)) if known.version == 6 else str(known)
