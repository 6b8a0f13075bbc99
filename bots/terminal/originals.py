"""`ketenwijzer ingest add | fetch | remove | diff FILE`: the official texts of an operator."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from textwrap import shorten

import typer

from bots.settings import Settings
from bots.terminal.console import (
    Exit,
    download_bar,
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
from ingest.errors import OriginalNotFetched, OriginalRefused
from ingest.fetching import PUBLIC, Download, fetch
from ingest.originals import Original, Reading, language_of
from ingest.reading import file_bytes
from ingest.registry import RegisteredText, registered_texts
from knowledge.language import Language
from knowledge.original_store import OriginalKey
from knowledge.vectors import Progress

_LEFT_OUT_SHOWN = 5
_LEFT_OUT_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Given:
    """What an operator says of an official text; `target` is its file or its address."""

    target: str
    source: str
    language: str | None
    edition: str | None
    superseded: bool
    shape: str


def add(given: Given) -> int:
    """Add an official text and publish it together with the library."""
    settings = load_settings()
    with ingesting(settings) as knowledge, _refusals_said():
        original, data = _opened(settings, given)
        report = _added(settings, knowledge, original, data)
    _tell_added(original, report)
    return Exit.OK


@contextmanager
def _refusals_said() -> Iterator[None]:
    try:
        yield
    except OriginalRefused as refused:
        fail(refused.say(terminal_language()), Exit.FAILED)


def _added(settings: Settings, knowledge: Knowledge, original: Original, data: bytes) -> OriginalReport:
    with _reading(original.path.name) as progress:
        return add_original(
            knowledge.generations,
            knowledge.store,
            original,
            data,
            settings.library,
            progress,
            settings.ingest_limits,
        )


def _reading(name: str) -> AbstractContextManager[Progress]:
    return progress_bar(say("terminal.reading", terminal_language(), file=name))


def _opened(settings: Settings, given: Given) -> tuple[Original, bytes]:
    """The text with its bytes, from its file or from its address."""
    language, limits = parse_language(given.language) if given.language else None, settings.ingest_limits
    if "://" in given.target:
        download = _downloaded(settings, given.target, language)
        path, data, address = Path(download.name), download.data, download.address
    else:
        path, data, address = Path(given.target), file_bytes(Path(given.target), limits), ""
    spoken, edition = language or language_of(path, data, limits), " ".join((given.edition or "").split()) or None
    return Original(path, _named(given.source), spoken, edition, given.superseded, address, given.shape), data


def _named(source: str) -> str:
    """A source or place without what a hasty hand leaves around it."""
    return source.strip().rstrip("/")


def _downloaded(settings: Settings, address: str, language: Language | None) -> Download:
    rules = replace(PUBLIC, most_bytes=settings.ingest_max_bytes)
    with download_bar() as progress:
        return fetch(address, language, rules, progress)


def fetch_registered(sources: list[str]) -> int:
    """Download and add the official texts that the library knows an address of; 1 where one of them was refused."""
    settings, language = load_settings(), terminal_language()
    texts = registered_texts(settings.library)
    for unknown in set(sources) - {text.source for text in texts}:
        known = ", ".join(sorted({text.source for text in texts})) or "-"
        fail(OriginalNotFetched("fetch.no_address", source=unknown, sources=known).say(language), Exit.USAGE)
    status = Exit.OK
    with ingesting(settings) as knowledge:
        for text in texts:
            if sources and text.source not in sources:
                continue
            try:
                _fetch(settings, knowledge, text)
            except OriginalRefused as refused:
                typer.echo(refused.say(language), err=True)
                status = Exit.FAILED
    return status


def _fetch(settings: Settings, knowledge: Knowledge, text: RegisteredText) -> None:
    download = _downloaded(settings, text.address, text.language)
    digest = sha256(download.data).hexdigest()
    stored = {original.digest: original for original in knowledge.store.originals.all()}
    if digest in stored and stored[digest].key.text_of == text.source:
        tell("terminal.fetched_same", address=text.address, digest=digest)
        return
    original = Original(Path(download.name), text.source, text.language, None, address=text.address)
    _tell_added(original, _added(settings, knowledge, original, download.data))


def _tell_added(original: Original, report: OriginalReport) -> None:
    print_diff(report.diff, whole=False)
    slots = {"file": original.path.name, "source": report.key.text_of, "edition": report.key.edition}
    counts = {"provisions": report.reading.provisions, "passages": len(report.reading.passages)}
    tell("terminal.added", text_language=report.key.language, digest=report.digest, **slots, **counts)
    _tell_coverage(report.reading)
    for other in report.beside:
        tell("terminal.added_beside", edition=other.edition)
    tell_sync(report.sync)
    if any(touched.resting for touched in report.diff.touched):
        tell("terminal.read_again")


def _tell_coverage(reading: Reading) -> None:
    """How much of the text can be quoted, and the beginnings of the first lines that cannot."""
    left_out = reading.coverage.left_out
    tell("terminal.coverage", percent=int(100 * reading.coverage.share), count=len(left_out))
    for line in left_out[:_LEFT_OUT_SHOWN]:
        typer.echo(f"    {shorten(line, _LEFT_OUT_WIDTH, placeholder=' ...')}", err=True)


def preview(given: Given) -> int:
    """Print what adding an official text would change; 1 where it would be refused."""
    settings = load_settings()
    with start_up(settings) as knowledge, _refusals_said():
        original, data = _opened(settings, given)
        with _reading(original.path.name):
            found = preview_original(
                knowledge.generations, knowledge.store, original, data, settings.library, settings.ingest_limits
            )
    print_diff(found.diff, whole=False)
    for key, locators in (("missing", found.reading.missing), ("repeated", found.reading.repeated)):
        for locator in locators:
            typer.echo(f"! {say(f'terminal.numbering_{key}', terminal_language(), locator=locator)}")
    _tell_coverage(found.reading)
    provisions = found.reading.provisions
    tell("terminal.previewed", file=original.path.name, provisions=provisions, **count_kinds(found.diff))
    is_whole = not (found.reading.missing or found.reading.repeated)
    tell("terminal.preview_accepted" if is_whole else "terminal.preview_refused")
    return Exit.OK if is_whole else Exit.FAILED


def remove(source: str, language: str | None, edition: str | None) -> int:
    """Forget an official text and publish what is left."""
    settings = load_settings()
    with ingesting(settings) as knowledge, progress_bar() as progress:
        key = _chosen(knowledge, source, language, edition)
        report = remove_original(knowledge.generations, knowledge.store, key, settings.library, progress)
    tell("terminal.removed", source=key.text_of, text_language=key.language, edition=key.edition)
    tell_sync(report)
    return Exit.OK


def _chosen(knowledge: Knowledge, source: str, language: str | None, edition: str | None) -> OriginalKey:
    """The one original that fits; ends the command where there is none, or more than one."""
    found = [
        stored.key
        for stored in knowledge.store.originals.all()
        if stored.key.text_of == _named(source).lower()
        and language in {None, stored.key.language.value}
        and edition in {None, stored.key.edition}
    ]
    if not found:
        fail(say("terminal.nothing_to_remove", terminal_language(), source=source), Exit.FAILED)
    if len(found) > 1:
        names = "; ".join(f'--language {key.language} --edition "{key.edition}"' for key in found)
        fail(say("terminal.which_to_remove", terminal_language(), source=source, names=names), Exit.USAGE)
    return found[0]
