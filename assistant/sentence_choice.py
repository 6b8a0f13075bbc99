"""Which sentences an answer is made of: how likely each opens it, and how likely it helps.

Two logistic regressions over a few signs of a sentence, its place, and the question. The weights stand in
`sentence_choice.toml`; `ketenwijzer evaluate calibrate` fits them to questions of which people who read everything
that was found said which sentences they would open with, and which help besides.
"""

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np

from assistant.conditions import limits
from assistant.leading import LeadChoice, announces, of_authority
from assistant.likeness import SpokenQuestion
from assistant.logistic import Logistic
from assistant.question_kinds import FACTS, QuestionKind
from assistant.sentence_facts import gives
from assistant.sentence_likeness import SpokenSentences
from knowledge.documents import Role
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence, rank_sentences

CHOICE_FILE = Path(__file__).parent / "sentence_choice.toml"
_LAST = 8  # places in a passage from which a sentence is simply late


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What tells whether a sentence opens an answer or helps; signs that are yes or no are 1 or 0.

    `rank` is the logarithm of the place of its provision among the hits, from 1, `behind` how far that stays behind
    the best, and `covered` its share of the question's telling words; `late` is the sentence's place in its passage, 0
    to 1. `likeness` compares it with the sentence that is nearest to the question by the network of questions, and
    `fit` with that which fits best by embedder and words; these two and `behind` are 0 for the best and below it for
    all others. `size` and `place` are those of `LeadChoice`.
    """

    rank: float
    behind: float
    covered: float
    late: float
    likeness: float
    fit: float
    card: float
    card_how_to: float
    no_fact: float
    limits: float
    within_limit: float
    other_row: float
    size: float
    place: float
    of_authority: float


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence with how likely it opens the answer, and how likely it helps whoever asked; both 0 to 1."""

    ranked: RankedSentence
    opens: float
    helps: float


Judge = Callable[[Sequence[Hit]], list[JudgedSentence]]
"""Judges the sentences of hits, given best first, for one question."""


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    """Judges sentences for any question; safe to use from many threads."""

    sentences: SpokenSentences
    opens: Logistic
    helps: Logistic

    @classmethod
    def read(cls, sentences: SpokenSentences, file: Path = CHOICE_FILE) -> Self:
        """With the weights that are shipped."""
        record = tomllib.loads(file.read_text(encoding="utf-8"))
        opens, helps = (Logistic(record[name]["intercept"], record[name]["weights"]) for name in ("opens", "helps"))
        return cls(sentences, opens, helps)

    def warm_up(self, index: PassageIndex) -> None:
        """Do now what the first question would wait for."""
        self.sentences.warm_up(index)

    def judge(
        self, index: PassageIndex, query: Query, kinds: frozenset[QuestionKind], question: SpokenQuestion
    ) -> Judge:
        """A judge of sentences for one question, which `question` is as the network reads it."""

        def judged(hits: Sequence[Hit]) -> list[JudgedSentence]:
            return [
                JudgedSentence(ranked, self.opens.chance(values), self.helps.chance(values))
                for ranked, signs in self.signs(index, query, kinds, question, hits)
                for values in (asdict(signs),)
            ]

        return judged

    def signs(
        self,
        index: PassageIndex,
        query: Query,
        kinds: frozenset[QuestionKind],
        question: SpokenQuestion,
        hits: Sequence[Hit],
    ) -> list[tuple[RankedSentence, SentenceSigns]]:
        """The sentences that may be part of an answer, in the order of their provisions, with their signs."""
        found = [
            (place, each)
            for place, hit in enumerate(hits, start=1)
            for each in rank_sentences(index, query, [hit])
            if each.sentence.role is Role.STATEMENT and not announces(each)
        ]
        if not found:
            return []
        near = self._nearness(index, question, [each for _, each in found])
        lead = LeadChoice(index, query, kinds)
        best, fit = max(hit.score for hit in hits), max(each.score for _, each in found)
        asks_fact = bool(kinds & FACTS)

        def told(place: int, each: RankedSentence, likeness: float) -> SentenceSigns:
            card, spoken = each.hit.is_card, each.passage.language
            return SentenceSigns(
                rank=math.log(place),
                behind=each.hit.score - best,
                covered=each.hit.coverage,
                late=min(each.passage.sentences.index(each.sentence), _LAST) / _LAST,
                likeness=likeness,
                fit=each.score - fit,
                card=float(card),
                card_how_to=float(card and QuestionKind.HOW_TO in kinds),
                no_fact=float(asks_fact and not gives(kinds, each.text, query.text)),
                limits=float(limits(each.text, spoken)),
                within_limit=float(bool(lead.comparisons(each.text))),
                other_row=float(lead.asks_for_row(each) is False),
                size=lead.size_of(each),
                place=lead.place_of(each.hit.reference),
                of_authority=float(of_authority(query.text, each.text)),
            )

        return [(each, told(place, each, like)) for (place, each), like in zip(found, near, strict=True)]

    def _nearness(
        self, index: PassageIndex, question: SpokenQuestion, found: Sequence[RankedSentence]
    ) -> Sequence[float]:
        """How far each sentence stays behind the nearest; one without a vector as far as they do on average."""
        near = np.array(self._near(index, question, found))
        known = ~np.isnan(near)
        if not known.any():
            return [0.0] * len(found)
        near[~known] = near[known].mean()
        return [float(each) for each in near - near.max()]

    def _near(self, index: PassageIndex, question: SpokenQuestion, found: Sequence[RankedSentence]) -> list[float]:
        """The cosine of each sentence, not a number where it has no vector; of each passage they are made once."""
        at = [each.hit.positions[each.hit.passages.index(each.passage)] for each in found]
        cosines: dict[int, dict[int, float]] = {}
        for position in dict.fromkeys(at):
            rows = self.sentences.nearness(index, position, question.vector)
            numbers = index.sentence_numbers[index.sentence_rows(position)]
            cosines[position] = {} if rows is None else dict(zip(map(int, numbers), map(float, rows), strict=True))
        return [
            cosines[position].get(each.passage.sentences.index(each.sentence), math.nan)
            for each, position in zip(found, at, strict=True)
        ]
