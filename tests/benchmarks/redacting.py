"""Redaction: the time of a question, and of the longest text that is read against an ordinary one of its length."""

import time

from assistant.questions import LONGEST_QUESTION
from assistant.redaction import redact
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import questions

_REPEATS = 3
_NASTY = ("NL91 ABNA 0417 ", "van de ", "kvk 12345678 en ", "A. ", "jan at ", "BV ")


def redacting_figures() -> list[Figure]:
    """What a question costs before it is stored."""
    asked = questions()
    redact(asked[0])  # reads the words
    times = [_milliseconds(text) for text in asked]
    ordinary = _milliseconds((" ".join(asked))[:LONGEST_QUESTION])
    slowest = max(_milliseconds((piece * LONGEST_QUESTION)[:LONGEST_QUESTION]) for piece in _NASTY)
    return [
        Figure("redaction of a question, p50", percentile(times, 0.5), "ms", 1, at_most=True),
        Figure("redaction of a question, p95", percentile(times, 0.95), "ms", 1, at_most=True),
        Figure("redaction of 2,000 hostile characters", slowest, "ms", 20, at_most=True),
        Figure("the same / 2,000 ordinary ones", slowest / ordinary, "times", 8, at_most=True),
    ]


def _milliseconds(text: str) -> float:
    """The shortest of several runs."""
    times = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        redact(text)
        times.append((time.perf_counter() - started) * 1e3)
    return min(times)
