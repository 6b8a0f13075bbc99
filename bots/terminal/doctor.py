"""`ketenwijzer doctor`: looks at each part and says in plain words what to do."""

import asyncio
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from assistant.database import database_name
from assistant.errors import LogUnavailable
from bots.data_protection.describing import for_assessment
from bots.data_protection.facts import Facts
from bots.data_protection.markdown import as_markdown
from bots.settings import Settings
from bots.telegram_wiring import webhook_address
from bots.terminal.console import Exit, load_settings, parse_language, terminal_language
from bots.wiring import Knowledge, build_knowledge, count_log_lines, is_synced
from bots.words import say
from ingest.library import read_library
from knowledge.errors import EmbedderUnavailable, IndexDamaged, IndexMissing

if TYPE_CHECKING:
    from bots.telegram.checking import Standing

_ROOM = 200 * 1024**2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    good: bool
    text: str


def examine() -> int:
    """Print a line for each finding; 1 when something needs attention."""
    findings = list(_findings(load_settings()))
    for finding in findings:
        typer.echo(f"{'ok ' if finding.good else '!! '} {finding.text}")
    bad = sum(not finding.good for finding in findings)
    typer.echo(_say("bad", count=bad) if bad else _say("good"))
    return Exit.FAILED if bad else Exit.OK


def describe_processing(language: str) -> int:
    """Print the description of the data processing as Markdown, made from the settings."""
    typer.echo(as_markdown(for_assessment(Facts.of(load_settings()), parse_language(language))), nl=False)
    return Exit.OK


def _say(key: str, **slots: object) -> str:
    return say(f"doctor.{key}", terminal_language(), **slots)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield Finding(True, _say("python", version=platform.python_version()))
    yield from _library(settings)
    try:
        knowledge = build_knowledge(settings)
    except OSError as error:
        yield Finding(False, _say("data_bad", folder=settings.data, detail=error.strerror or error))
        return
    except EmbedderUnavailable as error:
        yield Finding(False, _say("embedder_bad", detail=error))
        return
    yield _disk(settings)
    yield _embedder(knowledge)
    yield _index(knowledge)
    yield from _freshness(settings, knowledge)
    yield _log(settings)
    yield from _telegram(settings)


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data).free
    shown = f"{free / 1024**3:.1f} GB"
    key = "data_ok" if free >= _ROOM else "disk_low"
    return Finding(free >= _ROOM, _say(key, folder=settings.data, free=shown))


def _library(settings: Settings) -> Iterator[Finding]:
    library = read_library(settings.library)
    if library.problems:
        yield Finding(False, _say("library_bad", count=len(library.problems)))
    else:
        yield Finding(True, _say("library_ok", passages=len(library.passages)))


def _embedder(knowledge: Knowledge) -> Finding:
    milliseconds = _timed(lambda: knowledge.embedder.embed_question("ketenverantwoordelijkheid"))
    return Finding(True, _say("embedder_ok", identity=knowledge.embedder.identity, milliseconds=round(milliseconds)))


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1e3


def _index(knowledge: Knowledge) -> Finding:
    serving = knowledge.generations.serving()
    if serving is None:
        return Finding(False, _say("index_none"))
    try:
        index = knowledge.generations.open()
    except IndexMissing:
        return Finding(False, _say("index_other", embedder=serving.embedder))
    except IndexDamaged as error:
        return Finding(False, _say("index_bad", generation=serving.id, detail=error))
    return Finding(True, _say("index_ok", generation=serving.id, passages=len(index.passages)))


def _freshness(settings: Settings, knowledge: Knowledge) -> Iterator[Finding]:
    if knowledge.generations.serving() is not None and not is_synced(settings, knowledge):
        yield Finding(False, _say("library_stale"))


def _log(settings: Settings) -> Finding:
    name = database_name(settings.log_address)
    try:
        return Finding(True, _say("log_ok", name=name, lines=count_log_lines(settings)))
    except LogUnavailable as error:
        return Finding(False, _say("log_bad", name=name, detail=error))


def _telegram(settings: Settings) -> Iterator[Finding]:
    """The bot as Telegram sees it; nothing where none is set up."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return
    # Imported here: most installations have no bot.
    from bots.telegram.app import Access
    from bots.telegram.checking import BadToken, TelegramUnreachable, look

    try:
        standing = asyncio.run(look(Access(token, settings.telegram_api)))
    except BadToken:
        yield Finding(False, say("telegram.bad_token", terminal_language()))
        return
    except TelegramUnreachable as error:
        yield Finding(False, _say("telegram_unreachable", address=settings.telegram_api, detail=error))
        return
    yield Finding(True, _say("telegram_ok", name=standing.name))
    yield from _telegram_settings(settings, standing)


def _telegram_settings(settings: Settings, standing: "Standing") -> Iterator[Finding]:
    """Whether what is set is what Telegram has."""
    named = settings.telegram_name.removeprefix("@")
    if named and named.lower() != standing.name.lower():
        yield Finding(False, _say("telegram_other_name", named=named, name=standing.name))
    expected = webhook_address(settings) if settings.telegram_webhook else ""
    if expected != standing.webhook:
        yield Finding(False, _say("telegram_webhook_set" if standing.webhook else "telegram_no_webhook"))
    elif standing.trouble:
        yield Finding(False, _say("telegram_trouble", count=standing.waiting, detail=standing.trouble))
