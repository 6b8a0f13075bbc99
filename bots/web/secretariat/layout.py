"""The frame of the secretariat's pages: who is signed in, and the navigation with what their role may see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.accounts import Role, User
from bots.web.languages import page_language
from bots.web.pages import PRIVATE, Pages
from bots.web.secretariat.words import count, say
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the pages with a link in the navigation, in words `nav.<name>`, for the roles that may."""

    name: str
    path: str
    role: Role


# In the order of the navigation: overview, questions, inbox, approved answers, reports, library, users, audit. A
# section is listed here once its router is in `secretariat_routers`.
SECTIONS = (
    Section("overview", "/secretariat/overview", Role.READER),
    Section("questions", "/secretariat/questions", Role.READER),
    Section("approved", "/secretariat/approved", Role.READER),
    Section("inbox", "/secretariat/inbox", Role.READER),
    Section("reports", "/secretariat/reports", Role.READER),
    Section("library", "/secretariat/library", Role.EDITOR),
    Section("users", "/secretariat/users", Role.OPERATOR),
    Section("audit", "/secretariat/audit", Role.OPERATOR),
    Section("dpia", "/secretariat/dpia", Role.OPERATOR),
)
ACCOUNT = "/secretariat/account"


def sections_of(user: User | None) -> list[Section]:
    """What somebody may see; nothing for who is not signed in."""
    return [] if user is None else [section for section in SECTIONS if user.role.may(section.role)]


class Layout:
    """Renders the templates in the folder `secretariat`; they say our sentences with `s` and counts with `sn`.

    `unread` counts what is new in the inbox, for who may see that.
    """

    def __init__(self, pages: Pages, unread: Callable[[], int]) -> None:
        self._pages = pages
        self._unread = unread

    def page(
        self, request: Request, template: str, user: User | None, *, status: int = 200, **context: object
    ) -> HTMLResponse:
        """A page in the reader's language, in the frame of a user; without one there is no navigation."""
        language = page_language(request)
        s: Callable[..., str] = partial(_say, language)
        sn: Callable[..., str] = partial(_count, language)
        sections = sections_of(user)
        unread = self._unread() if any(section.name == "inbox" for section in sections) else 0
        frame = {"s": s, "sn": sn, "user": user, "sections": sections, "unread": unread}
        name = f"secretariat/{template}"
        return self._pages.page(request, name, status=status, cache=PRIVATE, **frame, **context)


def _say(language: Language, key: str, **slots: object) -> str:
    return say(key, language, **slots)


def _count(language: Language, key: str, number: int) -> str:
    return count(key, language, number)
