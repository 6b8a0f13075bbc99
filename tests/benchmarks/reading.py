"""Reading official texts: pages and passages a second, and memory, beside another reader of PDF in the same run."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest.library import read_library
from ingest.originals import Original, read_original
from ingest.page_text import paragraphs_of
from ingest.readers.pdf import read_pdf
from knowledge.language import Language
from tests.benchmarks.figures import Figure

_OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "official"
_LARGEST = _OFFICIAL / "oecd-minerals-guidance-3rd-ed-2016-en.pdf"
_SOURCES = {
    "PDF": Original(_LARGEST, "oecd-minerals-2016", Language.EN, None),
    "HTML": Original(_OFFICIAL / "eu-csddd-2024-1760-consolidated-2026-03-18-en.html", "eu-csddd", Language.EN, None),
}
_REPEATS = 3
_OURS = """
from ingest.page_text import paragraphs_of
from ingest.readers.pdf import read_pdf
paragraphs_of(read_pdf("text.pdf", Path(sys.argv[1]).read_bytes()), frozenset())
"""
_PEER = """
import logging, pypdf
logging.getLogger("pypdf").setLevel(logging.ERROR)
for page in pypdf.PdfReader(sys.argv[1]).pages: page.extract_text()
"""
_USED = """
import resource
print(sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024)
"""


def reading_figures() -> list[Figure]:
    """What reading costs; nothing where the official texts are not there."""
    if not _LARGEST.exists():
        return []
    name, data = _LARGEST.name, _LARGEST.read_bytes()
    pages = len(read_pdf(name, data))
    ours = pages / _seconds(lambda: paragraphs_of(read_pdf(name, data), frozenset()))
    peer = pages / _seconds(lambda: _run(_PEER))
    memory, peers_memory = _run(_OURS), _run(_PEER)
    library = read_library().passages
    figures = [
        Figure(f"pages of a PDF of {pages} pages read to paragraphs", ours, "1/s", 0, at_most=False),
        Figure("the same / pypdf's bare text", ours / peer, "times", 1, at_most=False),
        Figure("peak memory of reading it, both processes", memory, "MB", 400, at_most=True),
        Figure("the same / pypdf", memory / peers_memory, "times", 2, at_most=True),
    ]
    for kind, original in _SOURCES.items():
        passages = len(read_original(original, library))
        rate = passages / _seconds(lambda original=original: read_original(original, library))  # type: ignore[misc]
        figures.append(Figure(f"passages read from {kind}", rate, "1/s", 0, at_most=False))
    return figures


def _seconds(work: Callable[[], object]) -> float:
    """The shortest of several runs."""
    times = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def _run(code: str) -> float:
    """Run code on the largest file in a process of its own; the most memory that it and its children used, in MB."""
    program = f"import sys\nfrom pathlib import Path\n{code}\n{_USED}"
    finished = subprocess.run(
        [sys.executable, "-c", program, str(_LARGEST)], capture_output=True, check=True, text=True
    )
    return float(finished.stdout)
