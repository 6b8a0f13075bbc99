"""Gives the answer that the secretariat approved to whoever asks the same, from a second after it was approved."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Protocol

import numpy as np

from assistant.approved import ApprovedAnswers
from assistant.approved_answer import ApprovedAnswer
from assistant.approved_texts import Embed, approved_draft
from assistant.drafting import Draft
from assistant.errors import LogUnavailable
from assistant.question_matching import QuestionMatcher, ReadQuestion
from assistant.question_reading import QuestionReader, Reading
from assistant.question_words import Vocabulary
from assistant.same_question import SameQuestion, Signs, signs_of
from assistant.understanding import Understood
from assistant.word_pairs import WordPairs
from knowledge.embedding import Matrix, Vector
from knowledge.language import Language
from knowledge.lexical_index import words
from knowledge.passage_index import PassageIndex
from knowledge.views import Words

_SECONDS_KEPT = 0.5
_NEAREST_ANSWERS, _WAYS_EACH = 4, 8  # what is compared word by word, of all ways to ask that have an approved answer

log = logging.getLogger(__name__)


class ApprovedSource(Protocol):
    """Where an assistant looks for approved answers."""

    def answer_to(self, index: PassageIndex, understood: Understood, vector: Vector) -> Draft | None:
        """The approved answer that fits a question whose vector this is; None where there is none."""


class NothingApproved:
    """For questions that no secretariat stands behind: lines of a batch, and the measuring of answers."""

    def answer_to(self, index: PassageIndex, understood: Understood, vector: Vector) -> Draft | None:
        """Never one."""


NOTHING_APPROVED = NothingApproved()


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the ways to ask what an approved answer answers."""

    answer: ApprovedAnswer
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The approved answers as they were at a revision, with all ways to ask for them and the vectors of these."""

    revision: int
    ways: tuple[_Way, ...]
    vectors: Matrix


class _Readings:
    """Questions taken apart with the names and terms of one index."""

    def __init__(self, index: PassageIndex, vocabulary: Vocabulary, pairs: WordPairs) -> None:
        self.generation = index.generation.id
        self._reader = QuestionReader(vocabulary, pairs, index.names, index.glossary)
        self._approved: dict[tuple[str, Language], Reading] = {}

    def of_way(self, way: _Way) -> Reading:
        """A way to ask, which wants what the question wants for which the answer was written."""
        main = self._kept(way.answer.text(way.language).question, way.language)
        return self._kept(way.text, way.language).wanting_as(main)

    def of_asked(self, understood: Understood) -> Reading:
        """A question that somebody asks; what a follow-up wants it tells in its own words."""
        reading = self._reader.read(understood.text, understood.language)
        if understood.interpreted is None:
            return reading
        own = self._reader.read(understood.own, understood.language)
        return replace(reading, focus=own.focus or reading.focus, asks_more=own.asks_more)

    def _kept(self, text: str, language: Language) -> Reading:
        if (text, language) not in self._approved:
            self._approved[text, language] = self._reader.read(text, language)
        return self._approved[text, language]


class _Matcher:
    """Compares questions with ways to ask, and remembers how it read these."""

    def __init__(self) -> None:
        self._opened = QuestionMatcher()
        self._ways: dict[str, ReadQuestion] = {}

    def compare(self, asked: str, ways: Sequence[_Way]) -> list[float]:
        """How near a question is to each way to ask, as logits."""
        new = list({way.text for way in ways} - self._ways.keys())
        first, *read = self._opened.read([asked, *new])
        self._ways |= zip(new, read, strict=True)
        return self._opened.compare(first, [self._ways[way.text] for way in ways])


class ApprovedInUse:
    """The approved answers of a database, known to every process that shares it within a second.

    While the database does not answer, what was last known is given. An answer is left out from the day after its last,
    and where a place that it rests on is gone. Safe to use from many threads.
    """

    def __init__(self, answers: ApprovedAnswers, embed: Embed) -> None:
        self._answers = answers
        self._embed = embed
        self._pairs = WordPairs.read()
        self._vocabulary = Vocabulary.read()
        self._lock = Lock()
        self._known = _Known(-1, (), np.zeros((0, 0), dtype=np.float32))
        self._known_until = 0.0
        self._readings: _Readings | None = None

    def answer_to(self, index: PassageIndex, understood: Understood, vector: Vector) -> Draft | None:
        """The approved answer that fits a question, in the asker's language; None where there is none."""
        self.look()
        found = None if understood.foreign else self._fitting(index, understood, vector)
        return None if found is None else approved_draft(index, found, understood.language, self._embed)

    def look(self) -> None:
        """Learn what was approved and withdrawn since the last time; one thread does, the others go on meanwhile."""
        if time.monotonic() < self._known_until or not self._lock.acquire(blocking=False):
            return
        try:
            revision = self._answers.revision()
            if revision != self._known.revision:
                self._known = self._learn(revision)
        except LogUnavailable:
            log.warning("approved answers cannot be read; those that were last known are given")
        finally:
            self._known_until = time.monotonic() + _SECONDS_KEPT
            self._lock.release()

    def _learn(self, revision: int) -> _Known:
        ways = tuple(way for answer in self._answers.approved() for way in _ways(answer))
        texts = [Words(way.text, as_question=True) for way in ways]
        return _Known(revision, ways, self._embed(texts) if texts else self._known.vectors[:0])

    def _fitting(self, index: PassageIndex, understood: Understood, vector: Vector) -> ApprovedAnswer | None:
        """The answer to what is most likely the same question, where it is likely enough."""
        today = date.today()
        near = [
            way
            for way in _nearest(self._known, vector)
            if today <= way.answer.valid_until and _stands(index, way.answer)
        ]
        if not near:
            return None
        said = words(understood.text)
        verbatim = next((way.answer for way in near if words(way.text) == said), None)
        return verbatim or self._judged(index, understood, near)

    @cached_property
    def _matcher(self) -> _Matcher:
        """Opened when something is approved: most houses begin with nothing."""
        return _Matcher()

    @cached_property
    def _judge(self) -> SameQuestion:
        return SameQuestion.read()

    def _judged(self, index: PassageIndex, understood: Understood, near: Sequence[_Way]) -> ApprovedAnswer | None:
        readings = self._readings_of(index)
        asked = readings.of_asked(understood)
        signs: dict[str, list[Signs]] = {}
        for way, logit in zip(near, self._matcher.compare(understood.text, near), strict=True):
            found = signs_of(self._pairs, readings.of_way(way), asked, logit)
            signs.setdefault(way.answer.id, []).append(found)
        verdicts = {answer: self._judge.verdict(found) for answer, found in signs.items()}
        same = {answer: verdict.chance for answer, verdict in verdicts.items() if verdict.is_same}
        best = max(same, key=same.__getitem__, default=None)
        return next((way.answer for way in near if way.answer.id == best), None)

    def _readings_of(self, index: PassageIndex) -> _Readings:
        readings = self._readings
        if readings is None or readings.generation != index.generation.id:
            readings = self._readings = _Readings(index, self._vocabulary, self._pairs)
        return readings


def _ways(answer: ApprovedAnswer) -> Sequence[_Way]:
    return [_Way(answer, language, text) for language in Language for text in answer.text(language).questions]


def _nearest(known: _Known, vector: Vector) -> list[_Way]:
    """The ways to ask that are nearest to a question, the nearest first, and not all of one answer."""
    if not known.ways:
        return []
    # Not by a matrix product: its threads take longer to wake than this takes, where other answers are being made.
    nearness = np.einsum("ij,j->i", known.vectors, vector)
    found: dict[str, list[_Way]] = {}
    for number in np.argsort(-nearness, kind="stable"):
        way = known.ways[int(number)]
        if way.answer.id in found or len(found) < _NEAREST_ANSWERS:
            found.setdefault(way.answer.id, []).append(way)
    return [way for ways in found.values() for way in ways[:_WAYS_EACH]]


def _stands(index: PassageIndex, answer: ApprovedAnswer) -> bool:
    """Whether all places that an answer rests on are there."""
    return all(reference in index.positions for reference in answer.draft.references)
