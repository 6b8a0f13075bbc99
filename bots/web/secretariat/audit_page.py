"""The audit trail, for operators: to read, and only that."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Query, Request, Response

from assistant.audit import Audit, Entry
from bots.web.languages import page_language
from bots.web.secretariat.guard import Operator
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.words import WORDING, say
from bots.words import say as say_shared
from knowledge.language import Language

PATH = "/secretariat/audit"
_ON_A_PAGE = 100
_LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words."""

    at: datetime
    user: str
    action: str
    target: str
    details: tuple[str, ...]


class AuditPage:
    """Shows the entries, the latest first."""

    def __init__(self, layout: Layout, audit: Audit) -> None:
        self._layout = layout
        self._audit = audit

    @property
    def router(self) -> APIRouter:
        """The route of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        return router

    def show(
        self, request: Request, user: Operator, before: int | None = Query(default=None, ge=1, le=_LARGEST_ID)
    ) -> Response:
        """A page of entries; `before` is the id from which they go on."""
        entries = self._audit.entries(before, _ON_A_PAGE + 1)
        language = page_language(request)
        lines = [_line(entry, language) for entry in entries[:_ON_A_PAGE]]
        older = entries[_ON_A_PAGE - 1].id if len(entries) > _ON_A_PAGE else None
        return self._layout.page(request, "audit.html", user, lines=lines, older=older, first=before is None)


def _line(entry: Entry, language: Language) -> Line:
    details = tuple(_detail(name, value, language) for name, value in entry.details.items())
    return Line(entry.at, entry.user, _words("action", entry.action, language), entry.target, details)


def _detail(name: str, value: object, language: Language) -> str:
    """A detail with its name; a role is said in words."""
    shown = say_shared(f"role.{value}", language) if name == "role" else str(value)
    return f"{_words('detail', name, language)}: {shown}"


def _words(kind: str, name: str, language: Language) -> str:
    """What we call it; as it was written where that was by another version."""
    key = f"audit.{kind}.{name}"
    return say(key, language) if key in WORDING.keys(language) else name
