"""The commands `questions report` and `questions export`, and the description of the data processing."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bots.terminal.app import app
from tests.bots.terminal.ore_law import Desk


def typed(desk: Desk, *arguments: str) -> Result:
    """What a command gives that is typed there."""
    return CliRunner().invoke(app, arguments, env=desk.settings)


@pytest.fixture
def published(desk: Desk) -> Desk:
    """The desk with its library published."""
    assert desk.run("sync").exit_code == 0
    return desk


def test_a_report_is_written_to_standard_output_or_to_a_file(published: Desk, tmp_path: Path) -> None:
    shown = typed(published, "questions", "report", "--month", "2026-10", "--language", "nl")
    assert shown.exit_code == 0
    assert "Maandrapport oktober 2026" in shown.stdout
    out = tmp_path / "report.html"
    typed(published, "questions", "report", "--month", "2026-10", "--language", "en", "--out", str(out))
    assert "Monthly report October 2026" in out.read_text(encoding="utf-8")


def test_figures_are_exported_in_both_forms(published: Desk, tmp_path: Path) -> None:
    text, book = tmp_path / "figures.csv", tmp_path / "figures.xlsx"
    for form, out in (("csv", text), ("xlsx", book)):
        result = typed(published, "questions", "export", "--format", form, "--out", str(out), "--language", "en")
        assert result.exit_code == 0
    rows = list(csv.reader(io.StringIO(text.read_text(encoding="utf-8-sig"))))
    assert ["Figures", "Questions"] in [row[:2] for row in rows]
    assert zipfile.is_zipfile(book)


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--month", "2026-13"),
        ("report", "--language", "de"),
        ("export", "--format", "pdf", "--out", "x"),
    ],
)
def test_what_cannot_be_is_refused_as_wrong_usage(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert typed(desk, "questions", *arguments).exit_code == 2


def test_a_file_that_cannot_be_written_is_told(published: Desk, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "report.html"
    result = typed(published, "questions", "report", "--out", str(out))
    assert result.exit_code == 1
    assert str(out) in result.output


def test_doctor_prints_what_an_assessment_of_data_protection_asks_for(desk: Desk) -> None:
    result = typed(desk, "doctor", "--dpia", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Data protection impact assessment")
    assert typed(desk, "doctor", "--dpia", "de").exit_code == 2
