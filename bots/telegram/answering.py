"""From a question to the messages of its answer."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.answers import answer_record
from assistant.conversations import Turn
from assistant.errors import BadQuestion, LogUnavailable, QuestionTooLong
from assistant.questions import Channel
from bots.answer_records import Reading
from bots.telegram.answer_messages import Message, answer_message, sources_message
from bots.telegram.keyboards import keyboard, rows_of
from bots.telegram.markup import RichText
from bots.telegram.parts import Parts
from bots.telegram.reception import refuse, tell
from bots.telegram.texts import paragraphs
from bots.telegram.visits import Visit, question_language
from bots.telegram.words import say
from knowledge.language import Language

_LATE = timedelta(minutes=1)


async def answer(
    parts: Parts, visit: Visit, text: str, turns: Sequence[str] | None = None, language: Language | None = None
) -> None:
    """Answer a question where it was asked; `turns` are the questions before it, None those of the chat."""
    refusal = await parts.allowance.question(visit.chat.key)
    if refusal is not None:
        await refuse(parts, visit, refusal)
        return
    try:
        async with parts.sender.typing(visit.place):
            record = await parts.threads.answer(_record, parts, visit, text, turns, language)
    except BadQuestion as error:
        longest = error.longest if isinstance(error, QuestionTooLong) else 0
        await tell(parts, visit, f"problem.{error.code}", longest=longest)
        return
    await show_answer(parts, visit, record)


def _record(
    parts: Parts, visit: Visit, text: str, turns: Sequence[str] | None, language: Language | None
) -> dict[str, Any]:
    """Ask the desk; reads the database and computes."""
    conversation = visit.chat.conversation_id
    begun = bool(turns) if turns is not None else bool(parts.desk.turns(conversation))
    chosen = language or question_language(visit, text, begun=begun)
    return answer_record(parts.desk.ask(text, Channel.TELEGRAM, conversation, chosen, turns))


async def show_answer(parts: Parts, visit: Visit, record: dict[str, Any]) -> None:
    """Send an answer with its buttons; the first one of a chat says what wrote it."""
    language = Language(record["language"])
    message = await parts.threads.answer(_message, parts, visit, record)
    text = (*_apology(visit, language), *message.text)
    await parts.sender.send(visit.place, text, language, keyboard(rows_of(message.rows)))
    if not visit.chat.disclosed:
        with suppress(LogUnavailable):
            await parts.save(replace(visit.chat, disclosed=True))


def _message(parts: Parts, visit: Visit, record: dict[str, Any]) -> Message:
    reading = _reading(parts, Language(record["language"]))
    return answer_message(record, parts.catalogues.current(), reading, disclose=not visit.chat.disclosed)


async def show_answer_sources(parts: Parts, visit: Visit, record: dict[str, Any]) -> None:
    """Send the sources of an answer whole."""
    language = Language(record["language"])
    text = sources_message(record, parts.catalogues.current(), _reading(parts, language))
    await parts.sender.send(visit.place, text, language)


def _reading(parts: Parts, language: Language) -> Reading:
    return Reading(language, parts.house.public_url, date.today())


def _apology(visit: Visit, language: Language) -> RichText:
    """What to say first to somebody who waited long, because we were away."""
    if visit.query is not None or visit.message is None or datetime.now(UTC) - visit.message.date < _LATE:
        return ()
    return paragraphs(say("problem.late", language))


def turns_up_to(parts: Parts, visit: Visit, answer_id: str) -> list[Turn]:
    """The turns of a conversation of the chat up to that of an answer; none where it is not kept.

    Reads the database; raises LogUnavailable.
    """
    earlier = parts.records.chats.conversations(visit.chat.key)
    for conversation_id in dict.fromkeys((visit.chat.conversation_id, *earlier)):
        turns = parts.desk.turns(conversation_id)
        ids = [turn.answer["answer_id"] for turn in turns]
        if answer_id in ids:
            return turns[: ids.index(answer_id) + 1]
    return []
