"""The form in which an approved answer is written: both languages side by side, and the places once for both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Self

from starlette.datastructures import FormData

from assistant.approved_answer import ApprovedDraft, ApprovedSentence, ApprovedText
from knowledge.errors import InvalidReference
from knowledge.language import Language
from knowledge.references import Reference

_SPARE_ROWS = 2
_LONGEST_TEXT = 2000
_MOST_ROWS = 30
MOST_QUESTIONS = 20
"""How many other ways to ask an answer has in a language."""
LONGEST_LIST = 10_000
"""How many characters they have together."""


class UnreadableForm(Exception):
    """What was filled in is no draft: `field` is its name, `code` that of the sentence, `shown` what it quotes."""

    def __init__(self, field: str, code: str, shown: str = "") -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence or step as it is typed, in both languages, and its places with spaces between them."""

    nl: str
    en: str
    places: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.nl or self.en or self.places)

    def text(self, language: Language) -> str:
        """The words in a language."""
        return {Language.NL: self.nl, Language.EN: self.en}[language]


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What stands in the form; `others` are other ways to ask the same, one a line. Rows hold no blank ones."""

    nl_question: str
    en_question: str
    nl_others: str
    en_others: str
    sentences: tuple[Row, ...]
    steps: tuple[Row, ...]
    valid_until: str
    cluster: str

    @classmethod
    def of(cls, draft: ApprovedDraft) -> Self:
        """The form of a draft; a sentence of one language stands beside the one at its place in the other."""
        return cls(
            nl_question=draft.nl.question,
            en_question=draft.en.question,
            nl_others="\n".join(draft.nl.other_questions),
            en_others="\n".join(draft.en.other_questions),
            sentences=_rows(draft.nl.sentences, draft.en.sentences),
            steps=_rows(draft.nl.next_steps, draft.en.next_steps),
            valid_until=draft.valid_until.isoformat(),
            cluster=draft.cluster or "",
        )

    @classmethod
    def read(cls, form: FormData) -> Self:
        """What was posted; fields that are missing are empty."""
        return cls(
            nl_question=_line(form, "nl_question"),
            en_question=_line(form, "en_question"),
            nl_others=_lines(form, "nl_others"),
            en_others=_lines(form, "en_others"),
            sentences=tuple(_typed_rows(form, "sentence")),
            steps=tuple(_typed_rows(form, "step")),
            valid_until=_line(form, "valid_until"),
            cluster=_line(form, "cluster"),
        )

    def draft(self) -> ApprovedDraft:
        """What was written; raises UnreadableForm."""
        return ApprovedDraft(self._text(Language.NL), self._text(Language.EN), self._day(), self.cluster or None)

    def with_places(self, part: str, number: int, references: Iterable[str]) -> Self:
        """The form with places added to a row, counted from 0; to a new row where it has none of that number."""
        rows = self.sentences if part == "sentence" else self.steps
        row = rows[number] if number < len(rows) else Row("", "", "")
        places = " ".join(dict.fromkeys([*row.places.split(), *references]))
        changed = (*rows[:number], replace(row, places=places), *rows[number + 1 :])
        return replace(self, sentences=changed) if part == "sentence" else replace(self, steps=changed)

    @property
    def sentence_rows(self) -> tuple[Row, ...]:
        """The rows to show for sentences, with empty ones to fill in at the end."""
        return self.sentences + (Row("", "", ""),) * _SPARE_ROWS

    @property
    def step_rows(self) -> tuple[Row, ...]:
        """The rows to show for next steps, with empty ones to fill in at the end."""
        return self.steps + (Row("", "", ""),) * _SPARE_ROWS

    def _text(self, language: Language) -> ApprovedText:
        question, others = (
            (self.nl_question, self.nl_others) if language is Language.NL else (self.en_question, self.en_others)
        )
        return ApprovedText(
            question=question,
            other_questions=tuple(dict.fromkeys(others.split("\n")[:MOST_QUESTIONS])) if others else (),
            sentences=tuple(_sentences(self.sentences, language, "sentence")),
            next_steps=tuple(_sentences(self.steps, language, "step")),
        )

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.valid_until)
        except ValueError:
            raise UnreadableForm("valid_until", "no_day", self.valid_until) from None


def _rows(nl: Iterable[ApprovedSentence], en: Iterable[ApprovedSentence]) -> tuple[Row, ...]:
    pairs = zip_longest(nl, en, fillvalue=ApprovedSentence("", ()))
    return tuple(Row(dutch.text, english.text, _places(dutch, english)) for dutch, english in pairs)


def _places(*texts: ApprovedSentence) -> str:
    return " ".join(dict.fromkeys(str(reference) for text in texts for reference in text.references))


def _sentences(rows: Iterable[Row], language: Language, part: str) -> Iterator[ApprovedSentence]:
    for number, row in enumerate(rows):
        yield ApprovedSentence(row.text(language), tuple(_references(row.places, f"{part}_{number}_places")))


def _references(typed: str, field: str) -> Iterator[Reference]:
    for text in typed.split():
        try:
            yield Reference.parse(text)
        except InvalidReference:
            raise UnreadableForm(field, "no_reference", text) from None


def _typed_rows(form: FormData, part: str) -> Iterator[Row]:
    """The rows that somebody filled in; they are numbered from 0 without gaps."""
    numbers = range(_MOST_ROWS)
    rows = (Row(*(_line(form, f"{part}_{number}_{name}") for name in ("nl", "en", "places"))) for number in numbers)
    return (row for row in rows if not row.is_blank)


def _line(form: FormData, name: str) -> str:
    return " ".join(_posted(form, name).split())


def _lines(form: FormData, name: str) -> str:
    lines = (" ".join(line.split()) for line in _posted(form, name, LONGEST_LIST).splitlines())
    return "\n".join(line for line in lines if line)


def _posted(form: FormData, name: str, longest: int = _LONGEST_TEXT) -> str:
    value = form.get(name)
    return value[:longest] if isinstance(value, str) else ""
