"""Fails the build when answers get worse: our own questions, put to the real command and scored."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold" / "tuning.jsonl"
SCORER = Path(__file__).parents[2].parent / "shared" / "questions" / "score.py"

# A little under what the product reaches on these questions, in percent.
FLOORS = (
    "all_green>=66",
    "outcome>=90",
    "citation_recall>=82",
    "first_citation>=86",
    "facts>=76",
    "form>=100",
    "quotes>=100",
)


def test_answers_to_our_own_questions_are_as_good_as_they_were(tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip("../shared/questions/score.py is not there")
    ask = f"{sys.executable} -m bots.terminal ask --batch"
    required = [argument for floor in FLOORS for argument in ("--require", floor)]
    command = [sys.executable, str(SCORER), str(GOLD), "--command", ask, *required]
    environment = os.environ | {"KETENWIJZER_DATA": str(tmp_path)}

    scored = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert scored.returncode == 0, scored.stdout
