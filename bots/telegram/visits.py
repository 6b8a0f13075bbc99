"""One message or pressed button of one person, with what is remembered of its chat."""

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update, User

from assistant.chats import Chat
from bots.telegram.places import Place
from knowledge.language import Language, detect_language

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Visit:
    """What a handler gets.

    `language` is that of fixed sentences; `sender` is the key of the person's private chat, under which all that they
    send on purpose is kept. `message` is what they wrote, or the message that holds the pressed button, which Telegram
    no longer gives once it is old. `query` is None where no button was pressed.
    """

    place: Place
    chat: Chat
    language: Language
    sender: str
    message: Message | None
    query: CallbackQuery | None
    update_id: int

    @property
    def text(self) -> str:
        """What the person wrote; empty where that is no text."""
        return (self.message.text or "") if self.message is not None and self.query is None else ""

    @property
    def arguments(self) -> str:
        """What stands behind a command."""
        return "".join(self.text.split(maxsplit=1)[1:])


def spoken_language(chat: Chat, user: User | None) -> Language:
    """What the person chose, else the language of their app: Dutch for Dutch apps, English for all others."""
    if chat.language is not None:
        return chat.language
    code = (user.language_code or "") if user is not None else ""
    return Language.NL if code.lower().startswith("nl") else Language.EN


def question_language(visit: Visit, text: str, *, begun: bool) -> Language | None:
    """In which language to answer: None leaves it to the question and, where a conversation has `begun`, to that."""
    if visit.chat.language is not None:
        return visit.chat.language
    detected = detect_language(text)
    told = detected.foreign or detected.confidence >= _SURE or begun
    return None if told else visit.language


def message_of(update: Update) -> Message | None:
    """The message of an update, where it can still be read."""
    message = update.effective_message
    return message if isinstance(message, Message) else None
