"""A real `ketenwijzer serve` in a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Where a started service listens, and its process."""

    address: str
    process: int


def environment(data: Path) -> dict[str, str]:
    """The environment of a process that keeps its data in a folder."""
    return os.environ | {"KETENWIJZER_DATA": str(data), "LANG": "en_US.UTF-8", "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """A service that has answered its first request, stopped again at the end."""
    command = [sys.executable, "-m", "bots.terminal", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE, text=True) as process:
        try:
            address = _address(process)
            _wait_for(address)
            yield Served(address, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stderr or ():
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise RuntimeError("the service did not say where it listens")


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/health").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.01)
    raise TimeoutError(f"{address} does not answer")


def resident_megabytes(process: int) -> float:
    """The resident memory of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
