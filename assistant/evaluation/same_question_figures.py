"""How well it is told whether two questions are the same, on pairs that were written before the code.

The set and its rules stand in `sets/same_question.md`. Vocabulary and signs were made on the tuning half; of the test
half there are figures and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from assistant.evaluation.answer_figures import Figure
from assistant.evaluation.json_lines import read_records
from assistant.evaluation.metrics import interval
from assistant.question_matching import QuestionMatcher, ReadQuestion
from assistant.question_reading import QuestionReader, Reading
from assistant.same_question import SameQuestion, Signs, Verdict, signs_of
from assistant.word_pairs import WordPairs
from knowledge.language import Language

SETS = Path(str(resources.files("assistant.evaluation") / "sets"))
_TRANSLATION = "other_language"
_CURVE = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


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

    @property
    def questions(self) -> tuple[tuple[str, Language], ...]:
        """Both questions with their languages."""
        return (self.approved, self.approved_language), (self.asked, self.asked_language)


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair, and what is found of whether the asked question wants the approved answer.

    `alone` is the verdict beside the approved question itself. `bilingual` is that where the question is known in both
    languages, as it is in use: the plain translation in the set is taken for the one in the other language. `ways` is
    that where all other questions of the same meaning are known, as they are where an answer was written for a group of
    questions. The asked question itself is never among them.
    """

    pair: Pair
    alone: Verdict
    bilingual: Verdict
    ways: Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """Precision and recall where two questions count as the same from a chance on."""

    least: float
    precision: float
    recall: float


def read_pairs(file: Path = SETS / "same_question.jsonl") -> list[Pair]:
    """All pairs of a file; raises UnreadableGold with file and line."""
    return read_records(file, _pair)


def _pair(record: dict[str, Any]) -> Pair:
    languages = {name: Language(record[name]) for name in ("approved_language", "asked_language")}
    return Pair(**(record | languages))


def halves(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each half of a set."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.half, []).append(pair)
    return found


class QuestionPairs:
    """Reads questions with the names and terms of an index, each once, and tells the signs of pairs of them."""

    def __init__(self, reader: QuestionReader, words: WordPairs, matcher: QuestionMatcher) -> None:
        self._reader = reader
        self._words = words
        self._matcher = matcher
        self._read: dict[str, tuple[Reading, ReadQuestion]] = {}

    def read(self, questions: Mapping[str, Language]) -> None:
        """Read questions, for what follows."""
        for (text, language), seen in zip(questions.items(), self._matcher.read(list(questions)), strict=True):
            self._read[text] = (self._reader.read(text, language), seen)

    def signs(self, known: str, asked: str, wanted: str) -> Signs:
        """The signs of two questions that were read; the known one wants what the `wanted` one wants."""
        (reading, seen), (asked_reading, asked_seen) = self._read[known], self._read[asked]
        (logit,) = self._matcher.compare(asked_seen, [seen])
        return signs_of(self._words, reading.wanting_as(self._read[wanted][0]), asked_reading, logit)


@dataclass(frozen=True, slots=True)
class Beside:
    """The signs of a pair beside the approved question, and beside what else may be known: see `Compared`."""

    pair: Pair
    alone: Signs
    bilingual: tuple[Signs, ...]
    ways: tuple[Signs, ...]

    @property
    def situations(self) -> tuple[tuple[Signs, ...], ...]:
        """All that may be known of the approved question, the least first."""
        return (self.alone,), self.bilingual, self.ways


def beside(pairs: Sequence[Pair], read: QuestionPairs) -> list[Beside]:
    """Each pair with its signs."""
    read.read({text: language for pair in pairs for text, language in pair.questions})
    found = []
    for pair in pairs:
        others = [other for other in pairs if other.approved == pair.approved and other.same and other.id != pair.id]
        alone = read.signs(pair.approved, pair.asked, pair.approved)
        signs = {other.id: read.signs(other.asked, pair.asked, pair.approved) for other in others}
        translated = tuple(signs[other.id] for other in others if other.kind == _TRANSLATION)
        found.append(Beside(pair, alone, (alone, *translated), (alone, *signs.values())))
    return found


def compare(found: Sequence[Beside], judge: SameQuestion) -> list[Compared]:
    """Each pair with its verdicts."""
    return [Compared(one.pair, *map(judge.verdict, one.situations)) for one in found]


def figures_of(compared: Sequence[Compared]) -> dict[str, Figure]:
    """Precision and recall by what is known of the approved question, and recall by kind for the question alone."""
    found = _precision_and_recall("", [(one.pair, one.alone.is_same) for one in compared])
    rest = [one for one in compared if one.pair.kind != _TRANSLATION]
    found |= _precision_and_recall("bilingual_", [(one.pair, one.bilingual.is_same) for one in rest])
    found |= _precision_and_recall("ways_", [(one.pair, one.ways.is_same) for one in compared])
    for kind in sorted({one.pair.kind for one in compared if one.pair.same}):
        given = [float(one.alone.is_same) for one in compared if one.pair.kind == kind]
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
    """Precision and recall of the approved question alone, by the chance from which two questions count as the same."""
    points = []
    for least in _CURVE:
        given = [one.pair.same for one in compared if one.alone.chance >= least]
        wanted = sum(one.pair.same for one in compared)
        points.append(Point(least, sum(given) / len(given) if given else 1.0, sum(given) / wanted))
    return points
