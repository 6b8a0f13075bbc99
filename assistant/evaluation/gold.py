"""Questions of which the right answer is known, and whether an answer is right.

The rules are those of the scorer that the project's sample questions came with: an answer is right when its outcome,
language, citations, facts and form are; nothing forbidden may be said.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import Answer, Outcome
from assistant.errors import UnreadableGold
from knowledge.language import Language

_MOST_WORDS = 250
_MOST_CITATIONS = 8
_OWN = ("guidance/", "approved/")
_MARKS = re.compile(r"\[\d+\]|[*\u00ad]")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer must hold.

    Of each group in `gold` one reference must be cited, of each group in `facts` one expression must be found; what is
    in `also_good` may be the first citation too. `pair` joins the same question in two languages, empty where it stands
    alone.
    """

    id: str
    language: Language
    kind: str
    question: str
    turns: tuple[str, ...]
    pair: str
    gold: tuple[tuple[str, ...], ...]
    also_good: tuple[str, ...]
    outcomes: frozenset[Outcome]
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """How an answer does on each point, 0 to 1; None for a point that does not apply."""

    outcome: float
    language: float
    citation_recall: float | None
    citation_precision: float | None
    first_citation: float | None
    facts: float | None
    not_forbidden: float
    form: float
    words: int

    @property
    def all_green(self) -> bool:
        """Whether all points but precision are full."""
        points = (self.outcome, self.language, self.citation_recall, self.first_citation, self.facts)
        return all(point in (None, 1.0) for point in (*points, self.not_forbidden, self.form))


def read_gold(file: Path) -> list[GoldQuestion]:
    """The questions of a file of JSON lines; raises UnreadableGold with file and line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableGold(f"{file}: {error}") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        try:
            questions += [_question(json.loads(line))] if line.strip() else []
        except (ValueError, KeyError, TypeError, re.error) as error:
            raise UnreadableGold(f"{file.name}:{number}: {error}") from error
    return questions


def _question(record: dict[str, Any]) -> GoldQuestion:
    question = GoldQuestion(
        id=record["id"],
        language=Language(record["lang"]),
        kind=record["kind"],
        question=record["question"],
        turns=tuple(record.get("turns") or ()),
        pair=record.get("pair") or "",
        gold=tuple(map(tuple, record["gold"])),
        also_good=tuple(record["also_good"]),
        outcomes=frozenset(map(Outcome, record["expected_outcome"])),
        facts=tuple(map(tuple, record["facts"])),
        forbidden=tuple(record["forbid"]),
    )
    for expression in (*question.forbidden, *(one for group in question.facts for one in group)):
        re.compile(expression)
    return question


def points_of(question: GoldQuestion, answer: Answer) -> Points:
    """How well an answer meets what is known of its question."""
    used = {number for text in (*answer.sentences, *answer.next_steps) for number in text.citations}
    cited = [str(citation.reference) for citation in answer.citations if citation.number in used][:_MOST_CITATIONS]
    good = [*(one for group in question.gold for one in group), *question.also_good]
    said = _folded(" ".join((answer.text, *(step.text for step in answer.next_steps))))
    words = len(said.split())
    first = next((reference for reference in cited if not reference.startswith(_OWN)), None)
    form = bool(answer.text) and words <= _MOST_WORDS and len(used) == len(answer.citations) <= _MOST_CITATIONS
    return Points(
        outcome=float(answer.outcome in question.outcomes),
        language=float(answer.language is question.language),
        citation_recall=_share([any(_matches(c, group) for c in cited) for group in question.gold]),
        citation_precision=_share([_matches(c, good) for c in cited if not c.startswith(_OWN)]) if good else None,
        first_citation=_first(question, first, good),
        facts=_share([any(_found(expression, said) for expression in group) for group in question.facts]),
        not_forbidden=float(not any(_found(expression, said) for expression in question.forbidden)),
        form=float(form and all(citation.quote for citation in answer.citations)),
        words=words,
    )


def _first(question: GoldQuestion, first: str | None, good: Sequence[str]) -> float | None:
    """Without gold, the first citation only matters where something is cited and something would be good."""
    if not question.gold and (first is None or not good):
        return None
    return float(first is not None and _matches(first, good))


def _matches(cited: str, group: Iterable[str]) -> bool:
    """Whether a citation is one of a group, or lies in one."""
    cited = cited.lower()
    wanted = (reference.lower() for reference in group)
    return any(cited == one or cited.startswith((f"{one}/", f"{one}.")) for one in wanted)


def _found(expression: str, said: str) -> bool:
    return re.search(_folded(expression, spaces=False), said, re.IGNORECASE) is not None


def _folded(text: str, *, spaces: bool = True) -> str:
    """Without accents; a text also without marks and with single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", _MARKS.sub("", plain)) if spaces else plain


def _share(met: Sequence[bool]) -> float | None:
    return sum(met) / len(met) if met else None
