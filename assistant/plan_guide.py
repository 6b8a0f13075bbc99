"""What the guided start asks and what its plans are made of, as `planning.toml` holds it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeAlias

from knowledge.references import Reference

GUIDE_FILE = Path(__file__).parent / "planning.toml"
IN_PLACE = "in_place"
"""The question for what a company has already."""
_CONDITIONS = ("role", "size", "metals", "countries", IN_PLACE)

Choices: TypeAlias = dict[str, list[str]]
"""The options that were chosen so far, by question; plain, so that it can be kept as JSON."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the guided start by its id; where it takes `many` options, those of `alone` exclude others."""

    id: str
    many: bool
    options: tuple[str, ...]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence that a plan can take, and whom it is for.

    It is sentence `number`, counted from 1, of the steps of a card or of the statements of a provision at `place`;
    `on` is the provision cited with it, a provision's own place included. A plan says one thing `about` a subject.
    `wanted` are the options of questions that it is for, `lacks` what must not be in place.
    """

    place: Reference
    number: int
    on: Reference
    about: frozenset[str]
    always: bool
    wanted: Mapping[str, frozenset[str]]
    lacks: frozenset[str]

    def fits(self, choices: Choices) -> bool:
        """Whether it is for a company that chose these."""
        matches = (not options.isdisjoint(choices[question]) for question, options in self.wanted.items())
        return all(matches) and self.lacks.isdisjoint(choices[IN_PLACE])


@dataclass(frozen=True, slots=True)
class GuideStep:
    """What can be done in one of the six steps, `least` of it in any case, and how to check what is in place."""

    least: int
    actions: tuple[Entry, ...]
    checks: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole of `planning.toml`; steps by their number."""

    questions: Mapping[str, AskedQuestion]
    first: tuple[Entry, ...]
    steps: Mapping[int, GuideStep]
    rules: tuple[Entry, ...]

    @classmethod
    def read(cls, file: Path = GUIDE_FILE) -> Self:
        """The guide that is shipped."""
        record = tomllib.loads(file.read_text(encoding="utf-8"))
        questions = [_question(question) for question in record["questions"]]
        return cls(
            {question.id: question for question in questions},
            _entries(record["first"]),
            {int(number): _step(step) for number, step in record["steps"].items()},
            _entries(record["rules"]),
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All sentences that any plan can hold."""
        steps = (entry for step in self.steps.values() for entry in (*step.actions, *step.checks))
        return (*self.first, *steps, *self.rules)


@cache
def guide() -> Guide:
    """The shipped guide, read once."""
    return Guide.read()


def _question(record: Mapping[str, Any]) -> AskedQuestion:
    return AskedQuestion(record["id"], record["many"], tuple(record["options"]), frozenset(record["alone"]))


def _step(record: Mapping[str, Any]) -> GuideStep:
    return GuideStep(record["least"], _entries(record["actions"]), _entries(record["checks"]))


def _entries(records: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    return tuple(map(_entry, records))


def _entry(record: Mapping[str, Any]) -> Entry:
    on = Reference.parse(record["on"])
    return Entry(
        place=Reference("guidance", record["card"]) if "card" in record else on,
        number=record.get("step", 1),
        on=on,
        about=frozenset(record["about"]),
        always=record.get("always", False),
        wanted={question: frozenset(record[question]) for question in _CONDITIONS if question in record},
        lacks=frozenset(record.get("lacks", ())),
    )
