"""Fails the build when less personal data is found, or more of anything else is masked, by the real command."""

import os
import subprocess
import sys
from pathlib import Path


def evaluate(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bots.terminal", "evaluate", "redaction", *options]
    environment = os.environ | {"KETENWIJZER_DATA": str(data)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_personal_data_is_found_as_well_as_it_was(tmp_path: Path) -> None:
    measured = evaluate(tmp_path)

    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert "structured" in measured.stdout


def test_a_figure_under_its_floor_fails_and_is_named(tmp_path: Path) -> None:
    gate = tmp_path / "gate.toml"
    gate.write_text("[test]\nname = 1.0\nleft_alone = 0.5\n", encoding="utf-8")

    measured = evaluate(tmp_path, "--gate", str(gate))

    assert measured.returncode == 1
    assert "test.name" in measured.stderr
    assert "test.left_alone" not in measured.stderr
