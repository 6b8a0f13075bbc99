"""Runs a reader in a process of its own, so that a file made to do harm, or simply too large, harms nobody else."""

import json
import logging
import signal
import subprocess
from collections.abc import Sequence
from typing import Any

from ingest.errors import UnreadableOriginal, UnreadableReason
from ingest.limits import Limits

_logger = logging.getLogger(__name__)
_STOPPED = (-signal.SIGXCPU, -signal.SIGKILL)  # by the bound on its time, or by a system without memory left


def result_of(command: Sequence[str], name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """What a reader that is given the file on standard input prints as JSON.

    Raises UnreadableOriginal, which calls the file by `name`: with the reason that the reader prints as `unreadable`,
    as too large where it ran out of time, and as damaged where it failed.
    """
    try:
        finished = subprocess.run(  # noqa: S603 (our own files and numbers)
            command, input=data, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE) from error
    if finished.returncode in _STOPPED:
        raise UnreadableOriginal(name, UnreadableReason.TOO_LARGE)
    if finished.returncode:
        last = finished.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        _logger.warning("reading %r ended with status %d: %s", name, finished.returncode, last)
        raise UnreadableOriginal(name, UnreadableReason.DAMAGED)
    result: dict[str, Any] = json.loads(finished.stdout)
    if "unreadable" in result:
        raise UnreadableOriginal(name, UnreadableReason(result["unreadable"]))
    return result
