"""How messages of people come into the world, and which of them a bot hears of."""

import time

from tests.bot_api.entities import FormattedText
from tests.bot_api.records import Chat, Json, Message, User, Version
from tests.bot_api.world import World

NO_TEXT = FormattedText("", ())


class Posting:
    """Puts what people send in its chat and tells the bot, as far as Telegram lets it see."""

    def __init__(self, world: World) -> None:
        self._world = world

    def post(
        self,
        user: User,
        chat: Chat,
        formatted: FormattedText,
        content: Json,
        thread: int | None = None,
        reply_to: Message | None = None,
        origin: Json | None = None,
        ago: float = 0,
    ) -> Message:
        """A message of a person; speaking to a bot that one blocked lets it in again.

        Raises:
            ValueError: the person is no member of the chat.
        """
        if user.id not in chat.members:
            raise ValueError(f"{user.first_name} is not in {chat.title!r}")
        if chat.private:
            self._meet(user, chat)
        message = self._put(user, chat, formatted, content, thread or _thread_of(reply_to), reply_to, origin, ago)
        self.tell("message", message)
        return message

    def open_topic(self, user: User, chat: Chat, name: str) -> Message:
        """The first message of a new topic."""
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        opened = self._put(user, chat, NO_TEXT, content, None, None, None, 0)
        opened.thread_id = opened.id
        chat.topics[opened.id] = opened
        self.tell("message", opened)
        return opened

    def service(self, user: User, chat: Chat, content: Json) -> Message:
        """A line about the chat itself, which every member sees, bots too."""
        message = self._put(user, chat, NO_TEXT, content, None, None, None, 0)
        self.tell("message", message)
        return message

    def tell(self, kind: str, message: Message) -> None:
        """Make the update, if the bot may see the message."""
        if message.chat.bot_status == "member" and self._visible(message):
            self._world.updates.add(kind, message.json)

    def set_bot_status(self, by: User, chat: Chat, status: str) -> None:
        """The bot is let in or put out; it hears of it, but for the first word of somebody in private."""
        before, chat.bot_status = chat.bot_status, status
        change = {"chat": chat.json, "from": by.json, "date": int(time.time())}
        sides = {"old_chat_member": self._membership(before), "new_chat_member": self._membership(status)}
        self._world.updates.add("my_chat_member", change | sides)

    def _meet(self, user: User, chat: Chat) -> None:
        if chat.bot_status == "kicked":
            self.set_bot_status(user, chat, "member")
        chat.bot_status = "member"

    def _membership(self, status: str) -> Json:
        forever = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._world.bot.json, "status": status} | forever

    def _put(
        self,
        user: User,
        chat: Chat,
        formatted: FormattedText,
        content: Json,
        thread: int | None,
        reply_to: Message | None,
        origin: Json | None,
        ago: float,
    ) -> Message:
        sent = time.time() - ago
        version = Version(formatted, None, None, None, sent)
        number = self._world.new_message_id(chat)
        message = Message(number, chat, user, int(sent), thread, reply_to, content, origin, [version])
        return self._world.add_message(message)

    def _visible(self, message: Message) -> bool:
        """Privacy mode: in groups a bot hears commands, mentions, replies to itself and service messages only."""
        service = bool(message.content) and not message.content.keys() & {"voice", "photo", "document", "sticker"}
        reply = message.reply_to is not None and message.reply_to.sender == self._world.bot
        return message.chat.private or service or reply or self._addressed(message)

    def _addressed(self, message: Message) -> bool:
        name = f"@{self._world.bot.username}".lower()
        formatted = message.now.formatted
        for entity in formatted.entities:
            under = formatted.under(entity).lower()
            if entity.type == "mention" and under == name:
                return True
            if entity.type == "bot_command" and (under.endswith(name) or (entity.offset == 0 and "@" not in under)):
                return True
        return False


def _thread_of(reply_to: Message | None) -> int | None:
    """A reply stays in its thread; in a supergroup without topics the first reply to a message makes one."""
    if reply_to is None or reply_to.chat.type != "supergroup":
        return None
    return reply_to.thread_id or (None if reply_to.chat.is_forum else reply_to.id)
