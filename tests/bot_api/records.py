"""Who and what there is in the world of a bot, and how the Bot API writes it."""

from dataclasses import dataclass, field
from typing import Any

from tests.bot_api.entities import FormattedText

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    username: str | None
    language_code: str | None
    is_bot: bool

    @property
    def json(self) -> Json:
        """Without the fields that it does not have."""
        optional = {"username": self.username, "language_code": self.language_code}
        given = {name: value for name, value in optional.items() if value is not None}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | given


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat with a person, a group, or a supergroup, which may be a forum."""

    id: int
    type: str
    title: str
    person: User | None
    is_forum: bool
    members: set[int]
    bot_status: str  # member | kicked (by a person: blocked, by a group: removed) | left (never spoke)
    topics: dict[int, "Message"] = field(default_factory=dict)
    migrated_to: int | None = None

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person."""
        return self.type == "private"

    @property
    def json(self) -> Json:
        """As it stands in a message."""
        if self.person:
            named = {"first_name": self.person.first_name}
            named |= {"username": self.person.username} if self.person.username else {}
        else:
            named = {"title": self.title}
        return {"id": self.id, "type": self.type} | named | ({"is_forum": True} if self.is_forum else {})


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message."""

    text: str
    data: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said at one time."""

    formatted: FormattedText
    markup: Json | None
    link_preview: Json | None
    parse_mode: str | None
    at: float  # seconds since the epoch


@dataclass(slots=True, eq=False)
class Message:
    """A message with all it ever said; the properties tell of its newest version."""

    id: int
    chat: Chat
    sender: User
    date: int
    thread_id: int | None
    reply_to: "Message | None"
    content: Json  # what is not text: a voice note, a photo, a service message
    origin: Json | None  # whom it was forwarded from
    versions: list[Version]
    deleted: bool = False

    @property
    def now(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """The text or the caption, as a reader sees it."""
        return self.now.formatted.text

    @property
    def entities(self) -> list[tuple[str, str]]:
        """The type of each entity with the text under it, in order."""
        formatted = self.now.formatted
        return [(entity.type, formatted.under(entity)) for entity in formatted.entities]

    @property
    def links(self) -> dict[str, str]:
        """The address behind each text link."""
        formatted = self.now.formatted
        return {formatted.under(entity): entity.url for entity in formatted.entities if entity.url is not None}

    @property
    def rows(self) -> list[list[Button]]:
        """The inline keyboard."""
        rows: list[list[Json]] = (self.now.markup or {}).get("inline_keyboard", [])
        return [[Button(one["text"], one.get("callback_data"), one.get("url")) for one in row] for row in rows]

    @property
    def buttons(self) -> dict[str, Button]:
        """The buttons of the inline keyboard by what stands on them."""
        return {button.text: button for row in self.rows for button in row}

    @property
    def preview_disabled(self) -> bool:
        """Whether no link of it may be unfolded."""
        return bool((self.now.link_preview or {}).get("is_disabled"))

    @property
    def json(self) -> Json:
        """As it stands in an update or an answer, with the message that it replies to."""
        replied = self.reply_to or self.chat.topics.get(self.thread_id or 0)
        shown = replied if replied and replied is not self and not replied.deleted else None
        return self._json_alone | ({"reply_to_message": shown._json_alone} if shown else {})

    @property
    def _json_alone(self) -> Json:
        written = {"message_id": self.id, "from": self.sender.json, "chat": self.chat.json, "date": self.date}
        if self.thread_id:
            written["message_thread_id"] = self.thread_id
            written |= {"is_topic_message": True} if self.chat.is_forum else {}
        if len(self.versions) > 1:
            written["edit_date"] = int(self.now.at)
        if self.origin:
            written["forward_origin"] = self.origin
        return written | self.content | self._json_text | self._json_extras

    @property
    def _json_text(self) -> Json:
        formatted = self.now.formatted
        if not formatted.text:
            return {}
        text, entities = ("caption", "caption_entities") if self.content else ("text", "entities")
        marked = {entities: [entity.json for entity in formatted.entities]} if formatted.entities else {}
        return {text: formatted.text} | marked

    @property
    def _json_extras(self) -> Json:
        inline = {"reply_markup": self.now.markup} if self.rows else {}
        return inline | ({"link_preview_options": self.now.link_preview} if self.now.link_preview else {})


@dataclass(slots=True, eq=False)
class Press:
    """A press on a button, and the bot's answer to it once it came."""

    id: str
    user: User
    message: Message
    data: str
    at: float  # by the monotonic clock
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the bot showed of an answer under way."""

    id: int
    chat: Chat
    thread_id: int | None
    formatted: FormattedText
