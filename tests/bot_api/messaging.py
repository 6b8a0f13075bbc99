"""The methods that send, change and delete messages, and answer presses."""

import time
from collections.abc import Callable

from tests.bot_api.entities import FormattedText, entities_from_json, message_text
from tests.bot_api.errors import ApiError, bad_request
from tests.bot_api.html_entities import parse_html
from tests.bot_api.keyboards import checked_markup
from tests.bot_api.parameters import Parameters
from tests.bot_api.records import Chat, Draft, Json, Message, Version
from tests.bot_api.world import World

Method = Callable[[Parameters], object]

LONGEST_PRESS_ANSWER = 200
_ACTIONS = frozenset([
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
])  # fmt: skip
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


class Messaging:
    """What a bot does with messages, in the world that people see."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.press_expires_after = 30.0  # seconds

    @property
    def methods(self) -> dict[str, Method]:
        """Each method by its name in lower case."""
        return {
            "sendmessage": self._send_message,
            "sendmessagedraft": self._send_draft,
            "sendchataction": self._send_action,
            "editmessagetext": self._edit_text,
            "editmessagereplymarkup": self._edit_markup,
            "deletemessage": self._delete,
            "answercallbackquery": self._answer_press,
        }

    def _send_message(self, given: Parameters) -> Json:
        chat = self._open_chat(given)
        thread = self._thread(given, chat)
        version = _version(given)
        reply_to = self._replied(given, chat)
        number = self._world.new_message_id(chat)
        message = Message(number, chat, self._world.bot, int(version.at), thread, reply_to, {}, None, [version])
        return self._world.add_message(message).json

    def _send_draft(self, given: Parameters) -> bool:
        chat = self._open_chat(given)
        if not chat.private:
            raise bad_request("TEXTDRAFT_PEER_INVALID")
        if not (number := given.number("draft_id", 0)):
            raise bad_request("RANDOM_ID_INVALID")
        formatted = _formatted(given) if given.text("text") else FormattedText("", ())
        with self._world.changed:
            self._world.drafts.append(Draft(number, chat, self._thread(given, chat), formatted))
            self._world.changed.notify_all()
        return True

    def _send_action(self, given: Parameters) -> bool:
        chat = self._open_chat(given)
        self._thread(given, chat)
        if given.text("action") not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _edit_text(self, given: Parameters) -> Json:
        message = self._own_message(given)
        return self._change(message, _version(given))

    def _edit_markup(self, given: Parameters) -> Json:
        message = self._own_message(given)
        now = message.now
        markup = checked_markup(given.nested("reply_markup"))
        return self._change(message, Version(now.formatted, markup, now.link_preview, now.parse_mode, time.time()))

    def _change(self, message: Message, version: Version) -> Json:
        now = message.now
        if (now.formatted, now.markup) == (version.formatted, version.markup):
            raise bad_request(_NOT_MODIFIED)
        with self._world.changed:
            message.versions.append(version)
            self._world.changed.notify_all()
        return message.json

    def _delete(self, given: Parameters) -> bool:
        chat = self._open_chat(given)
        message = self._world.message_of(chat, given.number("message_id", 0))
        if message is None:
            raise bad_request("message to delete not found")
        if message.sender != self._world.bot and not chat.private:
            raise bad_request("message can't be deleted")
        with self._world.changed:
            message.deleted = True
            self._world.changed.notify_all()
        return True

    def _answer_press(self, given: Parameters) -> bool:
        press = self._world.presses.get(given.text("callback_query_id"))
        if press is None or time.monotonic() - press.at > self.press_expires_after:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(given.text("text")) > LONGEST_PRESS_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        with self._world.changed:
            press.answer = {"text": given.text("text"), "show_alert": given.flag("show_alert")}
            self._world.changed.notify_all()
        return True

    def _open_chat(self, given: Parameters) -> Chat:
        """The chat of a call, if the bot may speak there."""
        if "chat_id" not in given.given:
            raise bad_request("chat_id is empty")
        chat = self._world.chat_of(given.number("chat_id", 0))
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            moved = {"migrate_to_chat_id": chat.migrated_to}
            raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
        if chat.bot_status != "member":
            raise self._shut_out(chat)
        return chat

    def _shut_out(self, chat: Chat) -> ApiError:
        if chat.bot_status == "kicked":
            where = {"private": "blocked by the user", "group": "kicked from the group chat"}
            return ApiError(403, f"Forbidden: bot was {where.get(chat.type, 'kicked from the supergroup chat')}")
        known = chat.private and any(chat.members & other.members for other in self._world.chats() if not other.private)
        if known:
            return ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return bad_request("chat not found")

    def _thread(self, given: Parameters, chat: Chat) -> int | None:
        thread = given.number("message_thread_id", 0) or None
        if thread is not None and thread not in chat.topics:
            raise bad_request("message thread not found")
        return thread

    def _replied(self, given: Parameters, chat: Chat) -> Message | None:
        reply = given.nested("reply_parameters") or {}
        number = reply.get("message_id") or given.number("reply_to_message_id", 0)
        if not number:
            return None
        message = self._world.message_of(chat, int(number))
        needed = not (reply.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"))
        if message is None and needed:
            raise bad_request("message to be replied not found")
        return message

    def _own_message(self, given: Parameters) -> Message:
        """The message of a call that changes one."""
        chat = self._open_chat(given)
        message = self._world.message_of(chat, given.number("message_id", 0))
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender != self._world.bot:
            raise bad_request("message can't be edited")
        return message


def _version(given: Parameters) -> Version:
    preview = given.nested("link_preview_options")
    if given.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    markup = checked_markup(given.nested("reply_markup"))
    return Version(_formatted(given), markup, preview, given.text("parse_mode") or None, time.time())


def _formatted(given: Parameters) -> FormattedText:
    match given.text("parse_mode").lower():
        case "html":
            return parse_html(given.text("text"))
        case "":
            return message_text(given.text("text"), entities_from_json(given.nested("entities") or []))
    raise bad_request("unsupported parse_mode")
