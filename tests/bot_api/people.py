"""What people do in Telegram: each act changes the world and makes the update that a bot would get."""

import re
import time

from tests.bot_api.entities import FormattedText, message_text
from tests.bot_api.posting import NO_TEXT, Posting
from tests.bot_api.records import Chat, Json, Message, Press, User, Version
from tests.bot_api.world import World

_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


class People:
    """Acts of people in the world of a bot.

    A chat that is not given is the private chat of who acts. Times are in seconds; `ago` sends in the past, as when
    the bot was not there to hear it.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._posting = Posting(world)

    def user(self, first_name: str, language_code: str = "nl", username: str | None = None) -> User:
        """A person who never spoke to the bot."""
        user = User(self._world.new_number(), first_name, username, language_code, is_bot=False)
        self._world.add_chat(Chat(user.id, "private", "", user, False, {user.id}, bot_status="left"))
        return user

    def group(self, title: str, *members: User, supergroup: bool = False, forum: bool = False) -> Chat:
        """A group of some people; the first of them adds the bot. A forum is a supergroup with topics."""
        kind = "supergroup" if supergroup or forum else "group"
        chat_id = self._world.new_chat_id(kind == "supergroup")
        everybody = {member.id for member in members}
        chat = self._world.add_chat(Chat(chat_id, kind, title, None, forum, everybody, bot_status="left"))
        self.add_bot(members[0], chat)
        return chat

    def topic(self, user: User, chat: Chat, name: str) -> int:
        """A new topic in a forum: the number of its thread."""
        return self._posting.open_topic(user, chat, name).id

    def say(
        self,
        user: User,
        text: str,
        chat: Chat | None = None,
        thread: int | None = None,
        reply_to: Message | None = None,
        ago: float = 0,
    ) -> Message:
        """A text message, with the commands, mentions and links in it marked."""
        where = chat or self._world.chat(user)
        return self._posting.post(user, where, message_text(text), {}, thread=thread, reply_to=reply_to, ago=ago)

    def start(self, user: User, payload: str | None = None) -> Message:
        """Press Start in the private chat, or follow a link t.me/bot?start=payload.

        Raises:
            ValueError: no link can carry this payload.
        """
        if payload is not None and not _DEEP_LINK.fullmatch(payload):
            raise ValueError(f"Telegram does not pass this on: {payload}")
        return self.say(user, f"/start {payload}" if payload else "/start")

    def edit(self, message: Message, text: str) -> Message:
        """The sender changes a message."""
        with self._world.changed:
            message.versions.append(Version(message_text(text), None, None, None, time.time()))
        self._posting.tell("edited_message", message)
        return message

    def press(self, user: User, message: Message, label: str) -> Press:
        """Press the button with this text.

        Raises:
            LookupError: there is no such button, or it opens an address; it says which buttons there are.
        """
        button = message.buttons.get(label)
        if message.deleted or button is None or button.data is None:
            raise LookupError(f"no button {label!r} to press among {list(message.buttons)}")
        press = Press(str(self._world.new_number()), user, message, button.data, time.monotonic())
        self._world.presses[press.id] = press
        query = {"id": press.id, "from": user.json, "message": message.json, "data": press.data}
        self._world.updates.add("callback_query", query | {"chat_instance": str(message.chat.id)})
        return press

    def send_voice(self, user: User, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """A voice note."""
        return self._send(user, {"voice": self._file() | {"duration": 3}}, "", chat, reply_to)

    def send_photo(
        self, user: User, caption: str = "", chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """A photo."""
        return self._send(user, {"photo": [self._file() | {"width": 90, "height": 60}]}, caption, chat, reply_to)

    def send_document(
        self, user: User, name: str, caption: str = "", chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """A file."""
        return self._send(user, {"document": self._file() | {"file_name": name}}, caption, chat, reply_to)

    def send_sticker(self, user: User, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """A sticker."""
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send(user, {"sticker": self._file() | shape}, "", chat, reply_to)

    def forward(self, user: User, text: str, origin: str = "Some channel", chat: Chat | None = None) -> Message:
        """Pass on the message of somebody who shows no more than a name."""
        where = chat or self._world.chat(user)
        hidden = {"type": "hidden_user", "sender_user_name": origin, "date": int(time.time())}
        return self._posting.post(user, where, message_text(text), {}, origin=hidden)

    def block(self, user: User) -> None:
        """The bot reaches this person no more."""
        self._posting.set_bot_status(user, self._world.chat(user), "kicked")

    def unblock(self, user: User) -> None:
        """The bot reaches this person again."""
        self._posting.set_bot_status(user, self._world.chat(user), "member")

    def add_bot(self, by: User, chat: Chat) -> None:
        """The bot is a member from now on."""
        self._posting.set_bot_status(by, chat, "member")
        self._posting.service(by, chat, {"new_chat_members": [self._world.bot.json]})

    def remove_bot(self, by: User, chat: Chat) -> None:
        """The bot is put out of a group."""
        self._posting.set_bot_status(by, chat, "kicked")

    def join(self, user: User, chat: Chat) -> None:
        """A person becomes a member."""
        chat.members.add(user.id)
        self._posting.service(user, chat, {"new_chat_members": [user.json]})

    def leave(self, user: User, chat: Chat) -> None:
        """A person goes."""
        self._posting.service(user, chat, {"left_chat_member": user.json})
        chat.members.discard(user.id)

    def upgrade(self, by: User, group: Chat) -> Chat:
        """A group becomes a supergroup with another id; calls with the old one are refused with the new one."""
        number = self._world.new_chat_id(supergroup=True)
        members = set(group.members)
        upgraded = self._world.add_chat(Chat(number, "supergroup", group.title, None, False, members, group.bot_status))
        self._posting.service(by, group, {"migrate_to_chat_id": upgraded.id})
        group.migrated_to = upgraded.id
        self._posting.service(by, upgraded, {"migrate_from_chat_id": group.id})
        return upgraded

    def _send(self, user: User, content: Json, caption: str, chat: Chat | None, reply_to: Message | None) -> Message:
        formatted: FormattedText = message_text(caption) if caption else NO_TEXT
        return self._posting.post(user, chat or self._world.chat(user), formatted, content, reply_to=reply_to)

    def _file(self) -> Json:
        number = self._world.new_number()
        return {"file_id": f"file-{number}", "file_unique_id": f"unique-{number}", "file_size": 1024}
