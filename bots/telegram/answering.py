"""From a question to the messages of its answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.answers import answer_record
from assistant.errors import BadQuestion, LogUnavailable, QuestionTooLong
from assistant.questions import Channel
from bots.telegram.answer_messages import answer_message
from bots.telegram.keyboards import keyboard
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
