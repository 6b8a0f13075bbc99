"""An ingest that is killed at any moment leaves the old index serving, and the next command finishes the work."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bots.terminal.ore_law import CHANGED, Desk, write_law, write_law_library
from tests.journeys.terminal import ketenwijzer

# The command, with one function of the road replaced by the end of the process.
KILLED_AT = """
import os, signal, sys
from importlib import import_module
module, owner, name = sys.argv[1].split(":")
def killed(*_arguments, **_named): os.kill(os.getpid(), signal.SIGKILL)
found = import_module(module)
setattr(getattr(found, owner) if owner else found, name, killed)
from bots.terminal.app import main
sys.argv[1:] = sys.argv[2:]
main()
"""
MOMENTS = {
    "before it is stored": "knowledge.original_store:OriginalStore:add",
    "stored": "ingest.adding::publish_if_changed",
    "before the build": "knowledge.generations:Generations:_build",
    "while embedding": "knowledge.generations::prepare",
    "during the build": "knowledge.generations:LexicalIndex:save",
    "before the check": "knowledge.generations::_check",
    "before the switch": "knowledge.passage_store:PassageStore:publish",
    "after the switch": "knowledge.passage_store:PassageStore:forget_generations",
}
QUESTION = b'{"question": "Ore code art. 1", "language": "en"}'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_law_library(tmp_path / "library")
    return Desk(tmp_path)


def answer(desk: Desk) -> str:
    """What is answered from the data folder as it is."""
    asked = ketenwijzer(desk.data, "ask", "--batch", "-", given=QUESTION, **desk.settings)
    return str(asked.records[0]["text"])


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_ingest_leaves_a_whole_index_and_the_next_publish_finishes(desk: Desk, moment: str) -> None:
    desk.add()
    before = answer(desk)
    changed = write_law(desk.folder, CHANGED, "changed.html")
    arguments = ["ingest", "add", str(changed), "--source", "ore-code", "--language", "en"]

    command = [sys.executable, "-c", KILLED_AT, MOMENTS[moment], *arguments]
    killed = subprocess.run(command, env=os.environ | desk.settings, capture_output=True, check=False)
    after = answer(desk)
    published = desk.run("publish")

    assert killed.returncode == -signal.SIGKILL
    assert ("the mine" in after) == (moment == "after the switch")
    assert moment == "after the switch" or after == before
    assert published.exit_code == 0
    assert ("the mine" in answer(desk)) == (moment != "before it is stored")
    folders = [folder for folder in desk.data.glob("index/*") if folder.is_dir()]
    assert len(folders) == (1 if moment == "before it is stored" else 2)
