"""Renders pages and parts of pages. The only door to Jinja."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bots.web.languages import page_language, remember, switch_url
from bots.web.static_files import StaticFiles
from bots.web.words import count, say
from bots.words import say as say_shared
from knowledge.language import Language

_TEMPLATES = Path(__file__).parent / "templates"
PRIVATE = "no-store"
FRESH = "no-cache"
_CODE = re.compile(r"`([^`]+)`")


class Pages:
    """All templates, with the words of the reader's language at hand."""

    def __init__(self, static: StaticFiles) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["static"] = static.url
        self._environment.globals["text_of"] = static.text
        self._environment.filters["code"] = _code

    def page(
        self, request: Request, template: str, *, status: int = 200, cache: str = FRESH, **context: object
    ) -> HTMLResponse:
        """A whole page in the reader's language."""
        language = page_language(request)
        switches = [(other, switch_url(request, other)) for other in Language]
        html = self.part(template, language, path=request.url.path, switches=switches, **context)
        headers = {"cache-control": cache, "content-language": language.value, "vary": "Accept-Language, Cookie"}
        response = HTMLResponse(html, status_code=status, headers=headers)
        remember(request, response)
        return response

    def part(self, template: str, language: Language, **context: object) -> str:
        """A template by itself, as HTML text."""
        t: Callable[..., str] = partial(_say, language)
        n: Callable[..., str] = partial(_count, language)
        shared: Callable[..., str] = partial(_say_shared, language)
        words = {"t": t, "n": n, "shared": shared, "lang": language}
        return self._environment.get_template(template).render(**words, **context)


def _code(text: str) -> Markup:
    """A description with its `code` set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped on the same line


def _say(language: Language, key: str, **slots: object) -> str:
    return say(key, language, **slots)


def _say_shared(language: Language, key: str) -> str:
    return say_shared(key, language)


def _count(language: Language, key: str, number: int) -> str:
    return count(key, language, number)
