"""The buttons under an answer: what its reader is likely to want next."""

from dataclasses import dataclass

from assistant.answers import Outcome
from assistant.inbox_items import Reason
from bots.answer_records import Record, can_be_judged, can_be_passed_on
from bots.telegram.callback_data import (
    Action,
    AskAgain,
    AskAlone,
    AskSecretariat,
    AskSuggestion,
    GiveReason,
    OtherLanguage,
    Rate,
    ShowSources,
)
from bots.telegram.cutting import shorten_words
from bots.telegram.words import say
from bots.words import say as say_shared
from knowledge.language import Language

LONGEST_BUTTON = 64
"""How many characters of a question a button shows."""

_FOR_A_READER = set(Outcome) - {Outcome.BLOCKED, Outcome.FAILED}


@dataclass(frozen=True, slots=True)
class Button:
    """A button with what it does."""

    text: str
    action: Action


Rows = tuple[tuple[Button, ...], ...]


def answer_rows(record: Record, language: Language) -> Rows:
    """The rows under an answer, in the reader's language; none of them is empty."""
    rows = (
        _alone(record, language),
        *(() if _is_answered(record) else _suggestions(record)),
        (*_sources(record, language), *_other_language(record)),
        _rating(record, language),
        _secretariat(record, language),
        _again(record, language),
        *(_suggestions(record) if _is_answered(record) else ()),
    )
    return tuple(row for row in rows if row)


def reason_rows(answer_id: str, language: Language) -> Rows:
    """What may be the matter with an answer, two in a row."""
    buttons = [Button(say_shared(f"reason.{reason}", language), GiveReason(answer_id, reason)) for reason in Reason]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _is_answered(record: Record) -> bool:
    """Whether there is an answer to go on from, rather than a question to ask better."""
    return bool(record["citations"])


def _sources(record: Record, language: Language) -> tuple[Button, ...]:
    if not record["citations"]:
        return ()
    return (Button(say_shared("turn.sources", language), ShowSources(record["answer_id"])),)


def _other_language(record: Record) -> tuple[Button, ...]:
    """Named in the language itself, for who does not read the other."""
    if record["outcome"] not in _FOR_A_READER:
        return ()
    other = Language(record["language"]).other
    return (Button(say("buttons.other_language", other), OtherLanguage(record["answer_id"])),)


def _rating(record: Record, language: Language) -> tuple[Button, ...]:
    if not can_be_judged(record):
        return ()
    answer_id = record["answer_id"]
    return (
        Button(say_shared("rating.helpful", language), Rate(answer_id, helpful=True)),
        Button(say_shared("rating.not_helpful", language), Rate(answer_id, helpful=False)),
    )


def _secretariat(record: Record, language: Language) -> tuple[Button, ...]:
    if not can_be_passed_on(record):
        return ()
    return (Button(say("buttons.secretariat", language), AskSecretariat(record["answer_id"])),)


def _again(record: Record, language: Language) -> tuple[Button, ...]:
    if record["outcome"] != Outcome.FAILED:
        return ()
    return (Button(say_shared("turn.retry", language), AskAgain(record["answer_id"])),)


def _alone(record: Record, language: Language) -> tuple[Button, ...]:
    if record["interpreted_question"] is None:
        return ()
    return (Button(say_shared("turn.undo", language), AskAlone(record["answer_id"])),)


def _suggestions(record: Record) -> Rows:
    asked = enumerate(record["suggestions"])
    return tuple(
        (Button(shorten_words(text, LONGEST_BUTTON), AskSuggestion(record["answer_id"], number)),)
        for number, text in asked
    )
