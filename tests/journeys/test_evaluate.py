"""Measuring from the terminal, and what a change to the library touches."""

import json
import shutil
from pathlib import Path

import pytest

from ingest.library_files import LIBRARY_FOLDER
from tests.journeys.terminal import ketenwijzer


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def write_collection(folder: Path) -> list[str]:
    documents = [{"_id": "ore", "title": "", "text": "Buyers ask every smelter where the cobalt was mined."}]
    documents += [
        {"_id": f"d{n}", "title": "", "text": f"Rule {n} is about helmets in mine number {n}."} for n in range(9)
    ]
    files = {
        "corpus": "\n".join(map(json.dumps, documents)),
        "queries": json.dumps({"_id": "q1", "text": "where was the cobalt mined"}),
        "qrels": "query-id\tcorpus-id\tscore\nq1\tore\t1",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [argument for name in files for argument in (f"--{name}", str(folder / name))]


def test_a_collection_is_measured_beside_the_usual_retrievers(data: Path, tmp_path: Path) -> None:
    figures, run = tmp_path / "figures.json", tmp_path / "run.txt"
    options = write_collection(tmp_path)

    ran = ketenwijzer(data, "evaluate", "retrieval", *options, "--json", str(figures), "--run", str(run))

    assert ran.status == 0
    assert [system["name"] for system in json.loads(figures.read_text())][:2] == ["ketenwijzer", "BM25"]
    assert run.read_text().splitlines()[0].split()[:4] == ["q1", "Q0", "ore", "1"]


def test_a_faulty_collection_is_told_with_its_line(data: Path, tmp_path: Path) -> None:
    options = write_collection(tmp_path)
    (tmp_path / "queries").write_text("{", encoding="utf-8")

    ran = ketenwijzer(data, "evaluate", "retrieval", *options)

    assert ran.status == 2
    assert "queries:1" in ran.err
    assert "Traceback" not in ran.err


def test_a_figure_under_its_floor_fails_and_is_named(data: Path, tmp_path: Path) -> None:
    gold, gate = tmp_path / "mine.jsonl", tmp_path / "gate.toml"
    question = {
        "id": "m1",
        "lang": "en",
        "kind": "in_scope",
        "question": "What does principle 17 of the UNGPs say?",
        "pair": None,
        "gold": [["metals-covenant-2019"]],
        "also_good": [],
        "expected_outcome": ["answered"],
        "facts": [],
        "forbid": [],
    }
    gold.write_text(json.dumps(question), encoding="utf-8")
    gate.write_text("[mine]\nall_green = 1.0\noutcome = 1.0\n", encoding="utf-8")

    ran = ketenwijzer(data, "evaluate", "--gold", str(gold), "--gate", str(gate), "--failures", "1")

    assert ran.status == 1
    assert "mine.all_green" in ran.err
    assert "mine.outcome" not in ran.err
    assert "[m1]" in ran.out


def test_a_change_to_the_library_shows_old_and_new_words_and_what_leans_on_them(data: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(LIBRARY_FOLDER, library, ignore=shutil.ignore_patterns("vectors"))
    ketenwijzer(data, "ingest", "sync")
    for language, old, new in (("en", "31 March 2029", "31 March 2031"), ("nl", "31 maart 2029", "31 maart 2031")):
        file = library / "sources" / f"eu-csddd.{language}.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    ran = ketenwijzer(data, "ingest", "diff", KETENWIJZER_LIBRARY=str(library))

    assert ran.status == 0
    assert "~ eu-csddd/art-16/3 en (our summary)" in ran.out
    assert "31 March 2029" in ran.out
    assert "31 maart 2031" in ran.out
    assert "! eu-csddd/art-16/3" in ran.out
    assert "Nothing was written" in ran.err
