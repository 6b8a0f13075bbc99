"""Approved answers as tests need them, and a small index of what they rest on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.approved import ApprovedSentence, ApprovedText, Draft
from knowledge.documents import Passage
from knowledge.language import Language
from knowledge.references import Reference
from tests.fakes import a_provision

PLACE = "ore-code/1"
NEXT_MONTH = date.today() + timedelta(days=30)
YESTERDAY = date.today() - timedelta(days=1)


def a_text(question: str, *sentences: str, places: Sequence[str] = (PLACE,), **changes: Any) -> ApprovedText:
    """Sentences that all rest on the same places."""
    references = tuple(map(Reference.parse, places))
    text = ApprovedText(question, (), tuple(ApprovedSentence(sentence, references) for sentence in sentences), ())
    return replace(text, **changes)


def a_draft(
    nl: str = "Wat moeten kopers doen?",
    en: str = "What must buyers do?",
    places: Sequence[str] = (PLACE,),
    **changes: Any,
) -> Draft:
    """A draft that can be approved, until next month."""
    draft = Draft(
        nl=a_text(nl, "Kopers vragen ernaar.", places=places),
        en=a_text(en, "Buyers ask about it.", places=places),
        valid_until=NEXT_MONTH,
        cluster=None,
    )
    return replace(draft, **changes)


def ore_passages(words: str = "Buyers ask where ore is from.") -> list[Passage]:
    """What the drafts rest on, in both languages, and a place beside it."""
    return [
        a_provision(PLACE, words),
        a_provision(PLACE, "Kopers vragen waar erts vandaan komt.", language=Language.NL),
        a_provision("ore-code/2", "Buyers keep records."),
    ]
