"""Reads a file of a format that holds its text as text, in a process of its own.

Run as a module it is that process: it takes the file from standard input and prints `{"paragraphs": [[text, level],
...]}` or `{"unreadable": reason}`.
"""

import contextlib
import json
import sys

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import Limits
from ingest.paragraphs import Paragraph
from ingest.readers.formats import READERS
from ingest.readers.workers import result_of


def read_apart(name: str, suffix: str, data: bytes, limits: Limits) -> list[Paragraph]:
    """The paragraphs of a file with an ending of READERS; raises UnreadableOriginal, which calls it by `name`."""
    bounds = (limits.file_bytes, limits.characters, limits.seconds, limits.memory_bytes)
    command = [sys.executable, "-P", "-m", __name__, suffix, *map(str, bounds)]
    result = result_of(command, name, data, limits)
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
