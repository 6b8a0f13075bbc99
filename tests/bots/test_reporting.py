"""Last month's report is written once, whole, whoever else does the same."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.disclosure import SMALLEST
from assistant.reports import Month, Reports
from bots.catalogue import Catalogues
from bots.reporting import ReportFolder
from bots.web.secretariat.report_documents import ReportDocuments
from tests.bots.web.small_site import open_site

OCTOBER = Month.parse("2026-10")


@pytest.fixture
def folder(tmp_path: Path) -> ReportFolder:
    site = open_site(tmp_path)
    documents = ReportDocuments.alone(Catalogues(lambda: site.index), SMALLEST)
    return ReportFolder(tmp_path / "reports", Reports.over(site.records), documents)


def test_a_month_is_written_in_both_languages_and_needs_nothing_beside_it(folder: ReportFolder) -> None:
    dutch, english = folder.write(OCTOBER)
    assert (dutch.name, english.name) == ("ketenwijzer-2026-10.nl.html", "ketenwijzer-2026-10.en.html")
    page = dutch.read_text(encoding="utf-8")
    assert "Maandrapport oktober 2026" in page
    assert '<html lang="nl">' in page
    assert "@media print" in page
    assert "/static/" not in page


def test_what_is_there_is_left_as_it_is(folder: ReportFolder) -> None:
    dutch, english = folder.write(OCTOBER)
    dutch.write_text("edited", encoding="utf-8")
    english.unlink()
    assert folder.write(OCTOBER) == [english]
    assert dutch.read_text(encoding="utf-8") == "edited"
    assert folder.write(OCTOBER) == []


def test_of_processes_that_write_at_once_one_does(folder: ReportFolder) -> None:
    with ThreadPoolExecutor(4) as pool:
        written = [file for files in pool.map(lambda _: folder.write(OCTOBER), range(4)) for file in files]
    assert len(written) == 2
    assert sorted(path.suffix for path in written[0].parent.iterdir() if path.suffix) == [".html", ".html"]
