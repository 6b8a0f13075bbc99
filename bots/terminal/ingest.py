"""`ketenwijzer ingest`: the library and the official texts."""

import time
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

import typer

from assistant.errors import LogUnavailable
from assistant.sentence_likeness import spoken_words
from bots.settings import Settings
from bots.terminal.console import (
    Exit,
    fail,
    ingesting,
    load_settings,
    progress_bar,
    start_up,
    tell,
    terminal_language,
)
from bots.wiring import (
    SHIPPED_VECTORS,
    Knowledge,
    approved_passages,
    intent_words,
    open_store,
    publish_library,
    sync_library,
)
from bots.words import say
from ingest.diff import Change, ChangeKind, LibraryDiff, Touched, diff_library
from ingest.flags import live_flags
from ingest.library import Library, read_library
from ingest.sync import SyncReport
from knowledge.documents import Passage
from knowledge.errors import NothingToRestore, StorageFull
from knowledge.language import Language
from knowledge.original_store import Flag, OriginalStore
from knowledge.vectors import Progress, ShippedVectors, Vectors
from knowledge.views import ViewKind, Words, views

_WIDTH = 32  # of the column with sources and places


def check() -> int:
    """Print every problem of the library, one a line, and the cards that rest on a changed official text."""
    settings = load_settings()
    library = read_library(settings.library)
    for found in library.problems:
        typer.echo(found.say(terminal_language()))
    _print_flags(_flags(settings, library))
    if library.problems:
        return Exit.FAILED
    documents = {(passage.reference.source, passage.language) for passage in library.passages}
    tell("terminal.library_good", passages=len(library.passages), documents=len(documents))
    return Exit.OK


def _flags(settings: Settings, library: Library) -> list[Flag]:
    """The flags of a data folder that is there; checking the library makes none."""
    if not settings.data.is_dir():
        return []
    try:
        store = open_store(settings)
    except (OSError, StorageFull):
        return []
    found = live_flags(store.originals, library.passages)
    store.close()
    return found


def _print_flags(flags: list[Flag]) -> None:
    language = terminal_language()
    for card, resting in groupby(flags, lambda flag: flag.card):
        places = ", ".join(f"{flag.place} ({say(_CHANGED[flag.removed], language)})" for flag in resting)
        typer.echo(f"! {say('terminal.flagged', language, card=card, places=places)}")


_CHANGED = {True: "terminal.flag_removed", False: "terminal.flag_changed"}


def sync(*, rebuild: bool) -> int:
    """Publish the library and the added originals, unless what is served was restored."""
    settings = load_settings()
    with ingesting(settings) as knowledge, progress_bar() as progress:
        if rebuild:
            knowledge.generations.republish(progress)
        report = sync_library(settings, knowledge, progress)
        unreadable = _unreadable(knowledge)
    tell_sync(report, rebuilt=rebuild)
    _tell_unreadable(unreadable)
    return Exit.OK


def publish() -> int:
    """Publish the library and the added originals, whatever is served."""
    settings = load_settings()
    with ingesting(settings) as knowledge, progress_bar() as progress:
        report = publish_library(settings, knowledge, progress)
        unreadable = _unreadable(knowledge)
    tell_sync(report)
    _tell_unreadable(unreadable)
    return Exit.OK


def _unreadable(knowledge: Knowledge) -> int:
    return sum(not stored.readable for stored in knowledge.store.originals.all())


def _tell_unreadable(count: int) -> None:
    if count:
        tell("terminal.add_again", count=count)


def tell_sync(report: SyncReport, *, rebuilt: bool = False) -> None:
    """What bringing the index up to date did."""
    changed = report.published or rebuilt
    key = "terminal.held" if report.held else "terminal.synced" if changed else "terminal.nothing_to_do"
    tell(key, added=report.added, removed=report.removed, unchanged=report.unchanged)


def rollback() -> int:
    """Serve the generation from before the serving one again."""
    started = time.perf_counter()
    with ingesting(load_settings()) as knowledge:
        try:
            restored = knowledge.generations.restore()
        except NothingToRestore:
            fail(say("terminal.nothing_to_restore", terminal_language()), Exit.FAILED)
    seconds = f"{time.perf_counter() - started:.1f}"
    tell("terminal.restored", generation=restored.id, date=_day(restored.published_at), seconds=seconds)
    return Exit.OK


def diff() -> int:
    """Print what publishing the library now would change; the exit status is 1 where it has problems."""
    settings, language = load_settings(), terminal_language()
    library = read_library(settings.library)
    with start_up(settings) as knowledge:
        serving = knowledge.generations.serving()
        before = knowledge.store.passages(serving.id) if serving else []
        after = [*library.passages, *knowledge.store.originals.passages()]
    approved = _approved_passages(settings)
    found = diff_library([*before, *approved], [*after, *approved], library.aids.themes, language)
    print_diff(found, whole=True)
    tell("terminal.diff", **count_kinds(found))
    if library.problems:
        tell("terminal.library_problems_left", count=len(library.problems))
    return Exit.FAILED if library.problems else Exit.OK


def _approved_passages(settings: Settings) -> list[Passage]:
    """The approved answers, which may rest on what changes; none where their database does not answer."""
    try:
        return approved_passages(settings)
    except LogUnavailable:
        tell("terminal.approved_unknown")
        return []


