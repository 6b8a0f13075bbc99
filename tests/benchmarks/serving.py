"""Answers over HTTP: the first event of a stream, many clients at once, and memory."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.processes import Served, resident_megabytes, serving
from tests.benchmarks.questions import questions

_CLIENTS = 50
_ROUNDS = 6
_STREAMS = 20


def serving_figures(data: Path) -> list[Figure]:
    """What clients of a running service see, with the question log on."""
    with serving(data) as served:
        first_events = [_first_event(served, text) for text in questions()[:_STREAMS]]
        rate, failures, walls = _load(served)
        memory = resident_megabytes(served.process)
    return [
        Figure("first event of a streamed answer, p95", percentile(first_events, 0.95), "ms", 150, at_most=True),
        Figure(f"answers a second at {_CLIENTS} clients", rate, "1/s", 15, at_most=False),
        Figure(f"answers that failed at {_CLIENTS} clients", failures, "", 0, at_most=True),
        Figure(f"answer at {_CLIENTS} clients, p95", percentile(walls, 0.95), "ms", 5000, at_most=True),
        Figure("resident memory of the service after that", memory, "MB", 350, at_most=True),
    ]


def _first_event(served: Served, text: str) -> float:
    """Milliseconds until the first event of a stream."""
    started = time.perf_counter()
    with httpx.stream("POST", f"{served.address}/api/v1/ask/stream", json={"question": text}) as response:
        next(response.iter_lines())
        return (time.perf_counter() - started) * 1e3


def _load(served: Served) -> tuple[float, int, list[float]]:
    """Answers a second, failures and milliseconds an answer when all clients ask different questions at once."""
    asked = (questions() * 2)[: _CLIENTS * _ROUNDS]
    with httpx.Client(timeout=60, limits=httpx.Limits(max_connections=_CLIENTS)) as client:

        def ask(text: str) -> tuple[bool, float]:
            started = time.perf_counter()
            response = client.post(f"{served.address}/api/v1/ask", json={"question": text})
            good = response.status_code == httpx.codes.OK and response.json()["outcome"] != "failed"
            return good, (time.perf_counter() - started) * 1e3

        started = time.perf_counter()
        with ThreadPoolExecutor(_CLIENTS) as clients:
            results = list(clients.map(ask, asked))
        elapsed = time.perf_counter() - started
    return len(results) / elapsed, sum(not good for good, _ in results), [wall for _, wall in results]
