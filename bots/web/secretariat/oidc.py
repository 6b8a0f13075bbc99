"""Signing in at a provider by OpenID Connect: authorization code with PKCE. The only door to Authlib.

What the provider says is trusted only when its signature, issuer, audience, nonce and times are right (OpenID Connect
Core 1.0, section 3.1.3.7). Its metadata and keys are fetched at each use, so that new keys count at once.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from anyio import fail_after
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuthError
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError, InvalidURL
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from assistant.provider_visits import Visit
from assistant.signing_in import Identity
from bots.provider_settings import OidcRoles, is_safe_address
from knowledge.language import Language

_METADATA = "/.well-known/openid-configuration"
_REQUEST_SECONDS = 5
_ALL_SECONDS = 12
_CLOCK_SKEW_SECONDS = 60
_SCOPE = "openid profile"
# Signed with the provider's own key; never with a shared secret, and never unsigned.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


class ProviderFailed(Exception):
    """Somebody does not come in by the provider; `code` names the sentence, the message is for the log."""

    code = "provider_failed"


class ProviderUnavailable(ProviderFailed):
    """The provider does not answer, or not as a provider does: try again later."""

    code = "provider_unavailable"


class NotTrusted(ProviderFailed):
    """What the provider said does not hold: start again."""

    code = "provider_not_trusted"


class NoRole(ProviderFailed):
    """The provider knows them, but gives no role that we know."""

    code = "provider_no_role"


class Provider:
    """One provider, at which we are known as a client; without a secret as a public one."""

    def __init__(self, issuer: str, client_id: str, secret: str, roles: OidcRoles) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._secret = secret
        self._roles = roles

    async def address(self, visit: Visit, redirect_uri: str, language: Language) -> str:
        """Where somebody signs in; raises ProviderUnavailable."""
        async with self._talking(redirect_uri) as client:
            metadata = await self._metadata(client)
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=visit.state,
                nonce=visit.nonce,
                code_verifier=visit.verifier,
                ui_locales=language.value,
            )
        return str(address)

    async def identify(self, code: str, visit: Visit, redirect_uri: str) -> Identity:
        """Who came back with a code; raises ProviderUnavailable, NotTrusted and NoRole."""
        async with self._talking(redirect_uri) as client:
            metadata = await self._metadata(client)
            client.token_endpoint_auth_method = self._way_to_authenticate(metadata)
            token = await client.fetch_token(
                metadata["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=visit.verifier
            )
            keys = await _json(client, metadata["jwks_uri"])
        return self._identity(self._claims(token, keys, visit))

    @asynccontextmanager
    async def _talking(self, redirect_uri: str) -> AsyncIterator[AsyncOAuth2Client]:
        """A client whose failures are ours."""
        try:
            with fail_after(_ALL_SECONDS):
                async with self._client(redirect_uri) as client:
                    yield client
        except OAuthError as error:
            raise NotTrusted(f"the provider refuses the code: {error.error}") from error
        except (HTTPError, InvalidURL, TimeoutError, ValueError) as error:
            raise ProviderUnavailable(f"{type(error).__name__}: {error}") from error

    def _client(self, redirect_uri: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._client_id,
            self._secret or None,
            scope=_SCOPE,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=_REQUEST_SECONDS,
        )

    async def _metadata(self, client: AsyncOAuth2Client) -> Mapping[str, Any]:
        metadata = await _json(client, self.issuer.rstrip("/") + _METADATA)
        if metadata.get("issuer") != self.issuer:
            raise ValueError("the metadata is that of another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe_address(str(metadata.get(name, ""))):
                raise ValueError(f"{name} is missing or no https address")
        return metadata

    def _way_to_authenticate(self, metadata: Mapping[str, Any]) -> str:
        if not self._secret:
            return "none"
        ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"

    def _claims(self, token: Mapping[str, Any], keys: Mapping[str, Any], visit: Visit) -> Mapping[str, Any]:
        expected = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client_id},
            "nonce": {"essential": True, "value": visit.nonce},
        }
        given = {"nonce": visit.nonce, "client_id": self._client_id, "access_token": token.get("access_token")}
        registry = JWSRegistry(algorithms=list(_ALGORITHMS), strict_check_header=False)
        try:
            known = KeySet.import_key_set({"keys": keys["keys"]})
            signed = jwt.decode(str(token["id_token"]), known, registry=registry)
            claims = CodeIDToken(signed.claims, signed.header, expected, given)
            claims.validate(leeway=_CLOCK_SKEW_SECONDS)
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise NotTrusted(f"the ID token does not hold: {type(error).__name__}: {error}") from error
        return dict(claims)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        role = self._roles.role(claims)
        if role is None:
            raise NoRole(f"no role for what {self._roles.claim!r} holds")
        subject = str(claims["sub"])
        name = _text(claims, "preferred_username") or subject
        return Identity(self.issuer, subject, name, _text(claims, "name") or name, role)


async def _json(client: AsyncOAuth2Client, address: str) -> Mapping[str, Any]:
    response = await client.request("GET", address, withhold_token=True)
    response.raise_for_status()
    found = response.json()
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    return found


def _text(claims: Mapping[str, Any], name: str) -> str:
    value: str | Sequence[object] | None = claims.get(name)
    return value.strip() if isinstance(value, str) else ""
