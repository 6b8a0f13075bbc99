"""Locks between processes that end with the process that holds them, however it ends. The only door to filelock."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import DataFolderBusy


def waiting_lock(file: Path) -> AbstractContextManager[object]:
    """Hold the lock of a file, once nobody else does."""
    return FileLock(file)


@contextmanager
def immediate_lock(file: Path) -> Iterator[None]:
    """Hold the lock of a file; raises DataFolderBusy where another process does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DataFolderBusy(f"{file.name} is held by another process") from error
    try:
        yield
    finally:
        lock.release()
