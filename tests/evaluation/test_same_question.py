"""Fails the build when approved answers would be given to other questions than those they were written for."""

import os
import subprocess
import sys
from pathlib import Path


def test_approved_answers_are_given_to_the_right_questions(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bots.terminal", "evaluate", "same-question"]
    environment = os.environ | {"KETENWIJZER_DATA": str(tmp_path)}

    measured = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert "precision" in measured.stdout
