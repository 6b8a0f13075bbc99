"""`ketenwijzer pause` and `resume`: the switch that stops channels from answering, and its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import typer

from assistant.errors import LogUnavailable
from assistant.pauses import Pause, Pauses
from assistant.questions import Channel
from bots.terminal.console import Exit, fail, fail_without_database, load_settings, tell, terminal_language
from bots.wiring import open_pauses
from bots.words import say


def pause(channel: str | None, nl: str | None, en: str | None) -> int:
    """Stop a channel, or all; running processes follow within three seconds."""
    reasons = [" ".join((reason or "").split()) for reason in (nl, en)]
    if not all(reasons):
        fail(_say("reasons_needed"), Exit.USAGE)
    stopped = _channel(channel)
    with _opened() as pauses:
        pauses.pause(stopped, *reasons)
    tell("pause.paused", channel=_name(stopped))
    return Exit.OK


def resume(channel: str | None) -> int:
    """End the pause of a channel, or all pauses; the exit status is 1 where there was none."""
    stopped = _channel(channel)
    with _opened() as pauses:
        resumed = pauses.resume(stopped)
        left = None if stopped is None else pauses.current(stopped)
    if resumed and left is None:
        tell("pause.resumed", channel=_name(stopped))
        return Exit.OK
    tell("pause.all_paused" if left else "pause.not_paused", channel=_name(stopped))
    return Exit.FAILED


def list_pauses() -> int:
    """Print all pauses, the latest first."""
    with _opened() as pauses:
        history = pauses.history()
    for past in history:
        _print(past)
    if not history:
        tell("pause.none")
    return Exit.OK


def _print(past: Pause) -> None:
    until = _say("still") if past.until is None else _minute(past.until)
    typer.echo(f"{_minute(past.since)} - {until}  {_name(past.channel)}")
    typer.echo(f"    nl  {past.nl}\n    en  {past.en}")


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _channel(name: str | None) -> Channel | None:
    stoppable = [channel for channel in Channel if channel is not Channel.TERMINAL]
    if name is not None and name not in stoppable:
        fail(_say("bad_channel", name=name, known=", ".join(stoppable)), Exit.USAGE)
    return None if name is None else Channel(name)


def _name(channel: Channel | None) -> str:
    return _say("all") if channel is None else channel.value


def _say(key: str, **slots: object) -> str:
    return say(f"pause.{key}", terminal_language(), **slots)


@contextmanager
def _opened() -> Iterator[Pauses]:
    settings = load_settings()
    try:
        yield open_pauses(settings)
    except LogUnavailable as error:
        fail_without_database(settings, error)
    except OSError as error:
        reason = error.strerror or str(error)
        fail(say("terminal.data_folder", terminal_language(), folder=settings.data, detail=reason), Exit.CANNOT_START)
