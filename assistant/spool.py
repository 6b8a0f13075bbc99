"""Lines that wait on disk for a database that does not answer, in the order in which they came."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from assistant.errors import SpoolFull
from assistant.log_lines import LogLine
from knowledge.locks import waiting_lock
from knowledge.records import dump, load

MOST_BYTES = 64 * 2**20


class Spool:
    """A file of lines for all processes over one data folder; what was appended outlives a kill and a power cut."""

    def __init__(self, file: Path, most_bytes: int = MOST_BYTES) -> None:
        self._file = file
        self._most_bytes = most_bytes

    @property
    def is_empty(self) -> bool:
        """Whether no line waits."""
        return self._size() == 0

    def append(self, line: LogLine) -> None:
        """Add a line behind the others; raises SpoolFull where there is no room for it, by the bound or on the disk."""
        written = f"{dump(line)}\n".encode()
        with self._locked():
            if self._size() + len(written) > self._most_bytes:
                raise SpoolFull(f"{self._size()} bytes wait in {self._file.name}")
            try:
                self._append(written)
            except OSError as error:
                raise SpoolFull(error.strerror or str(error)) from error

    def drain(self, write: Callable[[Sequence[LogLine]], None]) -> None:
        """Hand all lines to `write`, and forget them once it returns.

        Where it raises, they stay; where the process is killed in between, they are handed out again.
        """
        with self._locked():
            if not self.is_empty:
                write(self._read())
                self._file.unlink()

    def erase(self, pseudonyms: Iterable[str]) -> int:
        """Delete the lines of a conversation; returns how many."""
        unwanted = set(pseudonyms)
        with self._locked():
            lines = self._read()
            kept = [line for line in lines if line.pseudonym not in unwanted]
            if len(kept) < len(lines):
                self._rewrite(kept)
        return len(lines) - len(kept)

    def _locked(self) -> AbstractContextManager[object]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return waiting_lock(self._file.with_suffix(".lock"))

    def _size(self) -> int:
        """Bytes that wait; another thread may take the file away at any moment."""
        try:
            return self._file.stat().st_size
        except FileNotFoundError:
            return 0

    def _append(self, written: bytes) -> None:
        with self._file.open("ab+") as file:
            os.chmod(file.fileno(), 0o600)
            # A write that was cut off must not spoil the line behind it.
            if file.tell() and not _ends_a_line(file.fileno(), file.tell()):
                written = b"\n" + written
            file.write(written)
            file.flush()
            os.fsync(file.fileno())

    def _read(self) -> list[LogLine]:
        """The lines that were written whole."""
        if self.is_empty:
            return []
        return [line for text in self._file.read_bytes().split(b"\n") if (line := _parsed(text)) is not None]

    def _rewrite(self, lines: Sequence[LogLine]) -> None:
        made = self._file.with_suffix(".new")
        with made.open("wb") as file:
            os.chmod(file.fileno(), 0o600)
            file.write("".join(f"{dump(line)}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())
        made.replace(self._file)


def _ends_a_line(descriptor: int, size: int) -> bool:
    return os.pread(descriptor, 1, size - 1) == b"\n"


def _parsed(text: bytes) -> LogLine | None:
    """A line; None for one that was cut off."""
    try:
        return load(LogLine, text.decode())
    except ValueError:
        return None
