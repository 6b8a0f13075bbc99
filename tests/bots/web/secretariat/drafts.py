"""Approved answers over the places of the small site."""

from assistant.approved_answer import ApprovedAnswer, ApprovedDraft, State
from tests.assistant.approvals import NEXT_MONTH, a_text
from tests.bots.web.small_site import Site

PLACE = "principles/17"
QUESTION = "Wat doen wij bij gevaar?"


def a_draft(nl: str = QUESTION, en: str = "What do we do in case of danger?", place: str = PLACE) -> ApprovedDraft:
    """A draft that can be approved."""
    return ApprovedDraft(
        a_text(nl, "Haal kinderen weg.", places=[place]),
        a_text(en, "Take children away.", places=[place]),
        NEXT_MONTH,
        None,
    )


def kept(site: Site, state: State = State.DRAFT, draft: ApprovedDraft | None = None) -> ApprovedAnswer:
    """An answer in a state, written by ed and decided on by ann."""
    approved = site.records.approved
    answer = approved.add(draft or a_draft(), "ed")
    if state is not State.DRAFT:
        answer = approved.approve(answer.id, answer.version, "ann", site.index)
    if state is State.WITHDRAWN:
        answer = approved.withdraw(answer.id, answer.version, "ann", "Het klopt niet meer.")
    return answer
