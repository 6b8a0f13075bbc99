"""Where an update came from and where its answer goes."""

from dataclasses import dataclass

from telegram import Chat, Message, Update
from telegram.constants import ChatType


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or a thread of one; `reply_to` is the message that an answer in a group points to."""

    chat_id: int
    thread_id: int | None
    private: bool
    reply_to: int | None

    @property
    def address(self) -> str:
        """The place as it is stored with a question to which a reply is wanted."""
        return f"telegram:{self.chat_id}:{self.thread_id or 0}"


def place_of(update: Update) -> Place | None:
    """Where to answer an update; None for what came from no chat, and for channels, where nobody asks."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or chat.type == ChatType.CHANNEL:
        return None
    return place_in(chat, message)


def place_at(address: str) -> Place:
    """The place of a stored address, in which nothing is pointed to; raises ValueError for what is none."""
    channel, chat, thread = address.split(":")
    if channel != "telegram":
        raise ValueError(f"{channel} is another channel")
    return Place(int(chat), int(thread) or None, private=int(chat) > 0, reply_to=None)


def place_in(chat: Chat, message: Message | None) -> Place:
    """The place of a message; of the chat as a whole without one."""
    private = chat.type == ChatType.PRIVATE
    thread = message.message_thread_id if message is not None and message.is_topic_message else None
    return Place(chat.id, thread, private, None if private or message is None else message.message_id)
