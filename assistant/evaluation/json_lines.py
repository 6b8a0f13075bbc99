"""Measuring sets as JSON lines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import UnreadableGold

T = TypeVar("T")


def read_records(file: Path, made: Callable[[dict[str, Any]], T]) -> list[T]:
    """What is made of each line; raises UnreadableGold with file and line where it is no JSON or nothing is made."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableGold(f"{file}: {error}") from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(made(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableGold(f"{file.name}:{number}: {error}") from error
    return found
