"""Collections in the BEIR layout."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableGold
from assistant.evaluation.collections import read_collection
from knowledge.language import Language

CORPUS = """{"_id": "d1", "title": "Origin", "text": "Where does the ore of this mine come from?"}
{"id": "d2", "text": "Waar komt het erts van deze mijn vandaan?"}
"""
QUERIES = """{"_id": "q1", "text": "where is the ore from"}
{"_id": "q2", "text": "nobody can answer this"}
"""
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t1\nq2\td2\t0\n"


def write(folder: Path, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS) -> tuple[Path, Path, Path]:
    files = folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels.tsv"
    for file, text in zip(files, (corpus, queries, qrels), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def test_titles_go_before_texts_and_languages_are_told(tmp_path: Path) -> None:
    found = read_collection(*write(tmp_path))
    assert found.documents[0].text == "Origin. Where does the ore of this mine come from?"
    assert [document.language for document in found.documents] == [Language.EN, Language.NL]


def test_questions_without_a_relevant_document_are_left_out(tmp_path: Path) -> None:
    (question,) = read_collection(*write(tmp_path)).questions
    assert (question.id, question.relevance) == ("q1", {"d1": 2.0, "d2": 1.0})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"corpus": "{"}, "corpus.jsonl:1"),
        ({"queries": '{"text": "no id"}'}, "queries.jsonl:1"),
        ({"qrels": "q1 d1 2"}, "qrels.tsv:1"),
        ({"qrels": "q1\td9\t1"}, "no question"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(UnreadableGold, match=said):
        read_collection(*write(tmp_path, **changes))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold, match="No such file"):
        read_collection(tmp_path / "corpus.jsonl", tmp_path / "q", tmp_path / "r")
