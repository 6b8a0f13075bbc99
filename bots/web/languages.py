"""In which language a page is shown: by its address, then by cookie, then by what the browser asks for."""

from urllib.parse import urlencode

from fastapi import Request, Response

from knowledge.language import Language

COOKIE = "ketenwijzer_language"
_YEAR = 365 * 24 * 3600
_SECRETARIAT = "/secretariat"
_SWITCHING = ("lang", "remember")


def page_language(request: Request) -> Language:
    """The language for this reader; Dutch where nothing tells."""
    return (
        _known(request.query_params.get("lang"))
        or _known(request.cookies.get(COOKIE))
        or _accepted(request.headers.get("accept-language", ""))
    )


def remember(request: Request, response: Response) -> None:
    """Keep a language that the reader chose in the address.

    Links from answers to reader pages name the language of a quote; these carry no `remember` and change nothing.
    """
    chosen = _known(request.query_params.get("lang"))
    is_quote_link = request.url.path.startswith("/bron/") and "remember" not in request.query_params
    if chosen is not None and not is_quote_link:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, chosen.value, max_age=_YEAR, samesite="lax", httponly=True, secure=secure)


def switch_url(request: Request, language: Language) -> str:
    """The address of this page in a language."""
    if request.url.path.startswith(_SECRETARIAT):
        # A form there is posted to its own page, and what is chosen on a page stands in its address.
        chosen = [(name, value) for name, value in request.query_params.multi_items() if name not in _SWITCHING]
        return f"{request.url.path}?{urlencode([*chosen, ('lang', language.value), ('remember', '1')])}"
    path = request.url.path if request.method in ("GET", "HEAD") else "/"
    kept = "&cited=" + request.query_params["cited"] if request.query_params.get("cited", "").isalnum() else ""
    return f"{path}?lang={language}&remember=1{kept}"


def _known(code: str | None) -> Language | None:
    try:
        return Language((code or "").lower())
    except ValueError:
        return None


def _accepted(header: str) -> Language:
    """The better liked of our two; English for a reader who asks for other languages only."""
    liked = {language: _quality(header, language) for language in Language}
    best = max(liked, key=lambda language: liked[language])
    if liked[best] > 0:
        return best
    return Language.EN if header.strip(" *") else Language.NL


def _quality(header: str, language: Language) -> float:
    qualities = [0.0]
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        if tag.strip().lower().split("-")[0] == language.value:
            qualities.append(_number(parameter.strip().removeprefix("q=")))
    return max(qualities)


def _number(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
