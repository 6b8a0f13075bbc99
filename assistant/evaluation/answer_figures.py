"""What the answers to a gold set are worth: figures with their intervals, and a gate below which a build fails."""

import statistics
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers import Answer, Outcome
from assistant.errors import UnreadableGold
from assistant.evaluation.gold import GoldQuestion, Points, points_of
from assistant.evaluation.metrics import interval
from knowledge.language import Language

_REFUSALS = {Outcome.NOT_IN_SOURCES, Outcome.OUT_OF_SCOPE, Outcome.LEGAL_ADVICE, Outcome.BLOCKED}
_REFUSED_KINDS = {"not_in_sources", "out_of_scope", "legal_advice", "injection"}
Ask = Callable[[GoldQuestion], Answer]


@dataclass(frozen=True, slots=True)
class Scored:
    """An answer to a gold question and its points."""

    question: GoldQuestion
    answer: Answer
    points: Points


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean between 0 and 1 over `count` questions with its 95 % interval; milliseconds and words are as they are."""

    value: float
    low: float
    high: float
    count: int


def score_answers(questions: Iterable[GoldQuestion], ask: Ask) -> list[Scored]:
    """Put each question to the assistant."""
    scored = []
    for question in questions:
        answer = ask(question)
        scored.append(Scored(question, answer, points_of(question, answer)))
    return scored


def figures_of(scored: Sequence[Scored]) -> dict[str, Figure]:
    """All figures of a gold set by name."""
    points = [one.points for one in scored]
    refused = [one for one in scored if one.answer.outcome in _REFUSALS]
    to_refuse = [one for one in scored if one.question.kind in _REFUSED_KINDS]
    found = {
        "all_green": _mean([float(one.all_green) for one in points]),
        "outcome": _mean([one.outcome for one in points]),
        "refusal_precision": _mean([one.points.outcome for one in refused]),
        "refusal_recall": _mean([one.points.outcome for one in to_refuse]),
        "citation_recall": _mean([one.citation_recall for one in points]),
        "citation_precision": _mean([one.citation_precision for one in points]),
        "first_citation": _mean([one.first_citation for one in points]),
        "facts": _mean([one.facts for one in points]),
        "not_forbidden": _mean([one.not_forbidden for one in points]),
        "language": _mean([one.language for one in points]),
        "form": _mean([one.form for one in points]),
        "follow_up": _mean([float(one.points.all_green) for one in scored if one.question.turns]),
    }
    for language in Language:
        found[f"all_green_{language}"] = _mean(
            [float(one.points.all_green) for one in scored if one.question.language is language]
        )
    found["pair_gap"] = _gap(scored)
    found["words"] = _plain(statistics.median(one.words for one in points), len(points))
    times = sorted(one.answer.timing.total for one in scored)
    found["p50_ms"] = _plain(times[len(times) // 2], len(times))
    found["p95_ms"] = _plain(times[int(0.95 * (len(times) - 1))], len(times))
    return found


def _mean(values: Iterable[float | None]) -> Figure:
    there = [value for value in values if value is not None]
    if not there:
        return Figure(0.0, 0.0, 0.0, 0)
    return Figure(statistics.fmean(there), *interval(there), len(there))


def _plain(value: float, count: int) -> Figure:
    return Figure(value, value, value, count)


def _gap(scored: Sequence[Scored]) -> Figure:
    """How much more often the Dutch question of a pair is all green than the English one."""
    green: dict[str, dict[Language, float]] = {}
    for one in scored:
        if one.question.pair:
            green.setdefault(one.question.pair, {})[one.question.language] = float(one.points.all_green)
    return _mean([pair[Language.NL] - pair[Language.EN] for pair in green.values() if len(pair) == len(Language)])


def read_gate(file: Path, name: str) -> dict[str, float]:
    """The floors of a gold set by figure; raises UnreadableGold. A file without that set has none."""
    try:
        gate = tomllib.loads(file.read_text(encoding="utf-8"))
        return {figure: float(floor) for figure, floor in gate.get(name, {}).items()}
    except (OSError, ValueError) as error:
        raise UnreadableGold(f"{file}: {error}") from error


def below(figures: Mapping[str, Figure], gate: Mapping[str, float]) -> list[str]:
    """The figures that are under their floor or missing; `pair_gap`, `words` and milliseconds have a ceiling."""
    return [name for name, bound in gate.items() if name not in figures or _misses(name, figures[name].value, bound)]


def _misses(name: str, value: float, bound: float) -> bool:
    if name == "pair_gap":
        return abs(value) > bound
    return value > bound if is_plain(name) else value < bound


def is_plain(name: str) -> bool:
    """Whether a figure counts words or milliseconds: as it is, and better when lower."""
    return name == "words" or name.endswith("_ms")
