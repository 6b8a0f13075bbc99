"""The cookies of people who sign in: no script reads them, and with https no other site can set them."""

from dataclasses import dataclass

from fastapi import Request, Response

SESSION = "ketenwijzer_session"
BROWSER = "ketenwijzer_browser"
VISIT = "ketenwijzer_visit"
# Browsers take a cookie of such a name over https alone, from this host alone and for all of it.
_OF_THIS_HOST = "__Host-"


@dataclass(frozen=True, slots=True)
class Cookies:
    """Reads and sets them; `https` where people reach us by https, whatever a proxy made of the request."""

    https: bool

    def get(self, request: Request, name: str) -> str:
        """The value of a cookie; empty where it is not there."""
        return request.cookies.get(self._full(request, name), "")

    def set(self, request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Give a cookie, until the browser is closed or for some seconds."""
        response.set_cookie(
            self._full(request, name),
            value,
            max_age=seconds,
            httponly=True,
            # Not strict: who comes back from the provider would seem to be signed out.
            samesite="lax",
            secure=self._is_secure(request),
        )

    def delete(self, request: Request, response: Response, name: str) -> None:
        """Take a cookie away."""
        secure = self._is_secure(request)
        response.delete_cookie(self._full(request, name), httponly=True, samesite="lax", secure=secure)

    def _is_secure(self, request: Request) -> bool:
        return self.https or request.url.scheme == "https"

    def _full(self, request: Request, name: str) -> str:
        return (_OF_THIS_HOST if self._is_secure(request) else "") + name
