"""The commands that tell and set things: start, help, language, new, settings, privacy."""

from dataclasses import replace
from uuid import uuid4

from assistant.reading_on import starters
from bots.telegram.callback_data import AskStarter, ChooseLanguage, StartPlan
from bots.telegram.keyboards import Rows, keyboard, link, press
from bots.telegram.markup import Heading, RichText, bold, plain
from bots.telegram.parts import Parts
from bots.telegram.profile import COMMANDS
from bots.telegram.reception import tell
from bots.telegram.texts import items, paragraphs, titled
from bots.telegram.visits import Visit
from bots.telegram.words import say
from knowledge.language import Language

_STARTERS = 2
_AUTOMATIC = "automatic"


async def welcome(parts: Parts, visit: Visit) -> None:
    """What this is, before the first question, and what to begin with."""
    told = (say(f"start.{key}", visit.language) for key in ("disclosure", "names", "begin"))
    rows = [[press(text, AskStarter(number))] for number, text in enumerate(starters(visit.language)[:_STARTERS])]
    rows.append([press(say("start.plan", visit.language), StartPlan())])
    text = titled(say("start.title", visit.language), *told)
    await parts.sender.send(visit.place, text, visit.language, keyboard(rows))
    await parts.save(replace(visit.chat, disclosed=True))


async def show_help(parts: Parts, visit: Visit) -> None:
    """What can be asked, and the commands."""
    language = visit.language
    told = (say(f"help.{key}", language) for key in ("ask", "place", "under", "groups"))
    listed = (command.shown(language) for command in COMMANDS)
    commands = items((plain(f"/{command.command} – {command.description}"),) for command in listed)
    text = (*titled(say("help.title", language), *told), Heading((bold(say("help.commands", language)),)), *commands)
    await parts.sender.send(visit.place, text, language)


async def ask_language(parts: Parts, visit: Visit) -> None:
    """Which language answers have, and buttons to choose another."""
    now = say(f"language.current_{visit.chat.language or _AUTOMATIC}", visit.language)
    text = paragraphs(now, say("language.choose", visit.language))
    await parts.sender.send(visit.place, text, visit.language, keyboard(_language_buttons(visit.language)))


def _language_buttons(language: Language) -> Rows:
    choices: tuple[Language | None, ...] = (*Language, None)
    return [[press(say(f"language.{choice or _AUTOMATIC}", language), ChooseLanguage(choice))] for choice in choices]


async def choose_language(parts: Parts, visit: Visit, choice: ChooseLanguage) -> None:
    """Answer in this language from now on."""
    chosen = choice.language
    await parts.save(replace(visit.chat, language=chosen))
    await tell(parts, replace(visit, language=chosen or visit.language), f"language.set_{chosen or _AUTOMATIC}")


async def begin_anew(parts: Parts, visit: Visit) -> None:
    """Leave the conversation for a new one."""
    await parts.save(replace(visit.chat, conversation_id=uuid4().hex, awaiting=None, plan=None))
    await tell(parts, visit, "new.done")


async def show_settings(parts: Parts, visit: Visit) -> None:
    """The language, what is kept, and where the rest is set."""
    language, house = visit.language, parts.house
    text = titled(
        say("settings.title", language),
        say(f"language.current_{visit.chat.language or _AUTOMATIC}", language),
        say("settings.kept", language, days=house.retention_days),
        say("settings.logged" if house.log_questions else "settings.not_logged", language, days=house.retention_days),
        say("settings.more", language),
    )
    await parts.sender.send(visit.place, text, language, keyboard(_language_buttons(language)))


async def show_privacy(parts: Parts, visit: Visit) -> None:
    """What is kept, for how long, and what Telegram itself keeps."""
    address = parts.house.page("/privacy", visit.language)
    rows = [[link(say("privacy.link", visit.language), address)]] if address else ()
    text = privacy_text(visit.language, parts.house.retention_days, parts.records.inbox.unanswered_days)
    await parts.sender.send(visit.place, text, visit.language, keyboard(rows))


def privacy_text(language: Language, days: int, unanswered_days: int) -> RichText:
    """The privacy statement of this channel."""
    keys = ("kept", "redacted", "waiting", "sent", "days", "cloud", "delete")
    return titled(
        say("privacy.title", language),
        *(say(f"privacy.{key}", language, days=days, unanswered_days=unanswered_days) for key in keys),
    )
