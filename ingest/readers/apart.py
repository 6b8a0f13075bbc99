"""Reads a file in a process of its own, so that one made to do harm, or simply too large, harms nobody else.

Run as a module it is that process: it takes the file from standard input and prints `{"paragraphs": [[text, level],
...]}` or `{"unreadable": reason}`.
"""

import contextlib
import json
import subprocess
import sys
from typing import Any

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import Limits
from ingest.paragraphs import Paragraph
from ingest.readers.formats import READERS


def read_apart(name: str, suffix: str, data: bytes, limits: Limits) -> list[Paragraph]:
    """The paragraphs of a file with an ending of READERS; raises UnreadableOriginal, which calls it by `name`."""
    bounds = (limits.file_bytes, limits.characters, limits.seconds, limits.memory_bytes)
    command = [sys.executable, "-P", "-m", __name__, suffix, *map(str, bounds)]
    try:
        finished = subprocess.run(  # noqa: S603 (our own module and numbers)
            command, input=data, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE) from error
    if finished.returncode < 0:  # killed by a signal: it crashed or ran into a limit
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE)
    finished.check_returncode()
    result: dict[str, Any] = json.loads(finished.stdout)
    if "unreadable" in result:
        raise UnreadableOriginal(name, UnreadableReason(result["unreadable"]))
    return [Paragraph(text, (), level) for text, level in result["paragraphs"]]


def main(suffix: str, limits: Limits) -> None:
    """Bound this process, read, print."""
    _bound(limits)
    try:
        result = _read(suffix, sys.stdin.buffer.read(), limits)
    except UnreadableOriginal as error:
        result = {"unreadable": error.reason}
    except (MemoryError, RecursionError):
        result = {"unreadable": UnreadableReason.TOO_LARGE}
    sys.stdout.buffer.write(json.dumps(result).encode())


def _read(suffix: str, data: bytes, limits: Limits) -> dict[str, object]:
    paragraphs = READERS[suffix](suffix, data, limits)
    if sum(len(paragraph.text) for paragraph in paragraphs) > limits.characters:
        return {"unreadable": UnreadableReason.TOO_LARGE}
    return {"paragraphs": [[paragraph.text, paragraph.level] for paragraph in paragraphs]}


def _bound(limits: Limits) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system knows both limits
        import resource

        seconds = int(limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # ends this process even when its parent is gone
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


if __name__ == "__main__":
    _suffix, _bytes, _characters, _seconds, _memory = sys.argv[1:]
    main(_suffix, Limits(int(_bytes), 0, int(_characters), float(_seconds), int(_memory)))
