"""How an answer will look in a chat, for doors that show it without being one."""

from collections.abc import Callable
from dataclasses import dataclass

from bots.answer_records import Reading, Record
from bots.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ChatPreview:
    """The messages of an answer as HTML that is safe to show, and the rows of buttons under the last one."""

    messages: tuple[str, ...]
    buttons: tuple[tuple[str, ...], ...]


ChatPreviewer = Callable[[Record, Catalogue, Reading], ChatPreview]
"""Makes a preview of a stored answer for a reader."""
