"""Fails the build when answers get worse: our own questions, put to the real command and held to the gate."""

import os
import subprocess
import sys
from pathlib import Path


def test_answers_to_our_own_questions_are_as_good_as_they_were(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bots.terminal", "evaluate"]
    environment = os.environ | {"KETENWIJZER_DATA": str(tmp_path)}

    measured = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert "all_green" in measured.stdout
