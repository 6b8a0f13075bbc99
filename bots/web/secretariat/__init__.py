"""The secretariat's pages, below /secretariat: who may see what is asked, and what they make of it.

`secretariat_routers` is where pages are registered; `guard` checks who comes in, `layout` draws the frame.
"""

from functools import partial

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI

from bots.catalogue import Catalogues
from bots.web.pages import Pages
from bots.web.secretariat.account import AccountPages
from bots.web.secretariat.audit_page import AuditPage
from bots.web.secretariat.cookies import Cookies
from bots.web.secretariat.dpia import AssessmentPage
from bots.web.secretariat.editor import EditorPages
from bots.web.secretariat.guard import PASSWORDS_AT_ONCE, Gate, install
from bots.web.secretariat.inbox import InboxPages
from bots.web.secretariat.inbox_views import unread
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.parts import Secretariat
from bots.web.secretariat.password_links import PasswordLinkPages
from bots.web.secretariat.report_documents import ReportDocuments
from bots.web.secretariat.reports import ReportPages
from bots.web.secretariat.signing_in import SignInPages
from bots.web.secretariat.users import UserPages


def add_secretariat(app: FastAPI, secretariat: Secretariat, pages: Pages, catalogues: Catalogues) -> None:
    """Add the pages to an application, and the gate before them."""
    layout = Layout(pages, partial(unread, secretariat.records))
    cookies = Cookies(https=secretariat.public_url.startswith("https://"))
    install(app, Gate(secretariat.records.sign_ins, cookies, CapacityLimiter(PASSWORDS_AT_ONCE)), layout)
    documents = ReportDocuments(pages, catalogues, secretariat.facts.smallest_group)
    for router in secretariat_routers(secretariat, layout, catalogues, documents):
        app.include_router(router)


def secretariat_routers(
    secretariat: Secretariat, layout: Layout, catalogues: Catalogues, documents: ReportDocuments
) -> list[APIRouter]:
    """The routers of all pages; a page has its section in `layout.SECTIONS` too."""
    records, provider = secretariat.records, secretariat.provider
    routers = [
        SignInPages(layout, with_provider=provider is not None).router,
        PasswordLinkPages(layout).router,
        AccountPages(layout, records.accounts).router,
        UserPages(layout, records.accounts, secretariat.public_url).router,
        AuditPage(layout, records.audit).router,
        InboxPages(layout, records, catalogues, secretariat.facts.retention_days).router,
        ReportPages(layout, secretariat.reports, documents, records.audit).router,
        AssessmentPage(layout, secretariat.facts).router,
    ]
    if secretariat.library is not None:
        routers.append(EditorPages(layout, secretariat.library).router)
    if provider is not None:
        # Imported here: most start without a provider, and its libraries take a while.
        from bots.web.secretariat.provider_pages import ProviderPages

        routers.append(ProviderPages(layout, records, provider, secretariat.public_url).router)
    return routers
