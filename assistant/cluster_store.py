"""What a run of clustering reads and writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, bindparam, case, delete, insert, select, update

from assistant.answers import Outcome
from assistant.cluster_labels import Labels
from assistant.database import insert_or, transaction
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import (
    CLUSTER_ANCHORS,
    CLUSTER_EXAMPLES,
    CLUSTER_RUNS,
    CLUSTERS,
    DAILY_COUNTS,
    QUESTION_VECTORS,
)
from knowledge.embedding import Matrix, Vector
from knowledge.language import Language

MOST_QUESTIONS = 20_000
"""The newest questions that a run looks at; older ones stay where they are."""
BY_A_RUN = "ketenwijzer"
"""Who changed a cluster that no person has changed."""

_NO_QUESTIONS = (Outcome.GREETING.value, Outcome.BLOCKED.value)
_ONLY_RUN = 1
_TOLD = tuple(name for language in Language for name in (language.value, f"central_{language}"))


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A line of the log, as far as clustering goes."""

    answer_id: str
    pseudonym: str
    month: str
    language: Language
    outcome: Outcome
    hits: tuple[tuple[str, float], ...]
    cluster: str | None


@dataclass(frozen=True, slots=True)
class KnownCluster:
    """A cluster that was there before a run. `anchors` has a row for each place where it lies, if that is known."""

    id: str
    shaped_by_hand: bool
    anchors: Matrix


@dataclass(frozen=True, slots=True)
class MadeCluster:
    """A cluster as a run leaves it. `anchors` is None where those that are there stay."""

    id: str
    labels: Labels
    queue: str
    anchors: Matrix | None


class ClusterStore:
    """Reads and writes for one embedder; raises LogUnavailable where the database does not answer."""

    def __init__(self, engine: Engine, embedder: str) -> None:
        self._engine = engine
        self._embedder = embedder

    def questions(self) -> tuple[list[AskedQuestion], Matrix]:
        """The newest questions whose vectors the embedder made, and a row for each."""
        log, kept = QUESTION_LOG.c, QUESTION_VECTORS.c
        columns = (log.answer_id, log.pseudonym, log.day, log.language, log.outcome, log.hits, log.cluster, kept.vector)
        query = select(*columns).select_from(QUESTION_LOG.join(QUESTION_VECTORS))
        query = query.where(kept.embedder == self._embedder, log.outcome.not_in(_NO_QUESTIONS))
        query = query.order_by(log.asked_at.desc(), log.answer_id).limit(MOST_QUESTIONS)
        with transaction(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return [_question(row) for row in rows], _matrix(row["vector"] for row in rows)

    def known(self) -> list[KnownCluster]:
        """The clusters that are there, the oldest first."""
        query = select(CLUSTERS.c.id, CLUSTERS.c.shaped_by_hand).order_by(CLUSTERS.c.made_at, CLUSTERS.c.id)
        with transaction(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
            anchors = self._anchors(connection)
        return [KnownCluster(row["id"], row["shaped_by_hand"], _matrix(anchors.get(row["id"], ()))) for row in rows]

    def _anchors(self, connection: Connection) -> Mapping[str, Sequence[bytes]]:
        query = select(CLUSTER_ANCHORS).where(CLUSTER_ANCHORS.c.embedder == self._embedder)
        found: dict[str, list[bytes]] = {}
        for row in connection.execute(query.order_by(CLUSTER_ANCHORS.c.number)).mappings():
            found.setdefault(row["cluster"], []).append(row["vector"])
        return found

    def save(self, made: Sequence[MadeCluster], moved: Sequence[tuple[AskedQuestion, str | None]]) -> None:
        """Keep what a run made, and forget clusters that hold nothing any more and that nobody has worked on.

        A question that a person has moved since the run began stays where the person put it.
        """
        with transaction(self._engine) as connection:
            _write_clusters(connection, made)
            self._write_anchors(connection, made)
            _move(connection, moved)
            connection.execute(_abandoned())

    def _write_anchors(self, connection: Connection, made: Sequence[MadeCluster]) -> None:
        moved = {cluster.id: cluster.anchors for cluster in made if cluster.anchors is not None}
        connection.execute(delete(CLUSTER_ANCHORS).where(CLUSTER_ANCHORS.c.cluster.in_(moved)))
        rows = [
            {"cluster": cluster, "number": number, "embedder": self._embedder, "vector": _bytes(anchor)}
            for cluster, anchors in moved.items()
            for number, anchor in enumerate(anchors)
        ]
        if rows:
            connection.execute(insert(CLUSTER_ANCHORS), rows)

    def begin(self) -> None:
        """Note that a run begins."""
        row = {"id": _ONLY_RUN, "started_at": datetime.now(UTC), "finished_at": None, "progress": 0.0}
        row |= {"questions": 0, "clusters": 0}
        with transaction(self._engine) as connection:
            statement = insert_or(connection, CLUSTER_RUNS).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=[CLUSTER_RUNS.c.id], set_=row))

    def advance(self, progress: float) -> None:
        """Note how far the run is, 0 to 1."""
        self._note(progress=progress)

    def end(self, questions: int, clusters: int) -> None:
        """Note that the run is done."""
        self._note(progress=1.0, finished_at=datetime.now(UTC), questions=questions, clusters=clusters)

    def _note(self, **values: Any) -> None:
        with transaction(self._engine) as connection:
            connection.execute(update(CLUSTER_RUNS).where(CLUSTER_RUNS.c.id == _ONLY_RUN).values(values))


