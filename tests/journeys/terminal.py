"""Runs the command `ketenwijzer` as a person or a script does."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def ketenwijzer(data: Path, *arguments: str, given: bytes = b"", **settings: str) -> Ran:
    """Run a command with a data folder; settings are environment variables."""
    environment = os.environ | {"KETENWIJZER_DATA": str(data), "LANG": "C"} | settings
    command = [sys.executable, "-m", "bots.terminal", *arguments]
    done = subprocess.run(command, input=given, env=environment, capture_output=True, timeout=600, check=False)
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