_MARKS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "-"}


def print_diff(found: LibraryDiff, *, whole: bool) -> None:
    """What changes and what leans on it; sentences of new and removed places only where `whole`."""
    language = terminal_language()
    for change in found.changes:
        _print_change(change, language, whole=whole)
    for touched in found.touched:
        _print_touched(touched, language)


def count_kinds(found: LibraryDiff) -> dict[str, int]:
    """How many places are added, changed and removed, as slots of a sentence."""
    kinds = Counter(change.kind for change in found.changes)
    return {kind.value: kinds[kind] for kind in ChangeKind}


def _print_change(change: Change, language: Language, *, whole: bool) -> None:
    kind = say(f"text_kind.{change.text_kind}", language)
    typer.echo(f"{_MARKS[change.kind]} {change.reference} {change.language} ({kind})")
    if not whole and change.kind is not ChangeKind.CHANGED:
        return
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
    """Print what is served, the official texts that were added, and the cards that rest on a changed text."""
    settings, language = load_settings(), terminal_language()
    with start_up(settings) as knowledge:
        serving = knowledge.generations.serving()
        passages = knowledge.store.passages(serving.id) if serving else []
        if serving is None:
            tell("terminal.nothing_served")
        for (source, spoken, kind, edition), count in sorted(Counter(map(_row, passages)).items()):
            typer.echo(f"{source:{_WIDTH}} {spoken}  {count:5}  {say(f'text_kind.{kind}', language)}, {edition}")
        _print_originals(knowledge.store.originals, {passage.digest for passage in passages})
        flags = knowledge.store.originals.flags()
        library = read_library(settings.library).passages if flags else ()
        _print_flags(live_flags(knowledge.store.originals, library))
        if serving is not None and serving.restored:
            tell("terminal.restored_serves", generation=serving.id, date=_day(serving.published_at))
    return Exit.OK


def _print_originals(originals: OriginalStore, served: set[str]) -> None:
    language = terminal_language()
    stored = originals.all()
    if stored:
        typer.echo(f"\n{say('terminal.originals', language)}")
    for original in stored:
        key, status = original.key, say(f"status.{original.status}", language)
        typer.echo(f"{key.text_of:{_WIDTH}} {key.language}  {key.edition} ({status})")
        counts = {"provisions": original.provisions, "passages": original.passages}
        slots = {"date": _day(original.added_at), "file": original.file_name or "-", "digest": original.digest}
        typer.echo(f"    {say('terminal.original', language, **slots, **counts)}")
        if original.address:
            typer.echo(f"    {original.address}")
        if not original.readable:
            is_kept = originals.content(original.digest) is not None
            waits = "terminal.original_waits" if is_kept else "terminal.original_stale"
            typer.echo(f"    {say(waits, language)}")
        elif not {passage.digest for passage in originals.passages_of(key)} <= served:
            typer.echo(f"    {say('terminal.original_waits', language)}")


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def acknowledge(cards: list[str], *, everything: bool) -> int:
    """Take the flags of cards away that somebody has read again."""
    settings = load_settings()
    if bool(cards) == everything:
        fail(say("terminal.acknowledge_usage", terminal_language()), Exit.USAGE)
    with ingesting(settings) as knowledge:
        flags = knowledge.store.originals.flags()
        chosen = [flag for flag in flags if everything or str(flag.card) in cards]
        knowledge.store.originals.forget_flags(chosen)
    unknown = set(cards) - {str(flag.card) for flag in chosen}
    if unknown:
        fail(say("terminal.not_flagged", terminal_language(), cards=", ".join(sorted(unknown))), Exit.FAILED)
    tell("terminal.acknowledged", count=len({flag.card for flag in chosen}))
    return Exit.OK


def _row(passage: Passage) -> tuple[str, str, str, str]:
    document = passage.document
    return document.source, document.language.value, document.text_kind.value, document.edition


def _ship(vectors: Vectors, by_source: Mapping[str, list[Words]], progress: Progress) -> int:
    """How many vectors of an embedder were written, one file a source."""
    shipped, written = ShippedVectors(SHIPPED_VECTORS), 0
    for name, texts in by_source.items():
        found = {words.key: row for words, row in zip(texts, vectors.of(texts, progress), strict=True)}
        shipped.write(vectors.embedder.identity, name, found)
        written += len(found)
    return written


def ship_vectors() -> int:
    """Write one vector file a source for the configured embedder, one for the example messages, and the network's."""
    settings = load_settings()
    with start_up(settings) as knowledge, progress_bar() as progress:
        library = read_library(settings.library)
        by_source: dict[str, list[Words]] = {"intents": intent_words()}
        by_network: dict[str, list[Words]] = {}
        for view in views(library.passages):
            source = library.passages[view.passage].reference.source
            by_source.setdefault(source, []).append(view.words)
            if view.kind is not ViewKind.TEXT:
                by_network.setdefault(source, []).append(spoken_words(view.text))
        written = _ship(knowledge.vectors, by_source, progress) + _ship(
            knowledge.question_vectors, by_network, progress
        )
    tell("terminal.vectors_written", files=len(by_source) + len(by_network), vectors=written)
    return Exit.OK
