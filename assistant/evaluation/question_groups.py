"""Questions in groups, from which it is learned whether two ask the same; the rules stand in `question_groups.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.json_lines import read_records
from assistant.evaluation.same_question_figures import SETS
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as somebody might type it."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Group:
    """Ways to ask one thing, and neighbours: questions near it that want another answer.

    From groups that are left out nothing is learned: they tell how far what was learned can be trusted.
    """

    same: tuple[Wording, ...]
    other: tuple[Wording, ...]
    is_left_out: bool

    @property
    def questions(self) -> tuple[Wording, ...]:
        """All of them, those that ask the one thing first."""
        return (*self.same, *self.other)


def divided(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """The groups to learn from, and those that are left out."""
    learned: list[Group] = []
    left_out: list[Group] = []
    for group in groups:
        (left_out if group.is_left_out else learned).append(group)
    return learned, left_out


def read_groups(file: Path = SETS / "question_groups.jsonl") -> list[Group]:
    """All groups of a file; raises UnreadableGold with file and line."""
    return read_records(file, _group)


def _group(record: dict[str, Any]) -> Group:
    same, other = (
        tuple(Wording(str(text), Language(language)) for _, language, text in record[name])
        for name in ("same", "other")
    )
    approved = Wording(str(record["approved"]), Language(record["language"]))
    return Group((approved, *same), other, bool(record.get("left_out", False)))
