"""`ketenwijzer ingest`: the library and the official texts."""

from collections import Counter
from pathlib import Path

import typer

from bots.terminal.console import (
    Exit,
    fail,
    load_settings,
    parse_language,
    progress_bar,
    start_up,
    tell,
    terminal_language,
)
from bots.wiring import SHIPPED_VECTORS, intent_words, sync_library
from bots.words import say
from ingest.diff import Change, ChangeKind, Touched, diff_library
from ingest.errors import OriginalRefused
from ingest.library import read_library
from ingest.originals import Original, add_original
from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.vectors import ShippedVectors
from knowledge.views import Words, views


def check() -> int:
    """Print every problem of the library, one a line."""
    library = read_library(load_settings().library)
    for found in library.problems:
        typer.echo(found.say(terminal_language()))
    if library.problems:
        return Exit.FAILED
    documents = {(passage.reference.source, passage.language) for passage in library.passages}
    tell("terminal.library_good", passages=len(library.passages), documents=len(documents))
    return Exit.OK


def sync(*, rebuild: bool) -> int:
    """Publish the library and the added originals."""
    settings = load_settings()
    with start_up(settings) as knowledge, progress_bar() as progress:
        if rebuild:
            knowledge.generations.republish()
        report = sync_library(settings, knowledge, progress)
    key = "terminal.synced" if report.published or rebuild else "terminal.nothing_to_do"
    tell(key, added=report.added, removed=report.removed, unchanged=report.unchanged)
    return Exit.OK


def diff() -> int:
    """Print what publishing the library now would change; the exit status is 1 where it has problems."""
    settings, language = load_settings(), terminal_language()
    library = read_library(settings.library)
    with start_up(settings) as knowledge:
        serving = knowledge.generations.serving()
        before = knowledge.store.passages(serving.id) if serving else []
        after = [*library.passages, *knowledge.store.original_passages()]
    found = diff_library(before, after, library.aids.themes, language)
    for change in found.changes:
        _print_change(change, language)
    for touched in found.touched:
        _print_touched(touched, language)
    kinds = Counter(change.kind for change in found.changes)
    tell("terminal.diff", **{kind.value: kinds[kind] for kind in ChangeKind})
    if library.problems:
        tell("terminal.library_problems_left", count=len(library.problems))
    return Exit.FAILED if library.problems else Exit.OK


_MARKS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "-"}


def _print_change(change: Change, language: Language) -> None:
    kind = say(f"text_kind.{change.text_kind}", language)
    typer.echo(f"{_MARKS[change.kind]} {change.reference} {change.language} ({kind})")
    for mark, sentences in (("-", change.before), ("+", change.after)):
        for sentence in sentences:
            typer.echo(f"    {mark} {sentence}")
    if not change.before and not change.after:
        typer.echo(f"    {say('terminal.diff_beside', language)}")


def _print_touched(touched: Touched, language: Language) -> None:
    typer.echo(f"! {touched.reference}")
    shown = {"resting": touched.resting, "pointing": touched.pointing, "themes": touched.themes}
    for key, names in shown.items():
        if names:
            typer.echo(f"    {say(f'terminal.diff_{key}', language)} {', '.join(map(str, names))}")


def list_documents() -> int:
    """Print what is served: source, language, kind of text, edition, passages."""
    with start_up(load_settings()) as knowledge:
        serving = knowledge.generations.serving()
        passages = knowledge.store.passages(serving.id) if serving else []
    language = terminal_language()
    for (source, spoken, kind, edition), count in sorted(Counter(map(_row, passages)).items()):
        typer.echo(f"{source:24} {spoken}  {count:5}  {say(f'text_kind.{kind}', language)}, {edition}")
    return Exit.OK


def _row(passage: Passage) -> tuple[str, str, str, str]:
    document = passage.document
    return document.source, document.language.value, document.text_kind.value, document.edition


def ship_vectors() -> int:
    """Write one vector file a source for the configured embedder, and one for the example messages."""
    settings = load_settings()
    with start_up(settings) as knowledge, progress_bar() as progress:
        library = read_library(settings.library)
        by_source: dict[str, list[Words]] = {"intents": intent_words()}
        for view in views(library.passages):
            by_source.setdefault(library.passages[view.passage].reference.source, []).append(view.words)
        shipped, written = ShippedVectors(SHIPPED_VECTORS), 0
        for name, texts in by_source.items():
            matrix = knowledge.vectors.of(texts, progress)
            vectors = {words.key: row for words, row in zip(texts, matrix, strict=True)}
            shipped.write(knowledge.embedder.identity, name, vectors)
            written += len(vectors)
    tell("terminal.vectors_written", files=len(by_source), vectors=written)
    return Exit.OK


def add(file: Path, source: str, language: str, edition: str | None) -> int:
    """Add an official text and publish it together with the library."""
    settings = load_settings()
    original = Original(file, source, parse_language(language), edition)
    with start_up(settings) as knowledge, progress_bar() as progress:
        try:
            report = add_original(
                knowledge.generations, knowledge.store, original, settings.library, progress, settings.ingest_limits
            )
        except OriginalRefused as refused:
            fail(refused.say(terminal_language()), Exit.FAILED)
    counts = {"added": report.sync.added, "removed": report.sync.removed, "unchanged": report.sync.unchanged}
    tell("terminal.added", file=file.name, source=source, provisions=report.provisions, **counts)
    return Exit.OK
