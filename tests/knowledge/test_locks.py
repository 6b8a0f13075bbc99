import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import DataFolderBusy
from knowledge.locks import immediate_lock, waiting_lock

HOLD = "import sys, time; from pathlib import Path; from knowledge.locks import immediate_lock\n"
HOLD += "with immediate_lock(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"


def test_a_second_holder_is_sent_away_at_once(tmp_path: Path) -> None:
    with (
        immediate_lock(tmp_path / "ingest.lock"),
        pytest.raises(DataFolderBusy),
        immediate_lock(tmp_path / "ingest.lock"),
    ):
        pass


def test_a_lock_that_was_let_go_can_be_held_again(tmp_path: Path) -> None:
    for _ in range(2):
        with immediate_lock(tmp_path / "made" / "ingest.lock"):
            pass


def test_the_lock_of_a_killed_process_blocks_nobody(tmp_path: Path) -> None:
    file = tmp_path / "ingest.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(DataFolderBusy), immediate_lock(file):
            pass
        os.kill(process.pid, signal.SIGKILL)
    with immediate_lock(file):
        assert file.exists()


def test_a_waiting_lock_can_be_taken(tmp_path: Path) -> None:
    with waiting_lock(tmp_path / "building.lock"):
        assert (tmp_path / "building.lock").exists()