def _question(row: Any) -> AskedQuestion:
    return AskedQuestion(
        answer_id=row["answer_id"],
        pseudonym=row["pseudonym"],
        month=f"{row['day']:%Y-%m}",
        language=Language(row["language"]),
        outcome=Outcome(row["outcome"]),
        hits=tuple((reference, float(score)) for reference, score in row["hits"]),
        cluster=row["cluster"],
    )


def _matrix(vectors: Iterable[bytes]) -> Matrix:
    rows = [np.frombuffer(vector, dtype="<f2").astype(np.float32) for vector in vectors]
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def _bytes(vector: Vector) -> bytes:
    return vector.astype("<f2").tobytes()


def _write_clusters(connection: Connection, made: Sequence[MadeCluster]) -> None:
    """Make new clusters, and give the others their queue and, where nobody named them, their labels."""
    if not made:
        return
    now = datetime.now(UTC)
    new = {
        "named_by_hand": False,
        "shaped_by_hand": False,
        "status": "new",
        "assignee": None,
        "notes": "",
        "version": 1,
    }
    new |= {"made_at": now, "changed_at": now, "changed_by": BY_A_RUN}
    statement = insert_or(connection, CLUSTERS)
    named = {name: case((CLUSTERS.c.named_by_hand, CLUSTERS.c[name]), else_=statement.excluded[name]) for name in _TOLD}
    statement = statement.on_conflict_do_update(
        index_elements=[CLUSTERS.c.id], set_=named | {"queue": statement.excluded.queue}
    )
    connection.execute(statement, [new | _told(cluster) for cluster in made])


def _told(cluster: MadeCluster) -> dict[str, str | None]:
    texts = {language.value: text for language, text in cluster.labels.texts.items()}
    central = {f"central_{language}": line for language, line in cluster.labels.central.items()}
    return {"id": cluster.id, "queue": cluster.queue, **texts, **central}


def _move(connection: Connection, moved: Sequence[tuple[AskedQuestion, str | None]]) -> None:
    log = QUESTION_LOG.c
    stays = log.cluster.is_not_distinct_from(bindparam("before"))
    statement = update(QUESTION_LOG).where(log.answer_id == bindparam("line"), stays).values(cluster=bindparam("after"))
    rows = [{"line": line.answer_id, "before": line.cluster, "after": cluster} for line, cluster in moved]
    if rows:
        connection.execute(statement, rows)


def _abandoned() -> Any:
    """The deletion of clusters without a question, a count or an example, that nobody has named, noted or taken up."""
    column = CLUSTERS.c
    holders = (QUESTION_LOG, DAILY_COUNTS, CLUSTER_EXAMPLES)
    empty = [~select(table.c.cluster).where(table.c.cluster == column.id).exists() for table in holders]
    untouched = (column.status == "new", column.notes == "", column.assignee.is_(None), ~column.named_by_hand)
    return delete(CLUSTERS).where(*empty, *untouched)
