"""What pressed buttons do."""

from collections.abc import Awaitable

from assistant.conversations import Turn
from assistant.reading_on import starters
from bots.telegram import callback_data as pressed
from bots.telegram.answering import answer, show_answer_sources, turns_up_to
from bots.telegram.commands import choose_language
from bots.telegram.erasing import delete
from bots.telegram.guided_start import choose_option, start_plan
from bots.telegram.library import open_place
from bots.telegram.parts import Parts
from bots.telegram.reception import tell
from bots.telegram.secretariat import draft_from_turn, finish_draft, give_reason, rate
from bots.telegram.visits import Visit
from knowledge.language import Language

OnAnswer = (
    pressed.ShowSources
    | pressed.AskSecretariat
    | pressed.SwitchLanguage
    | pressed.AskSuggestion
    | pressed.AskAlone
    | pressed.AskAgain
)


async def press_button(parts: Parts, visit: Visit) -> None:
    """Do what a button says; one that is too old, or not ours, gets a sentence."""
    if visit.query is None:
        return
    await parts.sender.acknowledge(visit.query)
    action = pressed.unpack(visit.query.data or "")
    if not isinstance(action, pressed.ConfirmDelete) and not parts.invitations.admits(visit.chat.invitation):
        await tell(parts, visit, "invitation.needed")
        return
    work = _work(parts, visit, action)
    if work is None:
        await tell(parts, visit, "problem.stale")
    else:
        await work


def _work(parts: Parts, visit: Visit, action: pressed.Action | None) -> Awaitable[None] | None:
    match action:
        case pressed.AskStarter():
            return _ask_starter(parts, visit, action)
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
        case pressed.Rate():
            return rate(parts, visit, action)
        case pressed.GiveReason():
            return give_reason(parts, visit, action)
        case None:
            return None
    return _on_answer(parts, visit, action)


async def _on_answer(parts: Parts, visit: Visit, action: OnAnswer) -> None:
    """What needs the answer under which the button stands."""
    turns = await parts.threads.store(turns_up_to, parts, visit, action.answer_id)
    if not turns:
        await tell(parts, visit, "problem.stale")
        return
    turn, before = turns[-1], tuple(earlier.question for earlier in turns[:-1])
    match action:
        case pressed.ShowSources():
            await show_answer_sources(parts, visit, turn.answer)
        case pressed.AskSecretariat():
            await draft_from_turn(parts, visit, turn)
        case pressed.SwitchLanguage():
            await answer(parts, visit, turn.question, before, action.language)
        case pressed.AskAgain():
            await answer(parts, visit, turn.question, before)
        case pressed.AskAlone():
            await answer(parts, visit, turn.question, ())
        case pressed.AskSuggestion():
            await _ask_suggestion(parts, visit, turn, action.index)


async def _ask_suggestion(parts: Parts, visit: Visit, turn: Turn, index: int) -> None:
    suggestions: list[str] = turn.answer["suggestions"]
    if index < len(suggestions):
        await answer(parts, visit, suggestions[index], (), Language(turn.answer["language"]))
    else:
        await tell(parts, visit, "problem.stale")


async def _ask_starter(parts: Parts, visit: Visit, action: pressed.AskStarter) -> None:
    questions = starters(visit.language)
    if action.index < len(questions):
        await answer(parts, visit, questions[action.index], ())
    else:
        await tell(parts, visit, "problem.stale")
