"""The README says what the product does: its settings and commands are those of the code."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bots.settings import setting_names
from bots.terminal.app import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_table_of_settings_is_complete() -> None:
    assert re.findall(r"^\| `(KETENWIJZER_\w+)`", README, re.MULTILINE) == setting_names()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"ketenwijzer ((?:ingest )?[a-z]+)", README))))
def test_every_command_that_is_named_exists(command: str) -> None:
    found = get_command(app)
    for word in command.split():
        commands = getattr(found, "commands", {})
        assert word in commands
        found = commands[word]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:assistant|ingest|knowledge|bots)/[\w/]+\.py)`", README))))
def test_every_file_that_is_named_exists(path: str) -> None:
    assert (Path(__file__).parents[2] / path).is_file()


@pytest.mark.parametrize("mark", ["install", "run", "test"])
def test_the_blocks_that_are_run_as_they_stand_are_marked(mark: str) -> None:
    assert re.search(rf"<!-- {mark} -->\n```bash\n.+?\n```", README, re.DOTALL)
