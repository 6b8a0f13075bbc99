"""Collections in the BEIR layout: documents, questions, and which documents answer which question."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableGold
from knowledge.language import Language, detect_language


@dataclass(frozen=True, slots=True)
class CollectionDocument:
    """A document with its title in front of its text, and the language that it is in."""

    id: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class CollectionQuestion:
    """A question and how well each document answers it: above 0 is relevant, more is better."""

    id: str
    text: str
    language: Language
    relevance: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class JudgedCollection:
    """Documents and the questions that have a relevant one among them."""

    documents: tuple[CollectionDocument, ...]
    questions: tuple[CollectionQuestion, ...]


def read_collection(corpus: Path, queries: Path, qrels: Path) -> JudgedCollection:
    """The collection in three files; raises UnreadableGold with file and line."""
    relevance: dict[str, dict[str, float]] = {}
    for question, document, score in _qrels(qrels):
        relevance.setdefault(question, {})[document] = score
    documents = tuple(
        CollectionDocument(_id(record), text := _document_text(record), detect_language(text).language)
        for record in _records(corpus)
    )
    known = {document.id for document in documents}
    questions = tuple(
        question
        for question in (_question(record, relevance) for record in _records(queries))
        if any(score > 0 and document in known for document, score in question.relevance.items())
    )
    if not documents or not questions:
        raise UnreadableGold(f"{corpus.name}: no question of {queries.name} has a relevant document")
    return JudgedCollection(documents, questions)


def _question(record: Mapping[str, Any], relevance: Mapping[str, Mapping[str, float]]) -> CollectionQuestion:
    text = record["text"]
    return CollectionQuestion(_id(record), text, detect_language(text).language, relevance.get(_id(record), {}))


def _id(record: Mapping[str, Any]) -> str:
    return str(record.get("_id", record.get("id")))


def _document_text(record: Mapping[str, Any]) -> str:
    title, text = (record.get("title") or "").strip(), record["text"]
    return f"{title}. {text}" if title else text


def _records(file: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines that have an id and a text."""
    for number, line in enumerate(_lines(file), start=1):
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or not isinstance(record.get("text"), str) or _id(record) == "None":
                raise UnreadableGold(f"{file.name}:{number}: a record needs _id or id, and text")
        except json.JSONDecodeError as error:
            raise UnreadableGold(f"{file.name}:{number}: {error}") from error
        yield record


def _qrels(file: Path) -> Iterator[tuple[str, str, float]]:
    rows = csv.reader(_lines(file), delimiter="\t")
    for number, row in enumerate(rows, start=1):
        if number == 1 and row[-1:] == ["score"]:
            continue
        try:
            question, document, score = row
            yield question, document, float(score)
        except ValueError as error:
            raise UnreadableGold(f"{file.name}:{number}: a line is query-id, corpus-id and score") from error


def _lines(file: Path) -> list[str]:
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableGold(f"{file}: {error}") from error
