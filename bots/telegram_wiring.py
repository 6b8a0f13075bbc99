"""Builds the Telegram bot, and what Telegram calls in the web process, from the settings."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bots.settings import Settings
from bots.wiring import Office
from knowledge.passage_index import PassageIndex

if TYPE_CHECKING:
    from bots.telegram.app import Bot
    from bots.web.webhook import Webhook


def build_telegram(settings: Settings, office: Office, index: Callable[[], PassageIndex]) -> "Bot":
    """The bot of the token that is set, not started yet; raises RedisUnusable."""
    # Imported here: a start without Telegram does without its library.
    from bots.telegram.app import Access, Limits, build_bot
    from bots.telegram.invitations import Invitations
    from bots.telegram.parts import House

    return build_bot(
        Access(settings.telegram_token.get_secret_value(), settings.telegram_api),
        office.desk,
        office.records,
        index,
        house=House(settings.public_url, settings.retention_days, settings.log_questions),
        limits=Limits(
            settings.telegram_per_minute,
            settings.telegram_per_day,
            settings.telegram_total_per_minute,
            settings.redis.get_secret_value(),
        ),
        invitations=Invitations(settings.telegram_invitations),
    )


def build_webhook(settings: Settings, bot: "Bot") -> "Webhook":
    """What Telegram calls in the web process, for this bot."""
    from bots.telegram.running import Registration, listening
    from bots.web.webhook import Webhook

    secret = settings.telegram_secret.get_secret_value()
    registration = Registration(webhook_address(settings), secret)
    return Webhook(secret, partial(bot.intake.receive, bot=bot.application.bot), partial(listening, bot, registration))


def webhook_address(settings: Settings) -> str:
    """Where Telegram delivers to the web process."""
    from bots.web.webhook import PATH

    return settings.public_url + PATH
