"""The secretariat's pages, below /secretariat: who may see what is asked, and what they make of it.

`secretariat_routers` is where pages are registered; `guard` checks who comes in, `layout` draws the frame.
"""

from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI

from bots.catalogue import Catalogues
from bots.web.pages import Pages
from bots.web.secretariat.account import AccountPages
from bots.web.secretariat.answer_editor import AnswerEditor
from bots.web.secretariat.answer_preview import Previewer
from bots.web.secretariat.approval import ApprovalPages
from bots.web.secretariat.approved_list import ApprovedListPage
from bots.web.secretariat.audit_page import AuditPage
from bots.web.secretariat.cookies import Cookies
from bots.web.secretariat.dpia import AssessmentPage
from bots.web.secretariat.editor import EditorPages
from bots.web.secretariat.guard import PASSWORDS_AT_ONCE, Gate, install
from bots.web.secretariat.inbox import InboxPages
from bots.web.secretariat.inbox_views import unread
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.overview import OverviewPage
from bots.web.secretariat.parts import Secretariat
from bots.web.secretariat.password_links import PasswordLinkPages
from bots.web.secretariat.place_picker import PlacePicker
from bots.web.secretariat.question_group import GroupPage
from bots.web.secretariat.questions import QuestionsPage
from bots.web.secretariat.report_documents import ReportDocuments
from bots.web.secretariat.reports import ReportPages
from bots.web.secretariat.signing_in import SignInPages
from bots.web.secretariat.starting_points import StartingPoints
from bots.web.secretariat.users import UserPages
from knowledge.passage_index import PassageIndex


def add_secretariat(
    app: FastAPI,
    secretariat: Secretariat,
    pages: Pages,
    index: Callable[[], PassageIndex],
    catalogues: Catalogues,
) -> None:
    """Add the pages to an application, and the gate before them."""
    layout = Layout(pages, partial(unread, secretariat.records))
    documents = ReportDocuments(pages, catalogues, secretariat.smallest)
    cookies = Cookies(https=secretariat.public_url.startswith("https://"))
    install(app, Gate(secretariat.records.sign_ins, cookies, CapacityLimiter(PASSWORDS_AT_ONCE)), layout)
    routers = [
        *secretariat_routers(secretariat, layout),
        *question_routers(secretariat, layout, catalogues),
        *approval_routers(secretariat, layout, pages, index, catalogues),
        *work_routers(secretariat, layout, catalogues, documents),
    ]
    for router in routers:
        app.include_router(router)


def secretariat_routers(secretariat: Secretariat, layout: Layout) -> list[APIRouter]:
    """The routers of the pages about who comes in; a page has its section in `layout.SECTIONS` too."""
    records, provider = secretariat.records, secretariat.provider
    routers = [
        SignInPages(layout, with_provider=provider is not None).router,
        PasswordLinkPages(layout).router,
        AccountPages(layout, records.accounts).router,
        UserPages(layout, records.accounts, secretariat.public_url).router,
        AuditPage(layout, records.audit).router,
    ]
    if provider is not None:
        # Imported here: most start without a provider, and its libraries take a while.
        from bots.web.secretariat.provider_pages import ProviderPages

        routers.append(ProviderPages(layout, records, provider, secretariat.public_url).router)
    return routers


def question_routers(secretariat: Secretariat, layout: Layout, catalogues: Catalogues) -> list[APIRouter]:
    """The routers of the pages about what is asked."""
    records = secretariat.records
    return [
        OverviewPage(layout, records.statistics, catalogues, secretariat.smallest).router,
        QuestionsPage(layout, records.clusters, secretariat.put_together, records.audit).router,
        GroupPage(layout, records).router,
    ]


def approval_routers(
    secretariat: Secretariat,
    layout: Layout,
    pages: Pages,
    index: Callable[[], PassageIndex],
    catalogues: Catalogues,
) -> list[APIRouter]:
    """The routers of the pages on which answers are written and approved; of paths that begin alike the fixed first."""
    records = secretariat.records
    picker = PlacePicker(secretariat.proposals)
    starting_points = StartingPoints(secretariat.proposals, records)
    previewer = Previewer(pages, secretariat.proposals, catalogues, secretariat.preview_in_chat, secretariat.public_url)
    return [
        ApprovedListPage(layout, records.approved, index, catalogues).router,
        AnswerEditor(layout, records.approved, catalogues, picker, starting_points).router,
        ApprovalPages(layout, records, index, catalogues, previewer).router,
    ]


def work_routers(
    secretariat: Secretariat, layout: Layout, catalogues: Catalogues, documents: ReportDocuments
) -> list[APIRouter]:
    """The routers of the inbox, the reports, the library and the description of the data processing."""
    records = secretariat.records
    routers = [
        InboxPages(layout, records, catalogues, secretariat.facts.retention_days).router,
        ReportPages(layout, secretariat.reports, documents, records.audit).router,
        AssessmentPage(layout, secretariat.facts).router,
    ]
    if secretariat.library is not None:
        routers.append(EditorPages(layout, secretariat.library).router)
    return routers
