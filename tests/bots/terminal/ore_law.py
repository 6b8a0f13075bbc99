"""A small library about a law, its official text as a page, and the command `ketenwijzer` over both."""

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from bots.terminal.app import app
from tests.ingest.small_library import write_library

PAGE = """<html><body><p>Article 1</p><p>Origin</p><p>1. {duty}</p><p>2. Smelters answer the buyers in a month.</p>
<p>Article 2</p><p>Supervision</p><p>Supervisors look at the books of the buyers.</p></body></html>"""
DUTY = "Buyers ask the smelter where the ore is from."
CHANGED = "Buyers ask the smelter and the mine where the ore is from."


def write_law_library(folder: Path) -> Path:
    """The small library, its source counted in articles; a card and a term rest on article 1."""
    write_library(folder)
    for file in folder.rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("unit: principle", "unit: article").replace("{#1", "{#art-1")
        text = text.replace("ore-code/1", "ore-code/art-1").replace("| 1, 1/fees |", "| art-1, art-1/fees |")
        file.write_text(text, encoding="utf-8")
    return folder


def write_law(folder: Path, duty: str = DUTY, name: str = "law.html") -> Path:
    """The official text of the law, in which one paragraph says the duty."""
    path = folder / name
    path.write_text(PAGE.format(duty=duty), encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an operator works: a data folder, a library, and a place for files."""

    folder: Path

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a command."""
        given = {"KETENWIJZER_DATA": str(self.data), "KETENWIJZER_LIBRARY": str(self.folder / "library")}
        return given | {"LANG": "C", "LC_ALL": "", "LC_MESSAGES": ""}

    def run(self, *arguments: str, language: str = "C") -> Result:
        """Run `ketenwijzer ingest`."""
        return CliRunner().invoke(app, ["ingest", *arguments], env=self.settings | {"LANG": language})

    def add(self, duty: str = DUTY, *more: str) -> Result:
        """Add the official text of the law."""
        file = write_law(self.folder, duty)
        return self.run("add", str(file), "--source", "ore-code", "--language", "en", *more)
