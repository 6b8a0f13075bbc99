"""Which sentences of some passages answer a question best."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from knowledge.documents import Passage, Sentence
from knowledge.embedding import Vector
from knowledge.lexical_index import analyse
from knowledge.passage_index import PassageIndex
from knowledge.retrieval import Hit, Query

_DENSE_WEIGHT = 0.55
_OWN_WEIGHT = 1.0  # of the words that a follow-up says itself, besides 1 for all that it asks
_SIMILARITY_SCALE = 0.12


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence with how well it fits the question: `score` is about 0 to 1, `vector` its unit vector."""

    hit: Hit
    passage: Passage
    sentence: Sentence
    score: float
    vector: Vector

    @property
    def text(self) -> str:
        """Its words, byte for byte."""
        return self.passage.sentence_text(self.sentence)


def rank_sentences(index: PassageIndex, query: Query, hits: Iterable[Hit]) -> list[RankedSentence]:
    """All sentences of the hits' passages, best first."""
    ranked = [
        sentence
        for hit in hits
        for position, passage in zip(hit.positions, hit.passages, strict=True)
        for sentence in _of_passage(index, query, hit, position, passage)
    ]
    return sorted(ranked, key=lambda sentence: -sentence.score)


def _of_passage(
    index: PassageIndex, query: Query, hit: Hit, position: int, passage: Passage
) -> Iterable[RankedSentence]:
    rows = index.sentence_rows(position)
    vectors = index.sentence_vectors[rows]
    mean = float(index.centroids[passage.language] @ query.vector)
    similarities = (vectors @ query.vector - mean) / _SIMILARITY_SCALE
    weights = _word_weights(index, query, passage)
    for row, number in enumerate(index.sentence_numbers[rows]):
        sentence = passage.sentences[number]
        coverage = _coverage(weights, analyse(passage.sentence_text(sentence), passage.language))
        score = _DENSE_WEIGHT * float(similarities[row]) + (1 - _DENSE_WEIGHT) * coverage
        yield RankedSentence(hit, passage, sentence, score, vectors[row])


def _word_weights(index: PassageIndex, query: Query, passage: Passage) -> dict[str, float]:
    lexical = index.lexical[passage.language]
    own = set(analyse(query.own, passage.language))
    return {
        token: lexical.weight(token) * (1 + _OWN_WEIGHT * (token in own))
        for token in {*analyse(query.keywords, passage.language), *own}
    }


def _coverage(weights: dict[str, float], tokens: list[str]) -> float:
    total = sum(weights.values())
    held = sum(weights[token] for token in set(tokens) & weights.keys())
    return held / total if total else 0.0


def closest_sentence(index: PassageIndex, passage: Passage, position: int, vector: Vector) -> Sentence:
    """The sentence of a passage nearest to a vector: where a provision says what a card's sentence rests on."""
    rows = index.sentence_rows(position)
    if rows.start == rows.stop:
        return passage.sentences[0]
    best = int(np.argmax(index.sentence_vectors[rows] @ vector))
    return passage.sentences[int(index.sentence_numbers[rows][best])]
