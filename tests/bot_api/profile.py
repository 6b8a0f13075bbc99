"""How a bot presents itself: its commands, name and descriptions in each language, and its menu button."""

import json
import re
from functools import partial

from tests.bot_api.errors import bad_request
from tests.bot_api.messaging import Method
from tests.bot_api.parameters import Parameters
from tests.bot_api.records import Json, User

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


class Profile:
    """What the bot set of itself; the language of everybody else is the empty one."""

    def __init__(self, bot: User) -> None:
        self._bot = bot
        self.texts: dict[tuple[str, str], str] = {}  # by field (name, description, short_description) and language
        self.menu_button: Json = {"type": "default"}
        self._commands: dict[tuple[str, str], list[Json]] = {}

    @property
    def methods(self) -> dict[str, Method]:
        """Each method by its name in lower case."""
        texts = {field.replace("_", ""): field for field in _LONGEST}
        setters: dict[str, Method] = {f"setmy{name}": partial(self._set_text, field) for name, field in texts.items()}
        getters: dict[str, Method] = {f"getmy{name}": partial(self._get_text, field) for name, field in texts.items()}
        return (
            setters
            | getters
            | {
                "getme": self._get_me,
                "setmycommands": self._set_commands,
                "getmycommands": self._get_commands,
                "deletemycommands": self._delete_commands,
                "setchatmenubutton": self._set_menu_button,
                "getchatmenubutton": lambda _given: self.menu_button,
            }
        )

    def commands(self, language: str = "", scope: str = "default") -> dict[str, str]:
        """The commands that people of a language see, with what is said of them."""
        found = self._commands.get((scope, language)) or self._commands.get((scope, "")) or []
        return {one["command"]: one["description"] for one in found}

    def _get_me(self, _given: Parameters) -> Json:
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
        return self._bot.json | abilities | {"can_connect_to_business": False, "has_main_web_app": False}

    def _set_text(self, field: str, given: Parameters) -> bool:
        text = given.text(field)
        if len(text) > _LONGEST[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        self.texts[field, _language(given)] = text
        return True

    def _get_text(self, field: str, given: Parameters) -> Json:
        text = self.texts.get((field, _language(given))) or self.texts.get((field, "")) or ""
        return {field: text or (self._bot.first_name if field == "name" else "")}

    def _set_commands(self, given: Parameters) -> bool:
        commands: list[Json] = given.nested("commands") or []
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if not all(_COMMAND.fullmatch(str(one.get("command", ""))) for one in commands):
            raise bad_request("BOT_COMMAND_INVALID")
        if not all(1 <= len(str(one.get("description", ""))) <= 256 for one in commands):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._commands[_scope(given), _language(given)] = commands
        return True

    def _get_commands(self, given: Parameters) -> list[Json]:
        return self._commands.get((_scope(given), _language(given)), [])

    def _delete_commands(self, given: Parameters) -> bool:
        self._commands.pop((_scope(given), _language(given)), None)
        return True

    def _set_menu_button(self, given: Parameters) -> bool:
        self.menu_button = given.nested("menu_button") or {"type": "default"}
        return True


def _scope(given: Parameters) -> str:
    """The type alone, or with the chat that it names."""
    scope: Json = given.nested("scope") or {"type": "default"}
    return str(scope["type"]) if len(scope) == 1 else json.dumps(scope, sort_keys=True)


def _language(given: Parameters) -> str:
    language = given.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language
