"""Which addresses Telegram makes a link of."""

import re
from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "ftp", "tg", "ton", "tonsite")


def checked_link(address: str) -> str | None:
    """The address as Telegram keeps it, with a scheme; None where it is not one that can be opened.

    A host without a dot is none, so `localhost` never is; an address of four numbers is.
    """
    link = address.strip()
    if re.match(r"(tg|ton):", link, re.IGNORECASE):
        return link if len(link) > len("ton://") else None
    if "://" not in link:
        link = f"http://{link}"
    if re.search(r"\s", link) or not _host(link):
        return None
    parts = urlsplit(link)
    return link if parts.path or parts.query or parts.fragment else f"{link}/"


def _host(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme.lower() in _SCHEMES and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        return False
