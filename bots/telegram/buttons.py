"""What pressed buttons do."""

from collections.abc import Awaitable

from telegram.error import TelegramError

from assistant.reading_on import starters
from bots.telegram import callback_data as pressed
from bots.telegram.answer_messages import sources_messages
from bots.telegram.answering import answer, turn_of, turns_up_to
from bots.telegram.commands import choose_language
from bots.telegram.erasing import delete
from bots.telegram.guided_start import choose_option, start_plan
from bots.telegram.library import open_place
from bots.telegram.parts import Parts
from bots.telegram.reception import tell
from bots.telegram.secretariat import draft_from_answer, finish_draft, give_reason, rate
from bots.telegram.visits import Visit


async def press_button(parts: Parts, visit: Visit) -> None:
    """Do what a button says; one that is too old, or not ours, gets a sentence."""
    if visit.query is None:
        return
    await parts.sender.acknowledge(visit.query)
    work = _work(parts, visit, pressed.unpack(visit.query.data or ""))
    if work is None:
        await tell(parts, visit, "problem.stale")
    else:
        await work


def _work(parts: Parts, visit: Visit, action: pressed.Action | None) -> Awaitable[None] | None:  # noqa: C901 - a table
    match action:
        case pressed.ShowSources():
            return _show_sources(parts, visit, action)
        case pressed.OtherLanguage():
            return _ask_in_other_language(parts, visit, action)
        case pressed.AskSuggestion():
            return _ask_suggestion(parts, visit, action)
        case pressed.AskStarter():
            return _ask_starter(parts, visit, action)
        case pressed.Rate():
            return rate(parts, visit, action)
        case pressed.GiveReason():
            return give_reason(parts, visit, action)
        case pressed.AskSecretariat():
            return draft_from_answer(parts, visit, action)
        case pressed.SendItem():
            return finish_draft(parts, visit, action)
        case pressed.ChooseLanguage():
            return choose_language(parts, visit, action)
        case pressed.OpenPlace():
            return open_place(parts, visit, action)
        case pressed.ConfirmDelete():
            return delete(parts, visit, action)
        case pressed.StartPlan():
            return start_plan(parts, visit)
        case pressed.ChooseOption():
            return choose_option(parts, visit, action)
    return None


async def _show_sources(parts: Parts, visit: Visit, action: pressed.ShowSources) -> None:
    turn = await parts.threads.store(turn_of, parts, visit, action.answer_id)
    if turn is None:
        await tell(parts, visit, "problem.stale")
        return
    await show_answer_sources(parts, visit, turn.answer)


async def _ask_in_other_language(parts: Parts, visit: Visit, action: pressed.OtherLanguage) -> None:
    turn = await parts.threads.store(turn_of, parts, visit, action.answer_id)
    if turn is None:
        await tell(parts, visit, "problem.stale")
        return
    turns = await parts.threads.store(turns_up_to, parts, visit, action.answer_id)
    await answer(parts, visit, turn.question, turns[:-1], Language(turn.answer["language"]).other)


async def _ask_suggestion(parts: Parts, visit: Visit, action: pressed.AskSuggestion) -> None:
    turn = await parts.threads.store(turn_of, parts, visit, action.answer_id)
    suggestions = [] if turn is None else turn.answer["suggestions"]
    if turn is None or action.number >= len(suggestions):
        await tell(parts, visit, "problem.stale")
        return
    await answer(parts, visit, suggestions[action.number], (), Language(turn.answer["language"]))


async def _ask_starter(parts: Parts, visit: Visit, action: pressed.AskStarter) -> None:
    questions = starters(visit.language)
    if action.number < len(questions):
        await answer(parts, visit, questions[action.number], ())
    else:
        await tell(parts, visit, "problem.stale")
