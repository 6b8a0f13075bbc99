"""Reports as documents: a page that needs nothing beside it, comma-separated text, a workbook."""

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from assistant.reports import Report
from assistant.subjects import Subject
from assistant.words import spoken_date
from bots.catalogue import Catalogues
from bots.tables import as_csv, as_workbook
from bots.web.pages import Pages
from bots.web.secretariat.report_tables import Names, tables_of
from bots.web.secretariat.words import say
from bots.web.static_files import StaticFiles
from knowledge.language import MONTHS, Language

EXPORTS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""The forms that figures leave in, each with what makes it and its media type."""


class ReportDocuments:
    """Writes reports in either language, with the names that sources have in the index that is served."""

    def __init__(self, pages: Pages, catalogues: Catalogues, smallest: int) -> None:
        self._pages = pages
        self._catalogues = catalogues
        self._smallest = smallest

    @classmethod
    def alone(cls, catalogues: Catalogues, smallest: int) -> Self:
        """For a process that shows no pages, or beside them."""
        return cls(Pages(StaticFiles.read()), catalogues, smallest)

    def context(self, report: Report, language: Language) -> dict[str, Any]:
        """What the templates show of a report."""
        names = Names(self._catalogues.current(), language)
        figures, days, *groups = tables_of(report, names)[:-3]
        return {
            "report": report,
            "month": f"{MONTHS[language][report.month.number - 1]} {report.month.year}",
            "made": spoken_date(report.made_at.date(), language),
            "figures": figures,
            "days": days,
            "groups": groups,
            "highest": max((day.questions or 0 for day in report.overview.days), default=0),
            "inbox": tables_of(report, names)[-1],
            "nearest": partial(_nearest, names),
            "smallest": self._smallest,
            "figure": partial(_figure, language),
        }

    def page(self, report: Report, language: Language) -> str:
        """The report as an HTML document of its own, styles and all."""
        s: Callable[..., str] = partial(_say, language)
        given = self.context(report, language)
        return self._pages.part("secretariat/report_file.html", language, s=s, **given)

    def export(self, report: Report, language: Language, form: str) -> bytes:
        """The figures in one of the forms of `EXPORTS`."""
        make, _ = EXPORTS[form]
        return make(tables_of(report, Names(self._catalogues.current(), language)))


def _nearest(names: Names, subject: Subject) -> list[str]:
    return [names.place(reference) for reference in subject.nearest]


def _figure(language: Language, value: object) -> str:
    """A figure as it is read: shares in per cent, and a word for what is not shown."""
    if value is None:
        return say("report.not_shown", language)
    return f"{value:.0%}" if isinstance(value, float) else str(value)


def _say(language: Language, key: str, **slots: object) -> str:
    return say(key, language, **slots)
