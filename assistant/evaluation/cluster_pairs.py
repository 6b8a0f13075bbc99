"""How well questions that ask the same thing are put together, counted over pairs."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from assistant.errors import UnreadableGold
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with the group that it belongs to; None where nobody else asks the same thing."""

    text: str
    language: Language
    group: str | None


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Shares of pairs, 0 to 1: of those put together, those that belong together; and the other way round.

    `across` is the recall over pairs of which one question is Dutch and one English.
    """

    precision: float
    recall: float
    across: float
    clusters: int
    clustered: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_labelled(file: Path) -> list[LabelledQuestion]:
    """The questions of a set; raises UnreadableGold."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [_question(line) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableGold(f"{file}: {error!r}") from error


def _question(line: str) -> LabelledQuestion:
    record = json.loads(line)
    return LabelledQuestion(record["question"], Language(record["language"]), record["group"])


def clusters_of(numbers: Iterable[int], smallest: int) -> list[list[int]]:
    """The positions of each cluster that is large enough to be shown."""
    found: dict[int, list[int]] = defaultdict(list)
    for position, number in enumerate(numbers):
        found[number].append(position)
    return [positions for positions in found.values() if len(positions) >= smallest]


def pair_figures(questions: Sequence[LabelledQuestion], clusters: Sequence[Sequence[int]]) -> PairFigures:
    """The figures of clusters over a set."""
    together = {pair for positions in clusters for pair in combinations(sorted(positions), 2)}
    belonging = {
        (one, other)
        for one, other in combinations(range(len(questions)), 2)
        if questions[one].group is not None and questions[one].group == questions[other].group
    }
    across = {pair for pair in belonging if len({questions[position].language for position in pair}) > 1}
    return PairFigures(
        precision=_share(together & belonging, together),
        recall=_share(together & belonging, belonging),
        across=_share(together & across, across),
        clusters=len(clusters),
        clustered=sum(Counter(map(len, clusters)).elements()),
    )


def _share(part: set[tuple[int, int]], whole: set[tuple[int, int]]) -> float:
    return len(part) / len(whole) if whole else 0.0
