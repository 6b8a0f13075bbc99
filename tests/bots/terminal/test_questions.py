"""The commands under `questions`, and `evaluate clusters`, over the real library."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.clusters import ClusterFilters
from assistant.database import open_database
from assistant.log_lines import Origin
from assistant.records import Records
from bots.terminal.app import app
from knowledge.locks import immediate_lock
from tests.assistant.log_lines import a_line


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"KETENWIJZER_DATA": str(data), "LANG": "C"})


def records(data: Path) -> Records:
    return Records.over(open_database(f"sqlite:///{data / 'log.sqlite'}"), data)


@pytest.mark.slow
def test_the_demo_fills_the_log_once_and_goes_again_without_a_trace(data: Path) -> None:
    kept = records(data)
    kept.question_log.add([a_line(question="Mine?")])
    for _ in range(2):
        filled = run(data, "questions", "demo")
        assert filled.exit_code == 0, filled.output
    clusters = kept.clusters.page(ClusterFilters())
    assert clusters.total >= 15
    assert all(cluster.demo for cluster in clusters.clusters)
    assert {line["origin"] for line in kept.question_log.lines()} == {Origin.ASKED, Origin.DEMO}
    with immediate_lock(data / "clustering.lock"):
        assert run(data, "questions", "cluster").exit_code == 1
    assert run(data, "questions", "cluster").exit_code == 0
    removed = run(data, "questions", "demo", "--remove")
    assert removed.exit_code == 0
    assert [line["question"] for line in kept.question_log.lines()] == ["Mine?"]
    assert kept.clusters.page(ClusterFilters()).total == 0
    assert kept.inbox.count() == 0


@pytest.mark.slow
def test_clusters_are_measured(data: Path) -> None:
    measured = run(data, "evaluate", "clusters", "--show")
    assert measured.exit_code == 0
    figures = {line.split()[0]: float(line.split()[-1]) for line in measured.stdout.splitlines()[1:5]}
    assert figures["precision"] >= 80
    assert figures["recall"] >= 75


def test_a_set_that_cannot_be_read_is_named(data: Path) -> None:
    refused = run(data, "evaluate", "clusters", "--set", str(data / "none.jsonl"))
    assert refused.exit_code == 2
    assert "none.jsonl" in refused.stderr
