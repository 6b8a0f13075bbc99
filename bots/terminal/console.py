"""What all commands share: exit codes, messages, logs on standard error, a progress bar."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from difflib import get_close_matches
from enum import IntEnum
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from pydantic import ValidationError

from assistant.database import database_name
from assistant.errors import LogUnavailable
from assistant.redaction import redact
from bots.settings import Settings, setting_names, unknown_settings
from bots.wiring import Knowledge, build_knowledge
from bots.words import say
from ingest.errors import LibraryHasProblems
from knowledge.errors import DataFolderBusy, EmbedderUnavailable, StorageFull
from knowledge.language import Language
from knowledge.locks import immediate_lock
from knowledge.vectors import Progress

if TYPE_CHECKING:
    from logging import _SysExcInfoType as ExceptionInfo

    from rich.progress import Progress as Bar


_LOG_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Exit(IntEnum):
    """Exit statuses of all commands."""

    OK = 0
    FAILED = 1
    USAGE = 2
    CANNOT_START = 3


def setup_logs() -> None:
    """Log lines go to standard error, so that standard output holds answers only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.INFO)  # some libraries set their own loggers to DEBUG
    handler.setFormatter(_Redacting(_LOG_LINE))
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    for noisy in ("alembic", "chromadb", "httpx", "httpx2"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class _Redacting(logging.Formatter):
    """Writes traces without personal data: an error may quote what somebody asked."""

    def formatException(self, ei: "ExceptionInfo") -> str:  # noqa: N802 - the name is logging's
        return redact(super().formatException(ei))


class _Hiding(_Redacting):
    """Writes log lines, traces included, without a secret."""

    def __init__(self, secret: str) -> None:
        super().__init__(_LOG_LINE)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._secret, "***")


def hide_in_logs(secret: str) -> None:
    """Let no log line hold a secret: libraries put a token in their errors."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Hiding(secret))


def terminal_language() -> Language:
    """Dutch where the terminal is, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.NL if locale.lower().startswith("nl") else Language.EN


def parse_language(name: str) -> Language:
    """The language that somebody typed; ends the command where it is none of ours."""
    try:
        return Language(name)
    except ValueError:
        fail(say("terminal.bad_language", terminal_language(), name=name), Exit.USAGE)


def fail(message: str, status: Exit) -> NoReturn:
    """Say what is wrong on standard error and end with the status."""
    typer.echo(message, err=True)
    raise typer.Exit(status)


def tell(key: str, **slots: object) -> None:
    """A sentence for the operator on standard error."""
    typer.echo(say(key, terminal_language(), **slots), err=True)


def load_settings() -> Settings:
    """The settings; ends the command with a plain sentence where one is wrong or unknown."""
    for name in unknown_settings():
        near = ", ".join(get_close_matches(name, setting_names(), 1, 0)) or "-"
        fail(say("terminal.unknown_setting", terminal_language(), name=name, near=near), Exit.USAGE)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "KETENWIJZER_" + "_".join(str(part) for part in first["loc"]).upper()
        fail(say("terminal.bad_setting", terminal_language(), name=name, detail=first["msg"]), Exit.USAGE)


@contextmanager
def start_up(settings: Settings) -> Iterator[Knowledge]:
    """The knowledge of the data folder; ends the command with what to do where it cannot be opened."""
    language = terminal_language()
    try:
        knowledge = build_knowledge(settings)
    except OSError as error:
        reason = error.strerror or str(error)
        fail(say("terminal.data_folder", language, folder=settings.data, detail=reason), Exit.CANNOT_START)
    except EmbedderUnavailable as error:
        fail(say("terminal.embedder", language, detail=error), Exit.CANNOT_START)
    except StorageFull:
        fail(say("terminal.storage_full", language, folder=settings.data), Exit.CANNOT_START)
    try:
        yield knowledge
    except (StorageFull, OSError) as error:
        if isinstance(error, OSError) and error.errno != ENOSPC:
            raise
        fail(say("terminal.storage_full", language, folder=settings.data), Exit.FAILED)
    except LogUnavailable as error:
        fail_without_database(settings, error)
    except LibraryHasProblems as error:
        for found in error.problems:
            typer.echo(found.say(language), err=True)
        fail(say("terminal.library_problems", language, count=len(error.problems)), Exit.CANNOT_START)
    finally:
        knowledge.store.close()


def fail_without_database(settings: Settings, error: LogUnavailable) -> NoReturn:
    """Say that the database of the log cannot be used, and end the command."""
    name = database_name(settings.log_address)
    fail(say("terminal.no_database", terminal_language(), name=name, detail=error), Exit.CANNOT_START)


@contextmanager
def ingesting(settings: Settings) -> Iterator[Knowledge]:
    """As `start_up`, for one command at a time: a second one is sent away before it changes anything."""
    with start_up(settings) as knowledge:
        try:
            with immediate_lock(settings.data / "ingest.lock"):
                yield knowledge
        except DataFolderBusy:
            fail(say("terminal.busy", terminal_language()), Exit.FAILED)


def progress_bar(waiting: str = "") -> AbstractContextManager[Progress]:
    """A bar on standard error: at once where it says what is `waiting` for, else with the first text embedded."""
    return _advancing(say("terminal.embedding", terminal_language()), waiting)


def work_bar(key: str) -> AbstractContextManager[Progress]:
    """A bar on standard error that says what is done, once the first part of it is."""
    return _advancing(say(key, terminal_language()), "")


def download_bar() -> AbstractContextManager[Progress]:
    """A bar on standard error that appears with the first bytes downloaded."""
    return _advancing(say("terminal.downloading", terminal_language()), "")


@contextmanager
def _advancing(working: str, waiting: str) -> Iterator[Progress]:
    with ExitStack() as stack:
        bars: list[Bar] = []

        def show(description: str, total: int | None) -> "Bar":
            if not bars:
                bars.append(stack.enter_context(_bar()))
                bars[0].add_task(description, total=total)
            return bars[0]

        def advance(done: int, total: int) -> None:
            bar = show(working, total)
            bar.update(bar.task_ids[0], description=working, completed=done, total=total)

        if waiting:
            show(waiting, None)
        yield advance


def _bar() -> "Bar":
    # Imported here: most starts embed nothing.
    from rich.console import Console
    from rich.progress import Progress as RichProgress

    return RichProgress(console=Console(stderr=True), transient=True)


def read_lines(name: str) -> Iterator[bytes]:
    """The lines of a file, or of standard input for -, as bytes: one that is not UTF-8 spoils no other."""
    if name == "-":
        yield from sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield from file
