"""Buttons under a message."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bots.telegram.answer_buttons import Button
from bots.telegram.callback_data import Action

Rows = Sequence[Sequence[InlineKeyboardButton]]


def press(text: str, action: Action) -> InlineKeyboardButton:
    """A button that does something here."""
    return InlineKeyboardButton(text, callback_data=action.pack())


def link(text: str, address: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(text, url=address)


def rows_of(rows: Sequence[Sequence[Button]]) -> Rows:
    """The rows that somebody planned, as Telegram has them."""
    return [[press(button.text, button.action) for button in row] for row in rows]


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Rows of buttons; None where there are none."""
    return InlineKeyboardMarkup(rows) if rows else None
