"""`ketenwijzer ingest add | remove | diff FILE`: the official texts of an operator."""

from pathlib import Path

import typer

from bots.terminal.console import (
    Exit,
    fail,
    ingesting,
    load_settings,
    parse_language,
    progress_bar,
    start_up,
    tell,
    terminal_language,
)
from bots.terminal.ingest import count_kinds, print_diff, tell_sync
from bots.wiring import Knowledge
from bots.words import say
from ingest.adding import OriginalReport, add_original, preview_original, remove_original
from ingest.errors import OriginalRefused
from ingest.originals import Original, language_of
from ingest.reading import file_bytes
from knowledge.original_store import OriginalKey


def add(file: Path, source: str, language: str | None, edition: str | None, *, superseded: bool) -> int:
    """Add an official text and publish it together with the library."""
    settings = load_settings()
    with ingesting(settings) as knowledge:
        try:
            with progress_bar(say("terminal.reading", terminal_language(), file=file.name)) as progress:
                original, data = _given(file, source, language, edition, superseded=superseded)
                report = add_original(
                    knowledge.generations, knowledge.store, original, data, settings.library, progress
                )
        except OriginalRefused as refused:
            fail(refused.say(terminal_language()), Exit.FAILED)
    _tell_added(original, report)
    return Exit.OK


def _given(
    file: Path, source: str, language: str | None, edition: str | None, *, superseded: bool
) -> tuple[Original, bytes]:
    data = file_bytes(file)
    spoken = parse_language(language) if language else language_of(file, data)
    return Original(file, source, spoken, edition, superseded), data


def _tell_added(original: Original, report: OriginalReport) -> None:
    print_diff(report.diff, whole=False)
    slots = {"file": original.path.name, "source": report.key.text_of, "edition": report.key.edition}
    counts = {"provisions": report.provisions, "passages": report.passages}
    tell("terminal.added", language=report.key.language, digest=report.digest, **slots, **counts)
    for other in report.beside:
        tell("terminal.added_beside", edition=other.edition)
    tell_sync(report.sync)
    if any(touched.resting for touched in report.diff.touched):
        tell("terminal.read_again")


def preview(file: Path, source: str, language: str | None, edition: str | None, *, superseded: bool) -> int:
    """Print what adding an official text would change; 1 where it would be refused."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        try:
            with progress_bar(say("terminal.reading", terminal_language(), file=file.name)):
                original, data = _given(file, source, language, edition, superseded=superseded)
                found = preview_original(knowledge.generations, knowledge.store, original, data, settings.library)
        except OriginalRefused as refused:
            fail(refused.say(terminal_language()), Exit.FAILED)
    print_diff(found.diff, whole=False)
    for key, locators in (("missing", found.reading.missing), ("repeated", found.reading.repeated)):
        for locator in locators:
            typer.echo(f"! {say(f'terminal.numbering_{key}', terminal_language(), locator=locator)}")
    provisions = len({passage.reference for passage in found.reading.passages})
    tell("terminal.previewed", file=file.name, provisions=provisions, **count_kinds(found.diff))
    return Exit.FAILED if found.reading.missing or found.reading.repeated else Exit.OK


def remove(source: str, language: str | None, edition: str | None) -> int:
    """Forget an official text and publish what is left."""
    settings = load_settings()
    with ingesting(settings) as knowledge, progress_bar() as progress:
        key = _chosen(knowledge, source, language, edition)
        try:
            report = remove_original(knowledge.generations, knowledge.store, key, settings.library, progress)
        except OriginalRefused as refused:
            fail(refused.say(terminal_language()), Exit.FAILED)
    tell("terminal.removed", source=key.text_of, language=key.language, edition=key.edition)
    tell_sync(report)
    return Exit.OK


def _chosen(knowledge: Knowledge, source: str, language: str | None, edition: str | None) -> OriginalKey:
    """The one original that fits; ends the command where there is none, or more than one."""
    found = [
        stored.key
        for stored in knowledge.store.originals.all()
        if stored.key.text_of == source
        and language in {None, stored.key.language.value}
        and edition in {None, stored.key.edition}
    ]
    if not found:
        fail(say("terminal.nothing_to_remove", terminal_language(), source=source), Exit.FAILED)
    if len(found) > 1:
        names = "; ".join(f'--language {key.language} --edition "{key.edition}"' for key in found)
        fail(say("terminal.which_to_remove", terminal_language(), source=source, names=names), Exit.USAGE)
    return found[0]
