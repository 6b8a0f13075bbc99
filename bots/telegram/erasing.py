"""Deletes all that is kept of a person, with a receipt."""

from assistant.errors import LogUnavailable
from assistant.records import Erased
from bots.telegram.callback_data import ConfirmDelete
from bots.telegram.keyboards import press
from bots.telegram.markup import plain
from bots.telegram.parts import Parts
from bots.telegram.reception import tell
from bots.telegram.texts import items, paragraphs
from bots.telegram.visits import Visit
from bots.telegram.words import say
from knowledge.language import Language


async def ask_to_delete(parts: Parts, visit: Visit) -> None:
    """Say what would be deleted, and ask whether that is meant."""
    answers = {"delete.yes": True, "delete.no": False}
    rows = [[press(say(key, visit.language), ConfirmDelete(sure))] for key, sure in answers.items()]
    await tell(parts, visit, "delete.sure", rows)


async def delete(parts: Parts, visit: Visit, choice: ConfirmDelete) -> None:
    """Delete all that is kept of the person and their chat, and tell how much that was."""
    await parts.sender.without_buttons(visit.message)
    if not choice.sure:
        await tell(parts, visit, "delete.kept")
        return
    try:
        erased = await parts.threads.store(_erase, parts, visit)
    except LogUnavailable:
        await tell(parts, visit, "delete.failed")
        return
    language = visit.language
    lines = items((plain(line),) for line in receipt(erased, language))
    text = (*paragraphs(say("delete.done", language)), *lines, *paragraphs(say("delete.nothing_left", language)))
    await parts.sender.send(visit.place, text, language)


def _erase(parts: Parts, visit: Visit) -> Erased:
    """What is kept under the chat; and, where the person writes in a thread of it, under their own name."""
    erased = parts.records.erase_chat(visit.chat.key, visit.update_id)
    if visit.sender == visit.chat.key:
        return erased
    own = parts.records.erase_chat(visit.sender, visit.update_id)
    return Erased(*(mine + other for mine, other in zip(_counts(own), _counts(erased), strict=True)))


def _counts(erased: Erased) -> tuple[int, ...]:
    return erased.turns, erased.log_lines, erased.chats, erased.inbox_items, erased.updates


def receipt(erased: Erased, language: Language) -> list[str]:
    """How much of each was deleted, a line each."""
    names = ("turns", "log_lines", "state", "sent", "waiting")
    return [say(f"delete.{name}", language, count=count) for name, count in zip(names, _counts(erased), strict=True)]
