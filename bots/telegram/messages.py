"""What people write, and what they send that is no text."""

from dataclasses import replace

from telegram import Message, MessageOriginUser

from assistant.inbox_items import ItemKind
from bots.telegram.answering import answer, turns_up_to
from bots.telegram.groups import answer_replied_to, without_mention
from bots.telegram.parts import Parts
from bots.telegram.reception import tell
from bots.telegram.secretariat import show_draft
from bots.telegram.visits import Visit

# In the order in which they are looked for: an animation is a document too.
_KINDS = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "video",
    "video": "video",
    "animation": "sticker",
    "sticker": "sticker",
    "dice": "sticker",
    "photo": "photo",
    "document": "document",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "poll",
}


async def take_text(parts: Parts, visit: Visit) -> None:
    """Answer a question, or show what the person was asked to write."""
    message = visit.message
    if message is None:
        return
    if _is_of_another(message):
        await tell(parts, visit, "unsupported.forward")
    elif visit.chat.awaiting and visit.place.private:
        await parts.save(replace(visit.chat, awaiting=None))
        await show_draft(parts, visit, ItemKind(visit.chat.awaiting), visit.text)
    elif visit.place.private:
        await answer(parts, visit, visit.text)
    else:
        await _answer_in_group(parts, visit, message)


async def _answer_in_group(parts: Parts, visit: Visit, message: Message) -> None:
    """A question in a group stands alone, but for a reply to an answer, which goes on from that."""
    name = parts.sender.name
    question = without_mention(visit.text, name)
    if not question:
        await tell(parts, visit, "group.empty", name=name)
        return
    answer_id = answer_replied_to(message, name)
    turns = await parts.threads.store(turns_up_to, parts, visit, answer_id) if answer_id else []
    await answer(parts, visit, question, [turn.question for turn in turns])


async def take_other(parts: Parts, visit: Visit) -> None:
    """Say what cannot be done with a message that is no text; once for photos that were sent together."""
    message = visit.message
    if message is None:
        return
    if message.media_group_id and not await parts.allowance.first_of_album(message.media_group_id):
        return
    kind = next((kind for name, kind in _KINDS.items() if getattr(message, name)), "other")
    await tell(parts, visit, "unsupported.forward" if _is_of_another(message) else f"unsupported.{kind}")


async def take_edit(parts: Parts, visit: Visit) -> None:
    """Say that an answer does not change with its question."""
    await tell(parts, visit, "unsupported.edited")


async def take_unknown_command(parts: Parts, visit: Visit) -> None:
    """Say that there is no such command."""
    await tell(parts, visit, "unsupported.unknown_command")


def _is_of_another(message: Message) -> bool:
    """Whether somebody passes on the words of another."""
    origin = message.forward_origin
    if origin is None:
        return False
    own = isinstance(origin, MessageOriginUser) and origin.sender_user == message.from_user
    return not own
