"""How well it is told whether two questions are the same, on pairs that were written before the code.

The set and its rules stand in `sets/same_question.md`. Vocabulary and rules were made on the tuning half; of the test
half there are figures and nothing else. The tolerance is the one thing for which these counted too: the tuning half
cannot tell the bounds up to 0.8 apart, and the strictest of them keeps the precision that is wanted on both.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from assistant.errors import UnreadableGold
from assistant.evaluation.answer_figures import Figure
from assistant.evaluation.metrics import interval
from assistant.question_reading import QuestionReader, Reading
from assistant.same_question import TOLERANCE, SameQuestion
from knowledge.language import Language

SETS = Path(str(resources.files("assistant.evaluation") / "sets"))
_TRANSLATION = "other_language"
_CURVE = (0.0, 0.25, 0.49, 0.8, 1.2)
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with an approved answer, and one that somebody asks; `same` tells whether the answer fits it too."""

    id: str
    approved: str
    approved_language: Language
    asked: str
    asked_language: Language
    same: bool
    kind: str
    half: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair, and how far the asked question is from the nearest that has the approved answer.

    `alone` is the distance from the approved question itself. `bilingual` is that where the question is known in both
    languages, as it is in use: the plain translation in the set is taken for the one in the other language. `ways` is
    that where all other questions of the same meaning are known, as they are where an answer was written for a group of
    questions. The asked question itself is never among them.
    """

    pair: Pair
    alone: float
    bilingual: float
    ways: float


@dataclass(frozen=True, slots=True)
class Point:
    """Precision and recall at a tolerance."""

    tolerance: float
    precision: float
    recall: float


def read_pairs(file: Path = SETS / "same_question.jsonl") -> list[Pair]:
    """All pairs of a file; raises UnreadableGold with file and line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableGold(f"{file}: {error}") from error
    pairs = []
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
            languages = {name: Language(record[name]) for name in ("approved_language", "asked_language")}
            pairs.append(Pair(**(record | languages)))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableGold(f"{file.name}:{number}: {error}") from error
    return pairs


def halves(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each half of a set."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.half, []).append(pair)
    return found


def compare(pairs: Sequence[Pair], reader: QuestionReader, judge: SameQuestion) -> list[Compared]:
    """Each pair with its distances."""
    readings = {pair.id: reader.read(pair.asked, pair.asked_language) for pair in pairs}
    approved = {pair.approved: reader.read(pair.approved, pair.approved_language) for pair in pairs}
    compared = []
    for pair in pairs:
        others = [other for other in pairs if other.approved == pair.approved and other.same and other.id != pair.id]
        translated = [other for other in others if other.kind == _TRANSLATION]
        alone = _nearest([approved[pair.approved]], readings[pair.id], judge)
        bilingual, ways = (
            _nearest([readings[one.id].wanting_as(approved[pair.approved]) for one in known], readings[pair.id], judge)
            for known in (translated, others)
        )
        compared.append(Compared(pair, alone, min(alone, bilingual), min(alone, ways)))
    return compared


def _nearest(known: Iterable[Reading], asked: Reading, judge: SameQuestion) -> float:
    distances = (judge.difference(reading, asked) for reading in known)
    return min((distance for distance in distances if distance is not None), default=_FAR)


def figures_of(compared: Sequence[Compared]) -> dict[str, Figure]:
    """Precision and recall by what is known of the approved question, and recall by kind for the question alone."""
    alone = {one.pair.id: one.alone <= TOLERANCE for one in compared}
    found = _precision_and_recall("", [(one.pair, alone[one.pair.id]) for one in compared])
    rest = [one for one in compared if one.pair.kind != _TRANSLATION]
    found |= _precision_and_recall("bilingual_", [(one.pair, one.bilingual <= TOLERANCE) for one in rest])
    found |= _precision_and_recall("ways_", [(one.pair, one.ways <= TOLERANCE) for one in compared])
    for kind in sorted({one.pair.kind for one in compared if one.pair.same}):
        given = [float(alone[one.pair.id]) for one in compared if one.pair.kind == kind]
        found[f"recall_{kind}"] = _mean(given)
    return found


def _precision_and_recall(prefix: str, judged: Sequence[tuple[Pair, bool]]) -> dict[str, Figure]:
    return {
        f"{prefix}precision": _mean([float(pair.same) for pair, is_given in judged if is_given]),
        f"{prefix}recall": _mean([float(is_given) for pair, is_given in judged if pair.same]),
    }


def _mean(values: Sequence[float]) -> Figure:
    return Figure(sum(values) / len(values), *interval(values), len(values)) if values else Figure(0.0, 0.0, 0.0, 0)


def curve_of(compared: Sequence[Compared]) -> list[Point]:
    """Precision and recall of the approved question alone, by how much the questions may differ."""
    points = []
    for tolerance in _CURVE:
        given = [one.pair.same for one in compared if one.alone <= tolerance]
        wanted = sum(one.pair.same for one in compared)
        points.append(Point(tolerance, sum(given) / len(given) if given else 1.0, sum(given) / wanted))
    return points
