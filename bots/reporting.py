"""Writes the report of last month by itself, once, in both languages."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import LogUnavailable
from assistant.records import Records
from assistant.reports import Month, Reports, running_month
from bots.catalogue import Catalogues
from bots.settings import Settings
from bots.web.secretariat.report_documents import ReportDocuments
from knowledge.language import Language
from knowledge.locks import waiting_lock
from knowledge.passage_index import PassageIndex

_LOOK_EVERY_SECONDS = 3600

log = logging.getLogger(__name__)


class ReportFolder:
    """A folder with the reports of months that are over; one that is there is left as it is."""

    def __init__(self, folder: Path, reports: Reports, documents: ReportDocuments) -> None:
        self._folder = folder
        self._reports = reports
        self._documents = documents

    def write(self, month: Month) -> list[Path]:
        """Write what is missing of a month, whole or not at all, also where other processes do the same.

        Returns what was written. Raises OSError, and LogUnavailable.
        """
        missing = [language for language in Language if not self._file(month, language).exists()]
        if not missing:
            return []
        self._folder.mkdir(parents=True, exist_ok=True)
        with waiting_lock(self._folder / ".lock"):
            missing = [language for language in missing if not self._file(month, language).exists()]
            report = self._reports.of(month) if missing else None
            return (
                []
                if report is None
                else [
                    self._write(self._file(month, language), self._documents.page(report, language))
                    for language in missing
                ]
            )

    def _file(self, month: Month, language: Language) -> Path:
        return self._folder / f"ketenwijzer-{month}.{language}.html"

    def _write(self, file: Path, page: str) -> Path:
        made = file.with_suffix(".new")
        made.write_text(page, encoding="utf-8")
        return made.replace(file)


def write_reports(settings: Settings, records: Records, index: Callable[[], PassageIndex]) -> None:
    """Write last month's report as soon as it is missing, where a folder is set and for as long as the process runs."""
    if settings.report_folder is not None:
        documents = ReportDocuments.alone(Catalogues(index), settings.smallest_group)
        _keep_looking(ReportFolder(settings.report_folder, Reports.over(records), documents))


def _keep_looking(folder: ReportFolder) -> None:

    def look() -> None:
        while True:
            try:
                folder.write(running_month().before)
            except (LogUnavailable, OSError):
                log.exception("the report of last month could not be written yet")
            time.sleep(_LOOK_EVERY_SECONDS)

    threading.Thread(target=look, name="reports", daemon=True).start()
