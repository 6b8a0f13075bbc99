"""What people see of the bot before they write: commands, descriptions, the menu button."""

from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)
from telegram.constants import MenuButtonType

from bots.telegram.words import say
from knowledge.language import Language

_FALLBACK = Language.EN  # for apps in a language that is neither of ours


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its English name, by which the code knows it, and its Dutch ones, the first of which is shown."""

    name: str
    dutch: tuple[str, ...]
    in_groups: bool

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it answers to."""
        return tuple(dict.fromkeys((self.name, *self.dutch)))

    def shown(self, language: Language) -> BotCommand:
        """The command as the menu shows it."""
        name = self.dutch[0] if language is Language.NL else self.name
        return BotCommand(name, say(f"commands.{self.name}", language))


COMMANDS = (
    Command("start", ("start",), in_groups=False),
    Command("plan", ("plan", "stappenplan"), in_groups=False),
    Command("sources", ("bronnen", "bron"), in_groups=True),
    Command("ask", ("secretariaat", "vraag"), in_groups=False),
    Command("new", ("nieuw",), in_groups=False),
    Command("language", ("taal",), in_groups=True),
    Command("settings", ("instellingen",), in_groups=False),
    Command("feedback", ("reactie",), in_groups=False),
    Command("privacy", ("privacy",), in_groups=False),
    Command("delete", ("verwijder", "wis"), in_groups=False),
    Command("help", ("hulp",), in_groups=True),
)


async def introduce(bot: Bot) -> None:
    """Set what differs from what Telegram has."""
    for code, language in (("", _FALLBACK), *((language.value, language) for language in Language)):
        await _set_commands(bot, BotCommandScopeAllPrivateChats(), COMMANDS, code, language)
        in_groups = tuple(command for command in COMMANDS if command.in_groups)
        await _set_commands(bot, BotCommandScopeAllGroupChats(), in_groups, code, language)
        await _set_descriptions(bot, code, language)
    if (await bot.get_chat_menu_button()).type != MenuButtonType.COMMANDS:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _set_commands(
    bot: Bot, scope: BotCommandScope, commands: tuple[Command, ...], code: str, language: Language
) -> None:
    wanted = tuple(command.shown(language) for command in commands)
    if await bot.get_my_commands(scope, code) != wanted:
        await bot.set_my_commands(wanted, scope, code)


async def _set_descriptions(bot: Bot, code: str, language: Language) -> None:
    description, short = say("profile.description", language), say("profile.short", language)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
