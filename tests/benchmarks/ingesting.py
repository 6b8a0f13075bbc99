"""Official texts of a thousand pages: how fast they are read, what memory that takes; and how fast a rollback is."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import environment
from tests.bots.terminal.ore_law import write_law_library
from tests.ingest.pdf_writer import Text, set_lines, write_pdf
from tests.ingest.principles import write_principles

_PAGES = 1000
_LINES = 30
_WORDS = "Buyers of ore number {page}.{line} ask the smelter in writing where all of it comes from,"


def ingesting_figures(data: Path) -> list[Figure]:
    """A full thousand pages read, a thousand short ones added, and the index before that served again."""
    write_law_library(data / "law-library")
    law = environment(data / "law") | {"KETENWIJZER_LIBRARY": str(data / "law-library")}
    of_law = ("--source", "ore-code", "--language", "en")
    read = _ran(law, "diff", str(_law(data / "full.pdf", _LINES)), *of_law)
    added = _ran(law, "add", str(_law(data / "short.pdf", 1)), *of_law)
    plain = environment(data)
    _ran(plain, "publish")
    principles = write_principles(data / "principles.pdf", range(1, 32))
    _ran(plain, "add", str(principles.path), "--source", "ungp-2011", "--language", "en")
    back = _ran(plain, "rollback")
    return [
        Figure(f"reading {_PAGES} full pages of a law", _PAGES / read.seconds, "pages/s", 20, at_most=False),
        Figure("peak memory of that, with its reader", read.megabytes, "MB", 1024, at_most=True),
        Figure(f"adding {_PAGES} short pages of a law", _PAGES / added.seconds, "pages/s", 1, at_most=False),
        Figure("peak memory of that, with its reader", added.megabytes, "MB", 1024, at_most=True),
        Figure("rollback of the whole library, as a command", back.seconds, "s", 10, at_most=True),
    ]


@dataclass(frozen=True, slots=True)
class _Cost:
    seconds: float
    megabytes: float


def _ran(settings: dict[str, str], *arguments: str) -> _Cost:
    """What a command costs; the memory is that of its largest process and of the readers that it starts."""
    command = [sys.executable, "-m", "bots.terminal", "ingest", *arguments]
    started = time.perf_counter()
    with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    return _Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def _law(path: Path, lines: int) -> Path:
    """A law with an article on each page, a head and a page number."""
    pages = []
    for page in range(1, _PAGES + 1):
        words = [_WORDS.format(page=page, line=line) for line in range(1, lines + 1)]
        # At one height on every page the heading would be a running head.
        before = [f"Sentence {number} of the article before ends here." for number in range(page % 9)]
        body = set_lines([*before, "", f"Article {page}", "", *words[:-1], f"{words[-1].rstrip(',')}."])
        pages.append([Text("A law of our own", 800), *body, Text(str(page), 30)])
    path.write_bytes(write_pdf(pages))
    return path
