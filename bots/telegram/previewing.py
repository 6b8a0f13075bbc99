"""An answer as this door would send it, for who decides whether it is sent."""

from bots.answer_records import Reading, Record
from bots.catalogue import Catalogue
from bots.chat_preview import ChatPreview
from bots.telegram.answer_messages import answer_message
from bots.telegram.markup import to_html
from bots.telegram.splitting import split


def preview_in_chat(record: Record, catalogue: Catalogue, reading: Reading) -> ChatPreview:
    """The messages of an answer to somebody who asked before, with their buttons."""
    message = answer_message(record, catalogue, reading, disclose=False)
    messages = tuple(to_html(part) for part in split(message.text, reading.language))
    return ChatPreview(messages, tuple(tuple(button.text for button in row) for row in message.rows))
