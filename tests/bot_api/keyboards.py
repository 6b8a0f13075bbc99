"""The buttons under a message: what Telegram accepts of them."""

from typing import Any

from tests.bot_api.errors import bad_request
from tests.bot_api.links import checked_link
from tests.bot_api.records import Json

MOST_BYTES_OF_DATA = 64
MOST_BUTTONS = 100
_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "pay", "callback_game",
)  # fmt: skip


def checked_markup(markup: Any) -> Json | None:
    """A reply markup as it is kept: of an inline keyboard the rows that have buttons.

    Raises:
        ApiError: a button has no text, nothing to do, data of more than 64 bytes or a bad address.
    """
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = [[_checked_button(button) for button in row] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _checked_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("expected an Object")
    if not isinstance(button.get("text"), str):
        raise _unreadable('Can\'t find field "text"')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(action in button for action in _ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if not 0 < len(str(button.get("callback_data", "-")).encode()) <= MOST_BYTES_OF_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" not in button:
        return button
    link = checked_link(str(button["url"]))
    if link is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button | {"url": link}


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")
