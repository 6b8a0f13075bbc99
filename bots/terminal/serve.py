"""`ketenwijzer serve`: the chat page, the reader and the API in one process."""

import errno
import os
import socket
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from bots.chores import keep_clusters, keep_retention
from bots.data_protection.facts import Facts
from bots.settings import Settings
from bots.telegram_wiring import build_webhook
from bots.terminal.console import Exit, hide_in_logs, load_settings, progress_bar, start_up, tell
from bots.terminal.telegram import build_bot
from bots.wiring import (
    Office,
    build_assistant,
    build_clustering,
    build_office,
    build_secretariat,
)

if TYPE_CHECKING:
    from bots.web.handover import Handover
    from bots.web.webhook import Webhook

_GRACE_SECONDS = 5
_BACKLOG = 2048


def run(host: str | None, port: int | None) -> int:
    """Serve until stopped."""
    settings = load_settings()
    address, number = host or settings.host, settings.port if port is None else port
    try:
        listener = _listen(address, number)
    except OSError as error:
        key = "terminal.port_in_use" if error.errno == errno.EADDRINUSE else "terminal.cannot_listen"
        tell(key, host=address, port=number, detail=error.strerror or error)
        return Exit.CANNOT_START
    # Each question is embedded on one core; OpenMP's own threads would only spin beside it.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import uvicorn

    from bots.reporting import write_reports
    from bots.web.app import create_app

    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        assistant.warm_up()
        office = build_office(settings, knowledge, assistant)
        keep_retention(office.desk, settings.retention_days)
        write_reports(settings, office.records, assistant.index)
        clustering = build_clustering(settings, knowledge, assistant.index)
        keep_clusters(clustering)
        app = create_app(
            office.desk,
            assistant.index,
            records=office.records,
            retention_days=settings.retention_days,
            log_questions=settings.log_questions,
            webhook=_webhook(settings, office, assistant),
            handover=_handover(settings, office),
            secretariat=build_secretariat(settings, knowledge, office, clustering),
            facts=Facts.of(settings),
        )
        tell("terminal.serving", address=f"http://{address}:{listener.getsockname()[1]}")
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_GRACE_SECONDS, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
    return Exit.OK


def _webhook(settings: Settings, office: Office, assistant: Assistant) -> "Webhook | None":
    """The address that Telegram calls; None where it does not."""
    if not settings.telegram_webhook:
        return None
    hide_in_logs(settings.telegram_token.get_secret_value())
    return build_webhook(settings, build_bot(settings, office, assistant))


def _handover(settings: Settings, office: Office) -> "Handover | None":
    """The way to the bot; None where its name is not set."""
    from bots.web.handover import Handover

    name = settings.telegram_name.removeprefix("@")
    return Handover(name, office.records.handovers) if name else None


def _listen(host: str, port: int) -> socket.socket:
    """Take the port first: a person should not wait for an index to hear that it is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
