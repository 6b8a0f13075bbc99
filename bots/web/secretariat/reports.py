"""The monthly reports, and the figures to take along."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response

from assistant.audit import Audit
from assistant.reports import Month, Reports, running_month
from bots.web.languages import page_language
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.report_documents import EXPORTS, ReportDocuments
from bots.web.secretariat.roles import Reader
from knowledge.language import MONTHS, Language

PATH = "/secretariat/reports"
_MONTHS_LISTED = 13

Named = Annotated[str, Path(max_length=7)]


class ReportPages:
    """The list of months, the page of each, and its exports; an export is noted in the audit trail."""

    def __init__(self, layout: Layout, reports: Reports, documents: ReportDocuments, audit: Audit) -> None:
        self._layout = layout
        self._reports = reports
        self._documents = documents
        self._audit = audit

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show_list, methods=["GET"])
        router.add_api_route(f"{PATH}/{{month}}", self.show, methods=["GET"])
        router.add_api_route(f"{PATH}/{{month}}/{{form}}", self.export, methods=["GET"])
        return router

    def show_list(self, request: Request, user: Reader) -> Response:
        """The months there may be a report of, this one first."""
        months = list(_months(page_language(request)))
        return self._layout.page(request, "reports.html", user, months=months, forms=list(EXPORTS))

    def show(self, request: Request, user: Reader, month: Named) -> Response:
        """The report of a month, which prints well."""
        report = self._reports.of(_month(month))
        given = self._documents.context(report, page_language(request))
        return self._layout.page(request, "report.html", user, forms=list(EXPORTS), **given)

    def export(self, request: Request, user: Reader, month: Named, form: Named) -> Response:
        """The figures of a month as a file."""
        chosen = _month(month)
        if form not in EXPORTS:
            raise HTTPException(404)
        language = page_language(request)
        content = self._documents.export(self._reports.of(chosen), language, form)
        self._audit.write(user.name, "report_exported", str(chosen), format=form)
        headers = {"content-disposition": f'attachment; filename="ketenwijzer-{chosen}.{language}.{form}"'}
        return Response(content, media_type=EXPORTS[form][1], headers=headers)


def _month(text: str) -> Month:
    """A month up to this one; anything else is not found."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise HTTPException(404) from None
    if month > running_month():
        raise HTTPException(404)
    return month


def _months(language: Language) -> Iterator[tuple[Month, str]]:
    month = running_month()
    for _ in range(_MONTHS_LISTED):
        yield month, f"{MONTHS[language][month.number - 1]} {month.year}"
        month = month.before
