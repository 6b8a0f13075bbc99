"""What people send on purpose: a question to the secretariat, a remark, a rating; shown first, sent with consent."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from telegram import Message, MessageEntity

from assistant.conversations import Turn
from assistant.inbox_items import UNTOUCHED, InboxItem, ItemKind, Rating
from assistant.questions import LONGEST_QUESTION, Channel
from bots.telegram.answer_buttons import reason_rows
from bots.telegram.callback_data import GiveReason, Rate, SendItem
from bots.telegram.keyboards import keyboard, press, rows_of
from bots.telegram.markup import Quote, plain, units
from bots.telegram.parts import Parts
from bots.telegram.reception import Handler, point_to_private, tell
from bots.telegram.texts import paragraphs
from bots.telegram.visits import Visit
from bots.telegram.words import say

_DRAFTS = UUID("6f1f1f0a-3c0e-4f0e-9a55-2b6d6f1b7c11")
_LONGEST_DRAFT = 3000  # in Telegram's units: a draft must fit in one message with the words around it
SECTIONS = {ItemKind.QUESTION: "secretariat", ItemKind.FEEDBACK: "feedback"}


async def write_to_secretariat(parts: Parts, visit: Visit) -> None:
    """Answer /ask."""
    await _begin(parts, visit, ItemKind.QUESTION)


async def write_feedback(parts: Parts, visit: Visit) -> None:
    """Answer /feedback."""
    await _begin(parts, visit, ItemKind.FEEDBACK)


def forgetting(handler: Handler) -> Handler:
    """A command after which the next message is a question again, whatever it was to be before."""

    async def forget(parts: Parts, visit: Visit) -> None:
        if visit.chat.awaiting is not None:
            visit = replace(visit, chat=replace(visit.chat, awaiting=None))
            await parts.save(visit.chat)
        await handler(parts, visit)

    return forget


async def _begin(parts: Parts, visit: Visit, kind: ItemKind) -> None:
    """Show what stood behind the command, or ask for it in the next message."""
    if visit.arguments:
        await show_draft(parts, visit, kind, visit.arguments)
        return
    await parts.save(replace(visit.chat, awaiting=kind.value))
    await tell(parts, visit, f"{SECTIONS[kind]}.write")


async def show_draft(parts: Parts, visit: Visit, kind: ItemKind, text: str, answer_id: str | None = None) -> None:
    """Show exactly what would be sent, and ask for consent. The message is the draft: nothing is kept of it here."""
    if len(text) > LONGEST_QUESTION or units(text) > _LONGEST_DRAFT:
        await tell(parts, visit, "problem.question_too_long", longest=LONGEST_QUESTION)
        return
    section, language = SECTIONS[kind], visit.language
    days, unanswered_days = parts.house.retention_days, parts.records.inbox.unanswered_days
    rows = [
        [
            press(say("secretariat.send", language), SendItem(kind, answer_id, send=True)),
            press(say("secretariat.cancel", language), SendItem(kind, answer_id, send=False)),
        ]
    ]
    shown = Quote((), (plain(text),), expandable=False)
    text_around = (
        *paragraphs(say(f"{section}.check", language)),
        shown,
        *paragraphs(say(f"{section}.consent", language, days=days, unanswered_days=unanswered_days)),
    )
    await parts.sender.send(visit.place, text_around, language, keyboard(rows))


async def draft_from_turn(parts: Parts, visit: Visit, turn: Turn) -> None:
    """Show the question of an answer as a draft for the secretariat."""
    if visit.place.private:
        await show_draft(parts, visit, ItemKind.QUESTION, turn.question, turn.answer["answer_id"])
    else:
        await point_to_private(parts, visit)


async def finish_draft(parts: Parts, visit: Visit, choice: SendItem) -> None:
    """Send what the message with the pressed button shows, or do not."""
    text = "" if visit.message is None else _draft(visit.message)
    if visit.message is None or not text:
        await tell(parts, visit, "problem.stale")
        return
    if choice.send:
        await parts.threads.store(parts.records.inbox.add, _item(visit, choice, visit.message.message_id, text))
    await parts.sender.without_buttons(visit.message)
    await tell(parts, visit, f"{SECTIONS[choice.kind]}.sent" if choice.send else "secretariat.cancelled")


def _draft(message: Message) -> str:
    return next(iter(message.parse_entities([MessageEntity.BLOCKQUOTE]).values()), "")


def _item(visit: Visit, choice: SendItem, draft: int, text: str) -> InboxItem:
    """The item of a draft, by the number of its message: pressed twice, it is still one."""
    now = datetime.now(UTC)
    wants_reply = choice.kind is ItemKind.QUESTION
    return InboxItem(
        id=uuid5(_DRAFTS, f"{visit.chat.key}:{draft}").hex,
        kind=choice.kind,
        channel=Channel.TELEGRAM,
        language=visit.language,
        text=text,
        answer_id=choice.answer_id,
        rating=None,
        reason=None,
        reply_to=visit.place.address if wants_reply else None,
        sender=visit.sender,
        consent=now,
        sent_at=now,
        handling=UNTOUCHED,
    )


async def rate(parts: Parts, visit: Visit, choice: Rate) -> None:
    """Keep what somebody thinks of an answer; where it did not help, ask why, but not before a whole group."""
    rating = Rating.HELPFUL if choice.helpful else Rating.NOT_HELPFUL
    keep = parts.records.inbox.rate
    await parts.threads.store(keep, choice.answer_id, visit.sender, rating, Channel.TELEGRAM, visit.language)
    if not visit.place.private:
        return
    if choice.helpful:
        await tell(parts, visit, "feedback.thanks")
        return
    await tell(parts, visit, "feedback.why", rows_of(reason_rows(choice.answer_id, visit.language)))


async def give_reason(parts: Parts, visit: Visit, choice: GiveReason) -> None:
    """Keep what is the matter with an answer."""
    await parts.threads.store(parts.records.inbox.give_reason, choice.answer_id, visit.sender, choice.reason)
    await tell(parts, visit, "feedback.noted")
