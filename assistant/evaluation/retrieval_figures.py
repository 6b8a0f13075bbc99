"""Retrieval measured on a collection: our retriever and the usual ones, question by question."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.collections import CollectionQuestion, JudgedCollection
from assistant.evaluation.metrics import interval, ndcg, paired_interval, recall, reciprocal_rank
from assistant.evaluation.retrievers import Baselines, Retriever, our_retriever
from knowledge.embedding import Embedder

OURS = "ketenwijzer"
DEPTHS = (5, 10, 20, 100)


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """One retriever's figures, means over the questions between 0 and 1, and its time for a question.

    `ndcg_interval` is the 95 % interval of nDCG@10, `lead` that of how far ours is ahead of this one.
    """

    name: str
    ndcg: float
    ndcg_interval: tuple[float, float]
    lead: tuple[float, float]
    recall: dict[int, float]
    mrr: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What our retriever found for a question, best first."""

    question: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """All retrievers on one collection, ours first."""

    questions: int
    documents: int
    systems: tuple[SystemFigures, ...]
    rankings: tuple[Ranking, ...]


def measure_retrieval(collection: JudgedCollection, embedder: Embedder) -> RetrievalFigures:
    """Run every retriever on every question of a collection."""
    retrievers = {OURS: our_retriever(collection, embedder), **Baselines.of(collection, embedder).retrievers()}
    found = {name: _run(retriever, collection.questions) for name, retriever in retrievers.items()}
    ours = _gains(found[OURS][0], collection.questions)
    systems = tuple(
        _figures(name, rankings, seconds, collection.questions, ours) for name, (rankings, seconds) in found.items()
    )
    rankings = tuple(
        Ranking(question.id, tuple(ranking))
        for question, ranking in zip(collection.questions, found[OURS][0], strict=True)
    )
    return RetrievalFigures(len(collection.questions), len(collection.documents), systems, rankings)


def _run(retriever: Retriever, questions: Sequence[CollectionQuestion]) -> tuple[list[list[str]], float]:
    started = time.perf_counter()
    return [retriever(question) for question in questions], time.perf_counter() - started


def _gains(rankings: Sequence[list[str]], questions: Sequence[CollectionQuestion]) -> list[float]:
    return [ndcg(ranking, question.relevance) for ranking, question in zip(rankings, questions, strict=True)]


def _figures(
    name: str,
    rankings: Sequence[list[str]],
    seconds: float,
    questions: Sequence[CollectionQuestion],
    ours: Sequence[float],
) -> SystemFigures:
    gains = _gains(rankings, questions)
    pairs = list(zip(rankings, questions, strict=True))
    return SystemFigures(
        name=name,
        ndcg=float(np.mean(gains)),
        ndcg_interval=interval(gains),
        lead=paired_interval(ours, gains),
        recall={depth: float(np.mean([recall(r, q.relevance, depth) for r, q in pairs])) for depth in DEPTHS},
        mrr=float(np.mean([reciprocal_rank(ranking, question.relevance) for ranking, question in pairs])),
        milliseconds=seconds * 1e3 / len(questions),
    )
