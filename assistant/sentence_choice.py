"""Which sentences an answer is made of: how likely each opens it, and how likely it helps.

Two logistic regressions over a few signs of a sentence, its place, and the question. The weights stand in
`sentence_choice.toml`; `ketenwijzer evaluate calibrate` fits them to questions of which people who read everything
that was found said which sentences they would open with, and which help besides.
"""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
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
from knowledge.references import Reference
from knowledge.retrieval import Hit, Query
from knowledge.sentence_ranking import RankedSentence, rank_sentences

CHOICE_FILE = Path(__file__).parent / "sentence_choice.toml"
_LAST = 8  # places in a passage from which a sentence is simply late
_ASIDE = (Role.INVOLVE, Role.RECORD)


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What tells whether a sentence opens an answer or helps; signs that are yes or no are 1 or 0.

    `rank` is the logarithm of the place of its provision among the hits, from 1, `behind` how far that stays behind
    the best, and `covered` its share of the question's telling words; `late` is the sentence's place in its passage, 0
    to 1. `likeness` compares it with the sentence that is nearest to the question by the network of questions, and
    `fit` with that which fits best by embedder and words; these two and `behind` are 0 for the best and below it for
    all others. `pitfall` and `aside` are what a card warns of, and whom to involve or what to record. `size`
    and `place` are those of `LeadChoice`.
    """

    rank: float
    behind: float
    covered: float
    late: float
    likeness: float
    fit: float
    card: float
    card_how_to: float
    pitfall: float
    aside: float
    no_fact: float
    limits: float
    within_limit: float
    other_row: float
    size: float
    place: float
    of_authority: float


SIGN_NAMES = tuple(field.name for field in fields(SentenceSigns))
"""The names of the signs, in their order."""
_VALUES = attrgetter(*SIGN_NAMES)  # a third of the time that `asdict` takes, for a hundred sentences a question


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence with its signs, how likely it opens the answer, and how likely it helps whoever asked: both 0 to 1."""

    ranked: RankedSentence
    signs: SentenceSigns
    opens: float
    helps: float


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
        self,
        index: PassageIndex,
        query: Query,
        kinds: frozenset[QuestionKind],
        question: SpokenQuestion,
        hits: Sequence[Hit],
    ) -> "Judge":
        """The judge for one question, which `question` is as the network reads it; `hits`, best first, were found."""
        lead = LeadChoice(index, query, kinds)
        bare = Judge(self, index, query, kinds, question, lead, frozenset(), ())
        return replace(bare, places=frozenset(hit.reference for hit in hits), found=tuple(bare.of(hits)))


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges sentences for one question: what was found all together and once, other places by themselves.

    `places` are those that were found, and `found` their sentences that may be part of an answer, judged, in the order
    of their places.
    """

    choice: SentenceChoice
    index: PassageIndex
    query: Query
    kinds: frozenset[QuestionKind]
    question: SpokenQuestion
    lead: LeadChoice
    places: frozenset[Reference]
    found: tuple[JudgedSentence, ...]

    def of(self, hits: Sequence[Hit]) -> list[JudgedSentence]:
        """The sentences of hits, given best first, that may be part of an answer."""
        wanted = {hit.reference for hit in hits}
        if wanted <= self.places:
            return [each for each in self.found if each.ranked.hit.reference in wanted]
        ranked = [(place, each) for place, hit in enumerate(hits, start=1) for each in self._candidates(hit)]
        return self._judged(hits, ranked) if ranked else []

    def _candidates(self, hit: Hit) -> list[RankedSentence]:
        """The sentences of a place but those that only announce others, and the steps, which are shown as such."""
        ranked = rank_sentences(self.index, self.query, [hit])
        return [each for each in ranked if each.sentence.role is not Role.STEP and not announces(each)]

    def _judged(self, hits: Sequence[Hit], ranked: Sequence[tuple[int, RankedSentence]]) -> list[JudgedSentence]:
        near = self._nearness([each for _, each in ranked])
        best, fit = max(hit.score for hit in hits), max(each.score for _, each in ranked)
        found = []
        for (place, each), likeness in zip(ranked, near, strict=True):
            signs = self._signs(each, place, each.hit.score - best, likeness, each.score - fit)
            values = dict(zip(SIGN_NAMES, _VALUES(signs), strict=True))
            opens, helps = self.choice.opens.chance(values), self.choice.helps.chance(values)
            found.append(JudgedSentence(each, signs, opens, helps))
        return found

    def _signs(self, each: RankedSentence, place: int, behind: float, likeness: float, fit: float) -> SentenceSigns:
        card, role, kinds, text = each.hit.is_card, each.sentence.role, self.kinds, each.text
        return SentenceSigns(
            rank=math.log(place),
            behind=behind,
            covered=each.hit.coverage,
            late=min(each.passage.sentences.index(each.sentence), _LAST) / _LAST,
            likeness=likeness,
            fit=fit,
            card=float(card),
            card_how_to=float(card and QuestionKind.HOW_TO in kinds),
            pitfall=float(role is Role.PITFALL),
            aside=float(role in _ASIDE),
            no_fact=float(bool(kinds & FACTS) and not gives(kinds, text, self.query.text)),
            limits=float(limits(text, each.passage.language)),
            within_limit=float(bool(self.lead.comparisons(text))),
            other_row=float(self.lead.asks_for_row(each) is False),
            size=self.lead.size_of(each),
            place=self.lead.place_of(each.hit.reference),
            of_authority=float(of_authority(self.query.text, text)),
        )

    def _nearness(self, found: Sequence[RankedSentence]) -> Sequence[float]:
        """How far each sentence stays behind the nearest; one without a vector as far as they do on average."""
        near = np.array(self._near(found))
        known = ~np.isnan(near)
        if not known.any():
            return [0.0] * len(found)
        near[~known] = near[known].mean()
        return [float(each) for each in near - near.max()]

    def _near(self, found: Sequence[RankedSentence]) -> list[float]:
        """The cosine of each sentence, not a number where it has no vector; of each passage they are made once."""
        index = self.index
        at = [each.hit.positions[each.hit.passages.index(each.passage)] for each in found]
        cosines: dict[int, dict[int, float]] = {}
        for position in dict.fromkeys(at):
            rows = self.choice.sentences.nearness(index, position, self.question.vector)
            numbers = index.sentence_numbers[index.sentence_rows(position)]
            cosines[position] = {} if rows is None else dict(zip(map(int, numbers), map(float, rows), strict=True))
        return [
            cosines[position].get(each.passage.sentences.index(each.sentence), math.nan)
            for each, position in zip(found, at, strict=True)
        ]
