"""A sync that is killed at any moment leaves the old index serving, and the next one finishes the work."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.library_files import LIBRARY_FOLDER
from tests.journeys.terminal import ketenwijzer


@pytest.fixture
def changed_library(tmp_path: Path) -> Path:
    """The real library with one source worded anew, so that a sync has some seconds of embedding to do."""
    library = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, library, ignore=shutil.ignore_patterns("vectors"))
    file = library / "sources" / "oecd-guidelines-2023.en.md"
    file.write_text(file.read_text(encoding="utf-8").replace("compan", "Compan"), encoding="utf-8")
    return library


@pytest.mark.parametrize("seconds", [1.2, 2.5, 5.0])
def test_a_killed_sync_changes_nothing_and_the_next_one_publishes(
    changed_library: Path, tmp_path: Path, seconds: float
) -> None:
    data, question = tmp_path / "data", ("ask", "--batch", "-")
    given = b'{"question": "OECD Guidelines II.A.11", "language": "en"}'
    before = ketenwijzer(data, *question, given=given).records[0]
    changed = os.environ | {"KETENWIJZER_DATA": str(data), "KETENWIJZER_LIBRARY": str(changed_library)}

    command = [sys.executable, "-m", "bots.terminal", "ingest", "sync"]
    with subprocess.Popen(command, env=changed, stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    killed = ketenwijzer(data, *question, given=given).records[0]
    synced = ketenwijzer(data, "ingest", "sync", KETENWIJZER_LIBRARY=str(changed_library))
    after = ketenwijzer(data, *question, given=given, KETENWIJZER_LIBRARY=str(changed_library)).records[0]

    assert killed["text"] == before["text"]
    assert synced.status == 0
    assert "Compan" in after["text"]
    assert not list(data.glob("index/building-*"))
