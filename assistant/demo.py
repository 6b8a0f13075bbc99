"""An invented log of two months to look at the secretariat's pages with. Its lines are marked as such."""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from assistant.inbox_items import Rating
from assistant.log_lines import LogLine, Origin
from assistant.questions import Channel
from knowledge.language import Language

DEMO_FILE = Path(__file__).parent / "demo.toml"
DAYS = 60
"""How far back the demo goes."""
SENDER = "demo"
"""Who sent the ratings of the demo."""

_CONVERSATIONS = 900
_CHANNELS = {Channel.WEB: 60, Channel.TELEGRAM: 28, Channel.API: 12}
_LANGUAGES = {Language.NL: 65, Language.EN: 35}
_MOST_QUESTIONS = 3  # of a conversation
_WEEKEND = 0.2  # of a working day
_RATED = 0.15  # of the answers
_HELPFUL = {"answered": 0.85, "partial": 0.5}
_SELDOM = 0.15
_SEED = 2026

_Chosen = TypeVar("_Chosen", Channel, Language)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that people ask, in the words of several of them; `weight` is how often."""

    texts: dict[Language, tuple[str, ...]]
    weight: float
    rising: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """A line of the demo, with what was thought of its answer; None where nothing was said."""

    line: LogLine
    rating: Rating | None


def read_subjects(file: Path = DEMO_FILE) -> list[Subject]:
    """The subjects of the demo; each question that is asked once is one of its own."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    frequent = [
        Subject(
            {language: tuple(table[language]) for language in Language}, table["weight"], table.get("rising", False)
        )
        for table in tables["frequent"]
    ]
    pairs = zip(*(tables["single"][language] for language in Language), strict=True)
    return frequent + [Subject(_texts(pair), _SELDOM, rising=False) for pair in pairs]


def _texts(pair: Sequence[str]) -> dict[Language, tuple[str, ...]]:
    return {language: (text,) for language, text in zip(Language, pair, strict=True)}


def demo_log(subjects: Sequence[Subject], answered: Callable[[str, Language], LogLine], now: datetime) -> list[Rated]:
    """The lines of the demo, oldest first; `answered` gives the line of a question asked this moment.

    The same moment gives the same lines. Each text is answered once, however often it is asked.
    """
    chance = random.Random(_SEED)  # noqa: S311 (nothing secret is made)
    known: dict[tuple[str, Language], LogLine] = {}
    lines = []
    for asked_at, pseudonym, channel, text, language in _asked(subjects, chance, now):
        if (text, language) not in known:
            known[text, language] = answered(text, language)
        line = replace(
            known[text, language],
            answer_id=f"{Origin.DEMO}-{UUID(int=chance.getrandbits(128)).hex[:30]}",
            asked_at=asked_at,
            pseudonym=pseudonym,
            channel=channel.value,
            origin=Origin.DEMO,
        )
        lines.append(Rated(line, _rating(line, chance)))
    return sorted(lines, key=lambda rated: rated.line.asked_at)


def _asked(
    subjects: Sequence[Subject], chance: random.Random, now: datetime
) -> Iterator[tuple[datetime, str, Channel, str, Language]]:
    """When, by whom, where, what and in which language."""
    for number in range(_CONVERSATIONS):
        day = _day(chance, now)
        begun = datetime(day.year, day.month, day.day, chance.randrange(7, 18), chance.randrange(60), tzinfo=UTC)
        begun = min(begun, now - timedelta(minutes=10))
        channel, language = _one_of(chance, _CHANNELS), _one_of(chance, _LANGUAGES)
        for turn in range(chance.randint(1, _MOST_QUESTIONS)):
            subject = chance.choices(subjects, [_weight(subject, now - begun) for subject in subjects])[0]
            text = chance.choice(subject.texts[language])
            yield begun + timedelta(minutes=2 * turn), f"{Origin.DEMO}-{number}", channel, text, language


def _day(chance: random.Random, now: datetime) -> datetime:
    """A day of the demo, seldom one of a weekend; later days are somewhat busier."""
    while True:
        day = now - timedelta(days=int(DAYS * chance.random() ** 1.2))
        if day.weekday() < 5 or chance.random() < _WEEKEND:
            return day


def _weight(subject: Subject, ago: timedelta) -> float:
    """How often a subject is asked so long ago."""
    return subject.weight * (1.0 if not subject.rising else 1.8 if ago < timedelta(days=14) else 0.4)


def _one_of(chance: random.Random, weights: Mapping[_Chosen, int]) -> _Chosen:
    return chance.choices(list(weights), list(weights.values()))[0]


def _rating(line: LogLine, chance: random.Random) -> Rating | None:
    if chance.random() >= _RATED:
        return None
    helpful = chance.random() < _HELPFUL.get(line.outcome, 0.2)
    return Rating.HELPFUL if helpful else Rating.NOT_HELPFUL
