"""The guided start in a chat: one question after the other under one message, and the plan at the end."""

from dataclasses import replace
from datetime import date
from typing import Any

from assistant.plan_questions import DONE, PlanOption, PlanQuestion, choose, go_back, next_question
from assistant.planning import build_plan, plan_record
from assistant.questions import Channel
from bots.answer_records import Reading
from bots.telegram.callback_data import ChooseOption, StartPlan
from bots.telegram.keyboards import Rows, keyboard, press
from bots.telegram.markup import RichText
from bots.telegram.parts import Parts
from bots.telegram.plan_messages import plan_message
from bots.telegram.reception import point_to_private, refuse, tell
from bots.telegram.texts import paragraphs, titled
from bots.telegram.visits import Visit
from bots.telegram.words import say
from knowledge.language import Language

BACK = "back"
_CHOSEN = "✓ "


async def start_plan(parts: Parts, visit: Visit) -> None:
    """Ask the first question, whatever was chosen before."""
    if not visit.place.private:
        await point_to_private(parts, visit)
        return
    question = next_question({})
    if question is not None:
        await parts.save(replace(visit.chat, plan={}, awaiting=None))
        text, rows = _asked(question, visit.language)
        await parts.sender.send(visit.place, text, visit.language, keyboard(rows))


async def choose_option(parts: Parts, visit: Visit, choice: ChooseOption) -> None:
    """Keep a choice, and ask on in the same message; after the last question comes the plan."""
    if visit.chat.plan is None:
        await tell(parts, visit, "guided.gone")
        return
    back = choice.option == BACK
    choices = go_back(visit.chat.plan) if back else choose(visit.chat.plan, choice.question, choice.option)
    question = next_question(choices)
    if question is not None:
        await parts.save(replace(visit.chat, plan=choices))
        text, rows = _asked(question, visit.language)
        await parts.sender.change(visit.place, visit.message, text, visit.language, keyboard(rows))
        return
    await _show_plan(parts, visit, choices)
    await parts.save(replace(visit.chat, plan=None))


def _asked(question: PlanQuestion, language: Language) -> tuple[RichText, Rows]:
    """A question with its options as buttons, the chosen ones marked."""
    title = say("guided.question_of", language, number=question.number, total=question.total)
    rows = [
        [press(_option_text(option, language), ChooseOption(question.id, option.id))] for option in question.options
    ]
    last = []
    if question.number > 1:
        last.append(press(say("guided.back", language), ChooseOption(question.id, BACK)))
    if question.can_go_on:
        last.append(press(say("guided.done", language), ChooseOption(question.id, DONE)))
    return titled(title, question.text(language)), [*rows, *([last] if last else [])]


def _option_text(option: PlanOption, language: Language) -> str:
    return (_CHOSEN if option.chosen else "") + option.text(language)


async def _show_plan(parts: Parts, visit: Visit, choices: dict[str, list[str]]) -> None:
    pause = await parts.threads.store(parts.desk.pause, Channel.TELEGRAM)
    if pause is not None:
        await parts.sender.send(visit.place, paragraphs(*pause.sentences(visit.language)), visit.language)
        return
    refusal = await parts.allowance.question(visit.chat.key)
    if refusal is not None:
        await refuse(parts, visit, refusal)
        return
    async with parts.sender.typing(visit.place):
        record = await parts.threads.answer(_record, parts, choices, visit.language)
    reading = Reading(visit.language, parts.house.public_url, date.today())
    text = plan_message(record, reading)
    again = press(say("guided.restart", visit.language), StartPlan())
    await parts.sender.send(visit.place, text, visit.language, keyboard([[again]]))


def _record(parts: Parts, choices: dict[str, list[str]], language: Language) -> dict[str, Any]:
    return plan_record(build_plan(choices, parts.index(), language))
