"""The provider: metadata, keys, a sign-in page of one link, and tokens for codes that were asked for rightly."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID, SECRET = "ketenwijzer", "a secret between the two"
PERSON = {
    "sub": "248289761001",
    "name": "Anna de Vries",
    "preferred_username": "A.deVries",
    "groups": ["staff", "imvo-approvers"],
}
_MINUTE = 60


@dataclass
class Provider:
    """Who signs in, and what is wrong with what is said of them.

    `claims` replace those of a token; `metadata` replaces what is said of the provider; `signing` is the key and
    algorithm that tokens are signed with; `refuses` lets everybody turn back; `broken` answers every request with 500.
    """

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    signing: tuple[RSAKey | OctKey | None, str] = (None, "RS256")
    refuses: bool = False
    broken: bool = False
    public_client: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        """The metadata."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
            **self.metadata,
        }

    def sent_back(self, asked: dict[str, str]) -> str:
        """Where the browser goes once somebody has signed in."""
        self.asked.append(asked)
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """What a code is exchanged for; raises ValueError where it is not asked for rightly."""
        asked = self.codes.pop(form["code"], None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            raise ValueError("invalid_grant")
        if _challenge(form["code_verifier"]) != asked["code_challenge"] or asked["code_challenge_method"] != "S256":
            raise ValueError("invalid_grant")
        if authorization != ("" if self.public_client else _basic()):
            raise ValueError("invalid_client")
        access = secrets.token_urlsafe(12)
        return {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": self._id_token(asked)}

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": asked["client_id"], "iat": now, "exp": now + _MINUTE}
        claims |= {"nonce": asked["nonce"], **self.person, **self.claims}
        key, algorithm = self.signing
        header = {"alg": algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, key or self.key, algorithms=[algorithm])


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()


class _Handler(BaseHTTPRequestHandler):
    """Answers for the provider of a server."""

    server: "_Server"

    def do_GET(self) -> None:
        address, provider = urlsplit(self.path), self.server.provider
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if provider.broken:
            self._answer(500, "text/plain", b"broken")
        elif address.path == "/.well-known/openid-configuration":
            self._json(200, provider.described())
        elif address.path == "/jwks":
            self._json(200, {"keys": [provider.key.as_dict(private=False)]})
        elif address.path == "/authorize":
            self._answer(200, "text/html", _page(provider.sent_back(asked)))
        else:
            self._answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        try:
            self._json(200, self.server.provider.token(form, unquote(self.headers.get("authorization", ""))))
        except ValueError as error:
            self._json(400, {"error": str(error)})

    def log_message(self, *arguments: object) -> None:
        """Keep standard error for the tests."""

    def _json(self, status: int, value: object) -> None:
        self._answer(status, "application/json", json.dumps(value).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    def __init__(self, provider: Provider) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.provider = provider


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """The provider on a port of its own."""
    server = _Server(provider)
    provider.issuer = provider.issuer or f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


def _page(address: str) -> bytes:
    return f'<!doctype html><title>Provider</title><a href="{escape(address)}">Sign in as Anna</a>'.encode()
