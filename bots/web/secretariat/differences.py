"""What changed between two versions of an answer, line by line, in each language."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.approved_answer import ApprovedDraft, ApprovedSentence, ApprovedText
from knowledge.language import Language


class Change(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that only one of two versions has; in no language where it is the day until which the answer holds."""

    language: Language | None
    change: Change
    text: str


def differences(before: ApprovedDraft, after: ApprovedDraft) -> tuple[Difference, ...]:
    """The lines that were taken away and added, Dutch first; none where both say the same."""
    found = (*_between(Language.NL, before.nl, after.nl), *_between(Language.EN, before.en, after.en))
    days = (before.valid_until.isoformat(), after.valid_until.isoformat())
    return (*found, *_changes(None, days[:1], days[1:]))


def _between(language: Language, before: ApprovedText, after: ApprovedText) -> Iterator[Difference]:
    return _changes(language, list(_lines(before)), list(_lines(after)))


def _changes(language: Language | None, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for line in difflib.ndiff(before, after):
        mark, text = line[:2], line[2:]
        if mark in ("- ", "+ "):
            yield Difference(language, Change.REMOVED if mark == "- " else Change.ADDED, text)


def _lines(text: ApprovedText) -> Iterator[str]:
    yield from text.questions
    yield from map(_sentence, text.sentences)
    for number, step in enumerate(text.next_steps, start=1):
        yield f"{number}. {_sentence(step)}"


def _sentence(sentence: ApprovedSentence) -> str:
    return f"{sentence.text} [{', '.join(map(str, sentence.references))}]"
