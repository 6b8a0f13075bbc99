"""Buttons under a message."""

from collections.abc import Sequence
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup


Rows = Sequence[Sequence[InlineKeyboardButton]]


class Action(Protocol):
    """What a button does."""

    def pack(self) -> str:
        """The action in at most 64 bytes."""
        ...


def press(text: str, action: Action) -> InlineKeyboardButton:
    """A button that does something here."""
    return InlineKeyboardButton(text, callback_data=action.pack())


def link(text: str, address: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(text, url=address)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Rows of buttons; None where there are none."""
    return InlineKeyboardMarkup(rows) if rows else None
