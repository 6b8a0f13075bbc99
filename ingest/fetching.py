"""Downloads official texts over https, from public addresses only. The only door to httpx."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote

import httpx

from ingest.errors import OriginalNotFetched
from ingest.limits import LIMITS
from knowledge.language import Language
from knowledge.vectors import Progress, no_progress

Address: TypeAlias = IPv4Address | IPv6Address

_AGENT = "ketenwijzer (fetches an official text once, for its operator)"
_MOST_REDIRECTS = 5
_TRIES = 3
_LATER = frozenset({httpx.codes.TOO_MANY_REQUESTS, 502, 503, 504})
_SILENCE_SECONDS = 20.0  # between two signs of life
_IPV4_IN_IPV6 = IPv6Network("64:ff9b::/96")
# The kinds of content that official texts come in, with the endings under which they are read.
_ENDINGS = {
    "application/pdf": (".pdf",),
    "text/html": (".html", ".htm", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "text/markdown": (".md",),
    "text/plain": (".txt", ".md"),
    "application/octet-stream": (".pdf", ".docx"),
}


def is_public(address: Address) -> bool:
    """Whether an address is on the internet: not this machine, not its neighbours, no tunnel to either."""
    if isinstance(address, IPv6Address):
        if address.sixtofour or address.teredo:
            return False
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _IPV4_IN_IPV6:
            return is_public(IPv4Address(address.packed[-4:]))
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class FetchRules:
    """What may be fetched, and what one text may cost: `seconds` counts waits and redirects too."""

    schemes: frozenset[str] = frozenset({"https"})
    may_connect: Callable[[Address], bool] = is_public
    trust: ssl.SSLContext | bool = True
    most_bytes: int = LIMITS.file_bytes
    seconds: float = 180.0
    wait: Callable[[float], None] = time.sleep


PUBLIC = FetchRules()


@dataclass(frozen=True, slots=True)
class Download:
    """A whole text from an address; `name` ends as its kind of content does."""

    name: str
    address: str
    data: bytes


def fetch(
    address: str, language: Language | None, rules: FetchRules = PUBLIC, progress: Progress = no_progress
) -> Download:
    """Download the text at an address, in a language where the server has more than one.

    Raises OriginalNotFetched; nothing is kept of a download that breaks off. `progress` is told bytes.
    """
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if language:
        headers["Accept-Language"] = f"{language}, {language.other};q=0.1"
    # No settings from the environment: behind a proxy nobody can tell which address is reached.
    with httpx.Client(headers=headers, trust_env=False, verify=rules.trust, timeout=_SILENCE_SECONDS) as client:
        return _Fetching(client, rules, address, progress).run()


class _Fetching:
    """One download: where it has got to, and until when it may last."""

    def __init__(self, client: httpx.Client, rules: FetchRules, address: str, progress: Progress) -> None:
        self._client = client
        self._rules = rules
        self._address = address
        self._progress = progress
        self._deadline = time.monotonic() + rules.seconds

    def run(self) -> Download:
        url = self._parsed(self._address)
        for _ in range(_MOST_REDIRECTS + 1):
            found = self._visit(url)
            if isinstance(found, Download):
                return found
            url = found
        raise self._refused("redirects", count=_MOST_REDIRECTS)

    def _parsed(self, address: str) -> httpx.URL:
        try:
            return httpx.URL(address)
        except httpx.InvalidURL as error:
            raise self._refused("bad_address") from error

    def _visit(self, url: httpx.URL) -> Download | httpx.URL:
        """The text at a URL, or the URL that it refers to; asks again a few times where the server says: later."""
        for attempt in range(1, _TRIES + 1):
            with self._opened(url) as response:
                if response.has_redirect_location:
                    return self._parsed(str(url.join(response.headers["location"])))
                if response.status_code not in _LATER:
                    return self._downloaded(url, response)
                pause = _pause(response, attempt)
            if attempt == _TRIES or time.monotonic() + pause > self._deadline:
                raise self._refused("later", status=response.status_code, seconds=round(pause))
            self._rules.wait(pause)
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def _opened(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """The answer of the host, whose address was checked and is the very one that is connected to."""
        host = self._checked_host(url)
        try:
            response = self._first_answer(url, host)
            try:
                yield response
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise self._refused("too_slow", seconds=round(self._rules.seconds)) from error
        except httpx.TransportError as error:
            raise self._refused("unreachable", detail=str(error) or type(error).__name__) from error

    def _first_answer(self, url: httpx.URL, host: str) -> httpx.Response:
        """From the first address of the host that can be connected to."""
        *others, last = self._addresses(url, host)
        for address in others:
            try:
                return self._asked(url, host, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._asked(url, host, last)

    def _asked(self, url: httpx.URL, host: str, address: Address) -> httpx.Response:
        headers = {"Host": url.netloc.decode("ascii")}
        at = url.copy_with(host=str(address))
        request = self._client.build_request("GET", at, headers=headers, extensions={"sni_hostname": host})
        return self._client.send(request, stream=True)

    def _checked_host(self, url: httpx.URL) -> str:
        if url.scheme not in self._rules.schemes:
            raise self._refused("not_https")
        if not url.host or url.userinfo:
            raise self._refused("bad_address")
        return url.raw_host.decode("ascii")

    def _addresses(self, url: httpx.URL, host: str) -> list[Address]:
        """The addresses of a host that may be connected to."""
        try:
            found = socket.getaddrinfo(host.strip("[]"), url.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise self._refused("no_network", host=host) from error
        addresses = [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
        allowed = [address for address in addresses if self._rules.may_connect(address)]
        if not allowed:
            raise self._refused("private_address", host=host)
        return allowed

    def _downloaded(self, url: httpx.URL, response: httpx.Response) -> Download:
        if response.status_code != httpx.codes.OK:
            raise self._refused("status", status=response.status_code)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _ENDINGS:
            raise self._refused("kind", kind=kind or "-")
        return Download(_name(url, kind), self._address, self._body(response))

    def _body(self, response: httpx.Response) -> bytes:
        size = int(response.headers.get("content-length", "0"))
        data = bytearray()
        if size > self._rules.most_bytes:
            raise self._too_large()
        for part in response.iter_bytes():
            data += part
            if len(data) > self._rules.most_bytes:
                raise self._too_large()
            if time.monotonic() > self._deadline:
                raise self._refused("too_slow", seconds=round(self._rules.seconds))
            self._progress(len(data), max(size, len(data)))
        return bytes(data)

    def _too_large(self) -> OriginalNotFetched:
        return self._refused("too_large", megabytes=self._rules.most_bytes // 1024**2)

    def _refused(self, key: str, **slots: object) -> OriginalNotFetched:
        return OriginalNotFetched(f"fetch.{key}", address=self._address, **slots)


def _pause(response: httpx.Response, attempt: int) -> float:
    """The seconds that a server asks to wait, else a little longer each time."""
    asked = response.headers.get("retry-after", "")
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 2.0**attempt


def _name(url: httpx.URL, kind: str) -> str:
    """The last part of the address, with an ending that belongs to the kind of content."""
    last = unquote(PurePosixPath(url.path).name) or url.host
    endings = _ENDINGS[kind]
    return last if PurePosixPath(last).suffix.lower() in endings else f"{last}{endings[0]}"
