"""Statistics over a hundred thousand logged questions and clusters of ten thousand, in each kind of database."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.cluster_store import ClusterStore
from assistant.clustering import Clustering, no_share
from assistant.clusters import ClusterFilters
from assistant.counting import Filters
from assistant.database import open_database
from assistant.log_lines import LogLine
from assistant.question_space import LibraryQuestion, Spaces
from assistant.records import Records
from assistant.topics import TOPICS
from bots.settings import Settings
from bots.wiring import build_assistant, build_knowledge
from knowledge.embedding import Matrix
from knowledge.views import Words
from tests.assistant.databases import POSTGRES
from tests.assistant.log_lines import a_line
from tests.benchmarks.figures import Figure, percentile

_LINES = 100_000
_CLUSTERED = 10_000
_CONVERSATIONS = 30_000
_SOURCES = ("ungp-2011", "oecd-ddg-2018", "oecd-guidelines-2023", "eu-csddd", "guidance", "oecd-minerals-2016")
_NOISE = 0.02  # of a vector, for no two people ask in the same words
_SCHEMA = "benchmark"


def secretariat_figures(data: Path) -> list[Figure]:
    """The time of what the secretariat's pages ask for; PostgreSQL's only where a server on this machine answers."""
    settings = Settings(data=data)
    knowledge = build_knowledge(settings)
    spaces = Spaces(build_assistant(settings, knowledge).index, knowledge.vectors)
    space = spaces.current()
    vectors = knowledge.vectors.of([Words(question.text, as_question=True) for question in space.questions])
    figures = []
    for name, address in _databases(data):
        lines = list(_lines(space.questions, vectors, space.embedder))
        figures += _figures_of(name, address, lines, spaces, data / name)
    return figures


def _figures_of(name: str, address: str, lines: list[LogLine], spaces: Spaces, folder: Path) -> list[Figure]:
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(address)
    records = Records.over(engine, folder)
    today = datetime.now(UTC).date()
    clustering = Clustering(partial(ClusterStore, engine), spaces.current, folder)
    records.question_log.add(lines[:_CLUSTERED])
    clustered = _seconds(lambda: clustering.run(no_share))
    again = _seconds(lambda: clustering.run(no_share))
    for start in range(_CLUSTERED, _LINES, _CLUSTERED):
        records.question_log.add(lines[start : start + _CLUSTERED])
    month = Filters(today - timedelta(days=30), today)
    overview = [_seconds(lambda: records.statistics.overview(month)) for _ in range(5)]
    page = [_seconds(lambda: records.clusters.page(ClusterFilters())) for _ in range(5)]
    engine.dispose()
    return [
        Figure(f"{name}: clusters of 10,000 questions, first run", clustered, "s", 15, at_most=True),
        Figure(f"{name}: clusters of 10,000 questions, next run", again, "s", 15, at_most=True),
        Figure(f"{name}: overview of 100,000 questions, median", percentile(overview, 0.5), "s", 1, at_most=True),
        Figure(f"{name}: a page of clusters, median", 1e3 * percentile(page, 0.5), "ms", 300, at_most=True),
    ]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _databases(data: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{data / 'benchmark.sqlite'}"
    server = create_engine(f"{POSTGRES}?connect_timeout=3", isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {_SCHEMA}"))
    except SQLAlchemyError:
        return
    yield "PostgreSQL", f"{POSTGRES}?options=-csearch_path%3D{_SCHEMA}"
    with server.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {_SCHEMA} CASCADE"))
    server.dispose()


def _lines(questions: tuple[LibraryQuestion, ...], vectors: Matrix, embedder: str) -> Iterator[LogLine]:
    """Lines of thirty days, each near a question of the library, the first of them asked last."""
    chance = np.random.default_rng(0)
    now = datetime.now(UTC)
    for number in range(_LINES):
        # Some things are asked far more often than others.
        row = int(len(questions) * chance.random() ** 2)
        question = questions[row]
        noisy = vectors[row] + _NOISE * chance.standard_normal(vectors.shape[1])
        other = questions[int(chance.integers(len(questions)))].reference
        yield a_line(
            answer_id=f"{number:036}",
            asked_at=now - timedelta(days=30 * number / _LINES),
            pseudonym=f"{int(chance.integers(_CONVERSATIONS)):032}",
            channel=str(chance.choice(["web", "telegram", "api"])),
            language=question.language.value,
            question=question.text,
            outcome=str(chance.choice(["answered", "partial", "not_in_sources"], p=[0.7, 0.2, 0.1])),
            citations=tuple(f"{source}/1" for source in chance.choice(_SOURCES, 3, replace=False)),
            hits=((str(question.reference), 1.2), (str(other), 0.8)),
            topic=str(chance.choice(TOPICS)),
            embedder=embedder,
            vector=noisy.astype("<f2").tobytes(),
        )
