"""What a link to the bot opens: a conversation of the website, a provision, a starter, or the door itself."""

from dataclasses import replace

from assistant.reading_on import starters
from bots.deep_links import CONTINUE, STARTER, read_place
from bots.telegram.answering import answer
from bots.telegram.commands import welcome
from bots.telegram.library import show_place
from bots.telegram.parts import Parts
from bots.telegram.reception import refuse, tell
from bots.telegram.visits import Visit


async def start(parts: Parts, visit: Visit) -> None:
    """Answer /start, with what its link said."""
    payload = visit.arguments
    if not parts.invitations.admits(visit.chat.invitation):
        await _let_in(parts, visit, payload)
    elif payload.startswith(CONTINUE):
        await _continue(parts, visit, payload.removeprefix(CONTINUE))
    elif payload.startswith(STARTER):
        await _ask_starter(parts, visit, payload.removeprefix(STARTER))
    elif (reference := read_place(payload)) is not None:
        await show_place(parts, visit, reference)
    else:
        await welcome(parts, visit)


async def _let_in(parts: Parts, visit: Visit, code: str) -> None:
    digest = parts.invitations.digest(code) if code else None
    if digest is not None:
        visit = replace(visit, chat=replace(visit.chat, invitation=digest))
        await parts.save(visit.chat)
        await tell(parts, visit, "invitation.welcome")
        await welcome(parts, visit)
    elif code and (refusal := await parts.allowance.wrong_code(visit.chat.key)) is not None:
        await refuse(parts, visit, refusal)
    else:
        await tell(parts, visit, "invitation.wrong" if code else "invitation.needed")


async def _continue(parts: Parts, visit: Visit, code: str) -> None:
    """Go on with a conversation of the website, which from now on is that of this chat."""
    conversation = None
    if visit.place.private:
        conversation = await parts.threads.store(parts.records.handovers.take, code)
    if conversation is None:
        await tell(parts, visit, "start.handover_gone")
        return
    await parts.save(replace(visit.chat, conversation_id=conversation, awaiting=None))
    await tell(parts, visit, "start.continued")


async def _ask_starter(parts: Parts, visit: Visit, number: str) -> None:
    questions = starters(visit.language)
    if number.isascii() and number.isdecimal() and int(number) < len(questions):
        await answer(parts, visit, questions[int(number)], turns=())
    else:
        await welcome(parts, visit)
