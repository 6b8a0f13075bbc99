"""The chats that a bot is in, with every message in them; tests look here for what people would see."""

import threading
import time
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from tests.bot_api.records import Chat, Draft, Message, Press, User
from tests.bot_api.updates import Updates

Place = Chat | User  # a person stands for the private chat with that person

_SUPERGROUPS = -1_000_000_000_000
_T = TypeVar("_T")


class World:
    """What there is. Every change is made while holding `changed`, which also wakes those who wait for it."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.updates = Updates()
        self.changed = threading.Condition()
        self.presses: dict[str, Press] = {}
        self.drafts: list[Draft] = []
        self._chats: dict[int, Chat] = {}
        self._history: dict[int, list[Message]] = {}
        self._message_ids = count(1)  # private chats and groups share theirs, a supergroup has its own
        self._supergroup_ids: dict[int, count[int]] = {}
        self._numbers = count(4_200_001)

    def new_number(self) -> int:
        """An id that nobody has yet."""
        return next(self._numbers)

    def add_chat(self, chat: Chat) -> Chat:
        """A chat from now on."""
        with self.changed:
            self._chats[chat.id] = chat
            self._history[chat.id] = []
            self._supergroup_ids[chat.id] = count(1)
        return chat

    def new_chat_id(self, supergroup: bool) -> int:
        """As Telegram numbers groups."""
        return _SUPERGROUPS - self.new_number() if supergroup else -self.new_number()

    def chat_of(self, chat_id: int) -> Chat | None:
        """A chat by its id."""
        return self._chats.get(chat_id)

    def chat(self, place: Place) -> Chat:
        """The chat itself, or the private one of a person."""
        return place if isinstance(place, Chat) else self._chats[place.id]

    def chats(self) -> list[Chat]:
        """All of them."""
        return list(self._chats.values())

    def new_message_id(self, chat: Chat) -> int:
        """The next id in a chat."""
        return next(self._supergroup_ids[chat.id] if chat.type == "supergroup" else self._message_ids)

    def add_message(self, message: Message) -> Message:
        """The newest message of its chat."""
        with self.changed:
            self._history[message.chat.id].append(message)
            self.changed.notify_all()
        return message

    def history(self, place: Place) -> list[Message]:
        """All messages of a chat that are still there, whoever sent them."""
        with self.changed:
            return [message for message in self._history[self.chat(place).id] if not message.deleted]

    def messages(self, place: Place, after: Message | None = None, thread: int | None = None) -> list[Message]:
        """The messages of the bot in a chat, in order, or those after some message, or in one thread."""
        return [
            message
            for message in self.history(place)
            if message.sender == self.bot
            and (after is None or message.id > after.id)
            and (thread is None or message.thread_id == thread)
        ]

    def message_of(self, chat: Chat, message_id: int) -> Message | None:
        """A message that is still there, by its id."""
        return next((message for message in self.history(chat) if message.id == message_id), None)

    def wait_for(
        self, place: Place, number: int = 1, after: Message | None = None, timeout: float = 10.0
    ) -> list[Message]:
        """The messages of the bot in a chat, once there are at least so many (after some message, if given).

        Raises:
            AssertionError: there were fewer when the time (in seconds) was over; it says which.
        """
        self._wait(lambda: len(self.messages(place, after)) >= number, timeout)
        found = self.messages(place, after)
        if len(found) < number:
            said = [message.text for message in found]
            raise AssertionError(f"{len(found)} messages of the bot instead of {number}: {said}")
        return found

    def wait_until(self, condition: Callable[[], _T], timeout: float = 10.0) -> _T:
        """What a condition gives, once that is true; it is asked again at each change and a few times a second.

        Raises:
            AssertionError: it was not true when the time (in seconds) was over.
        """
        self._wait(condition, timeout)
        if not (found := condition()):
            raise AssertionError(f"not so within {timeout} seconds")
        return found

    def _wait(self, condition: Callable[[], object], timeout: float) -> None:
        deadline = time.monotonic() + timeout
        with self.changed:
            while not condition() and (left := deadline - time.monotonic()) > 0:
                self.changed.wait(min(left, 0.1))
