"""What pressed buttons do."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

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
from bots.telegram.words import say
from knowledge.language import Language

_OnAnswer: TypeAlias = (
    pressed.ShowSources
    | pressed.AskSecretariat
    | pressed.OtherLanguage
    | pressed.AskSuggestion
    | pressed.AskAlone
    | pressed.AskAgain
)


async def press_button(parts: Parts, visit: Visit) -> None:
    """Do what a button says; one that is too old, or not ours, gets a sentence."""
    if visit.query is None:
        return
    action = pressed.unpack(visit.query.data or "")
    await parts.sender.acknowledge(visit.query, _thanks(visit, action))
    if not isinstance(action, pressed.ConfirmDelete) and not parts.invitations.admits(visit.chat.invitation):
        await tell(parts, visit, "invitation.needed")
        return
    work = _WORK.get(type(action))
    if work is None:
        await tell(parts, visit, "problem.stale")
    else:
        await work(parts, visit, action)


def _thanks(visit: Visit, action: pressed.Action | None) -> str:
    """What the app shows at once to who rates an answer in a group, so that no message need do so."""
    return (
        say("feedback.thanks", visit.language) if isinstance(action, pressed.Rate) and not visit.place.private else ""
    )


async def _on_answer(parts: Parts, visit: Visit, action: _OnAnswer) -> None:
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
        case pressed.OtherLanguage():
            await answer(parts, visit, turn.question, before, Language(turn.answer["language"]).other)
        case pressed.AskAgain():
            await answer(parts, visit, turn.question, before)
        case pressed.AskAlone():
            await answer(parts, visit, turn.question, ())
        case pressed.AskSuggestion():
            await _ask_suggestion(parts, visit, turn, action.number)


async def _ask_suggestion(parts: Parts, visit: Visit, turn: Turn, number: int) -> None:
    suggestions: list[str] = turn.answer["suggestions"]
    if number < len(suggestions):
        await answer(parts, visit, suggestions[number], (), Language(turn.answer["language"]))
    else:
        await tell(parts, visit, "problem.stale")


async def _ask_starter(parts: Parts, visit: Visit, action: pressed.AskStarter) -> None:
    questions = starters(visit.language)
    if action.number < len(questions):
        await answer(parts, visit, questions[action.number], ())
    else:
        await tell(parts, visit, "problem.stale")


async def _start_plan(parts: Parts, visit: Visit, _action: pressed.StartPlan) -> None:
    await start_plan(parts, visit)


_WORK: Mapping[type, Callable[[Parts, Visit, Any], Awaitable[None]]] = {
    pressed.AskStarter: _ask_starter,
    pressed.SendItem: finish_draft,
    pressed.ChooseLanguage: choose_language,
    pressed.OpenPlace: open_place,
    pressed.ConfirmDelete: delete,
    pressed.StartPlan: _start_plan,
    pressed.ChooseOption: choose_option,
    pressed.Rate: rate,
    pressed.GiveReason: give_reason,
    pressed.ShowSources: _on_answer,
    pressed.AskSecretariat: _on_answer,
    pressed.OtherLanguage: _on_answer,
    pressed.AskSuggestion: _on_answer,
    pressed.AskAlone: _on_answer,
    pressed.AskAgain: _on_answer,
}
