"""`ketenwijzer telegram`: answers in Telegram by long polling, in a process of its own."""

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from bots.chores import keep_retention
from bots.settings import Settings
from bots.telegram_wiring import build_telegram
from bots.terminal.console import (
    Exit,
    fail,
    hide_in_logs,
    load_settings,
    progress_bar,
    start_up,
    tell,
    terminal_language,
)
from bots.wiring import Office, build_assistant, build_office
from bots.words import say

if TYPE_CHECKING:
    from bots.telegram.app import Bot


def run() -> int:
    """Answer until stopped; 2 where something must be set first, 3 where Telegram refuses."""
    settings = load_settings()
    token = settings.telegram_token.get_secret_value()
    if not token or settings.telegram_webhook:
        tell("telegram.webhook_instead" if token else "telegram.no_token")
        return Exit.USAGE
    hide_in_logs(token)
    # Each question is embedded on one core; OpenMP's own threads would only spin beside it.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return asyncio.run(_answer(settings))


def build_bot(settings: Settings, office: Office, assistant: Assistant) -> "Bot":
    """The bot; ends the command where Redis cannot be used."""
    from bots.windows import RedisUnusable

    try:
        return build_telegram(settings, office, assistant.index)
    except RedisUnusable as error:
        fail(say("telegram.redis", terminal_language(), detail=error), Exit.CANNOT_START)


async def _answer(settings: Settings) -> int:
    from bots.telegram.running import Ended, poll

    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        assistant.warm_up()
        office = build_office(settings, knowledge, assistant)
        keep_retention(office.desk, settings.retention_days)
        bot = build_bot(settings, office, assistant)
        tell("telegram.answering")
        ended = await poll(bot, stopped)
    tell(f"telegram.{ended}")
    return Exit.OK if ended is Ended.STOPPED else Exit.CANNOT_START
