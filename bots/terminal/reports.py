"""`ketenwijzer questions report` and `export`: what the reports hold, as files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from assistant.reports import Month, Report, Reports, running_month
from bots.catalogue import Catalogues
from bots.terminal.console import Exit, fail, load_settings, parse_language, start_up, tell, terminal_language
from bots.web.secretariat.report_documents import EXPORTS, ReportDocuments
from bots.wiring import open_records
from bots.words import say
from knowledge.errors import IndexMissing
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What somebody asked for on the command line."""

    month: Month
    language: Language


def write_report(month: str | None, language: str | None, out: Path | None) -> int:
    """Write the report of a month as an HTML document, to a file or to standard output."""
    wanted = _wanted(month, language)
    with _reporting(wanted.month) as (report, documents):
        page = documents.page(report, wanted.language)
    if out is None:
        typer.echo(page, nl=False)
        return Exit.OK
    return _write(out, page.encode())


def export(form: str, out: Path, month: str | None, language: str | None) -> int:
    """Write the figures of a month to a file, as comma-separated text or as a workbook."""
    if form not in EXPORTS:
        fail(say("terminal.bad_format", terminal_language(), name=form, known=", ".join(EXPORTS)), Exit.USAGE)
    wanted = _wanted(month, language)
    with _reporting(wanted.month) as (report, documents):
        content = documents.export(report, wanted.language, form)
    return _write(out, content)


def _wanted(month: str | None, language: str | None) -> _Wanted:
    """The month, last month where none is named, and the language; ends the command where either is none."""
    spoken = terminal_language() if language is None else parse_language(language)
    try:
        return _Wanted(running_month().before if month is None else Month.parse(month), spoken)
    except ValueError:
        fail(say("terminal.bad_month", terminal_language(), name=month), Exit.USAGE)


@contextmanager
def _reporting(month: Month) -> Iterator[tuple[Report, ReportDocuments]]:
    """The report of a month and what writes it; ends the command where something cannot be opened."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        try:
            index = knowledge.generations.open_exact()
        except IndexMissing:
            fail(say("terminal.nothing_served", terminal_language()), Exit.CANNOT_START)
        documents = ReportDocuments.alone(Catalogues(lambda: index), settings.smallest_group)
        yield Reports.over(open_records(settings)).of(month), documents


def _write(out: Path, content: bytes) -> int:
    try:
        out.write_bytes(content)
    except OSError as error:
        fail(say("terminal.cannot_write", terminal_language(), file=out, detail=error.strerror or error), Exit.FAILED)
    tell("terminal.written", file=out)
    return Exit.OK
