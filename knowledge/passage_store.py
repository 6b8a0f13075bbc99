"""Passages, their vectors and the published generations in one SQLite file: the truth behind every index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from knowledge.documents import RECORD_FORMAT, Passage, dump_passage, load_passage
from knowledge.embedding import Vector
from knowledge.finding_aids import NO_AIDS, FindingAids
from knowledge.records import dump, load

_METADATA = MetaData()
_PASSAGES = Table(
    "passages",
    _METADATA,
    Column("digest", String(32), primary_key=True),
    Column("record", Text, nullable=False),
)
_VECTORS = Table(
    "vectors",
    _METADATA,
    Column("embedder", String, primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
_GENERATIONS = Table(
    "generations",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("embedder", String, nullable=False),
    Column("record_format", Integer, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("aids", Text, nullable=False),
    Column("serving", Boolean, nullable=False),
)
_GENERATION_PASSAGES = Table(
    "generation_passages",
    _METADATA,
    Column("generation", ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("digest", ForeignKey("passages.digest"), nullable=False),
    sqlite_with_rowid=False,
)
_ORIGINALS = Table(
    "originals",
    _METADATA,
    Column("name", String, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("record_format", Integer, nullable=False),
    Column("passages", Text, nullable=False),
)
_SCHEMA = 2
_ROWS = 500
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state of the index: which passages, by which embedder, made from what (`fingerprint`)."""

    id: str
    fingerprint: str
    embedder: str
    published_at: datetime


class PassageStore:
    """Reads and writes one file; safe to use from many threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, file: Path) -> "PassageStore":
        """Open the file, made when it is not there; raises OSError where it cannot be written."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab"):  # an operator understands PermissionError better than SQLite's message
            pass
        engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
        event.listen(engine, "connect", _prepare_connection)
        _prepare_tables(engine)
        return cls(engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def serving_generation(self) -> Generation | None:
        """The generation that questions are answered from.

        None before the first was published, and after an upgrade that changed what a passage holds.
        """
        current = _GENERATIONS.c.serving & (_GENERATIONS.c.record_format == RECORD_FORMAT)
        with self._engine.connect() as connection:
            row = connection.execute(select(_GENERATIONS).where(current)).mappings().first()
        if row is None:
            return None
        return Generation(row["id"], row["fingerprint"], row["embedder"], row["published_at"].replace(tzinfo=UTC))

    def passages(self, generation: str) -> list[Passage]:
        """The passages of a generation in their order."""
        query = (
            select(_PASSAGES.c.record)
            .join(_GENERATION_PASSAGES, _GENERATION_PASSAGES.c.digest == _PASSAGES.c.digest)
            .where(_GENERATION_PASSAGES.c.generation == generation)
            .order_by(_GENERATION_PASSAGES.c.position)
        )
        with self._engine.connect() as connection:
            return [load_passage(record) for record in connection.execute(query).scalars()]

    def aids(self, generation: str) -> FindingAids:
        """The finding aids of a generation."""
        query = select(_GENERATIONS.c.aids).where(_GENERATIONS.c.id == generation)
        with self._engine.connect() as connection:
            return load(FindingAids, connection.execute(query).scalar_one())

    def publish(self, generation: Generation, passages: Sequence[Passage], aids: FindingAids = NO_AIDS) -> None:
        """Record a generation with its passages and finding aids and serve it from now on, in one transaction."""
        members = [
            {"generation": generation.id, "position": position, "digest": passage.digest}
            for position, passage in enumerate(passages)
        ]
        records = {passage.digest: dump_passage(passage) for passage in passages}
        with self._engine.begin() as connection:
            for batch in _batches([{"digest": digest, "record": record} for digest, record in records.items()]):
                adding = insert(_PASSAGES)
                moved = {"record": adding.excluded.record}  # the same words may stand elsewhere in their original
                connection.execute(adding.on_conflict_do_update(["digest"], set_=moved), batch)
            connection.execute(update(_GENERATIONS).values(serving=False))
            connection.execute(
                insert(_GENERATIONS).values(
                    id=generation.id,
                    fingerprint=generation.fingerprint,
                    embedder=generation.embedder,
                    record_format=RECORD_FORMAT,
                    published_at=generation.published_at,
                    aids=dump(aids),
                    serving=True,
                )
            )
            for rows in _batches(members):
                connection.execute(insert(_GENERATION_PASSAGES), rows)

    def forget_generations(self, keep: int) -> list[str]:
        """Drop all but the newest `keep` generations and the passages only they held; returns the ids dropped."""
        newest = select(_GENERATIONS.c.id).order_by(_GENERATIONS.c.serving.desc(), _GENERATIONS.c.published_at.desc())
        with self._engine.begin() as connection:
            dropped = list(connection.execute(newest).scalars())[keep:]
            connection.execute(delete(_GENERATIONS).where(_GENERATIONS.c.id.in_(dropped)))
            used = select(_GENERATION_PASSAGES.c.digest)
            connection.execute(delete(_PASSAGES).where(_PASSAGES.c.digest.not_in(used)))
        return dropped

    def vectors(self, embedder: str, keys: Iterable[str]) -> dict[str, Vector]:
        """The stored vectors among the keys."""
        found: dict[str, Vector] = {}
        with self._engine.connect() as connection:
            for batch in _batches(list(keys)):
                query = select(_VECTORS.c.key, _VECTORS.c.vector)
                query = query.where(_VECTORS.c.embedder == embedder, _VECTORS.c.key.in_(batch))
                found |= {key: np.frombuffer(blob, dtype=np.float32) for key, blob in connection.execute(query)}
        return found

    def add_vectors(self, embedder: str, vectors: Mapping[str, Vector]) -> None:
        """Store vectors; those already there stay as they are."""
        rows = [
            {"embedder": embedder, "key": key, "vector": vector.astype(np.float32).tobytes()}
            for key, vector in vectors.items()
        ]
        with self._engine.begin() as connection:
            for batch in _batches(rows):
                connection.execute(insert(_VECTORS).on_conflict_do_nothing(), batch)

    def add_original(self, name: str, digest: str, passages: Sequence[Passage]) -> None:
        """Remember what was read from a file that an operator added; an earlier one of that name is replaced."""
        row = {
            "name": name,
            "digest": digest,
            "added_at": datetime.now(UTC),
            "record_format": RECORD_FORMAT,
            "passages": "\n".join(dump_passage(passage) for passage in passages),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_ORIGINALS).values(row).on_conflict_do_update(["name"], set_=row))

    def originals(self) -> dict[str, str]:
        """The names of all added originals with the digests of their files."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_ORIGINALS.c.name, _ORIGINALS.c.digest).order_by(_ORIGINALS.c.name))
            return {row.name: row.digest for row in rows}

    def original_passages(self) -> list[Passage]:
        """The passages of all added originals."""
        with self._engine.connect() as connection:
            current = select(_ORIGINALS.c.passages).where(_ORIGINALS.c.record_format == RECORD_FORMAT)
            texts = connection.execute(current.order_by(_ORIGINALS.c.name)).scalars()
            return [load_passage(line) for text in texts for line in text.split("\n")]


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


def _prepare_tables(engine: Engine) -> None:
    """Make the tables; those of another version make room, but for the vectors, which cost time to make."""
    with engine.begin() as connection:
        if connection.execute(text("PRAGMA user_version")).scalar() != _SCHEMA:
            for table in reversed(_METADATA.sorted_tables):
                if table is not _VECTORS:
                    table.drop(connection, checkfirst=True)
            connection.execute(text(f"PRAGMA user_version = {_SCHEMA}"))
        _METADATA.create_all(connection)


def _prepare_connection(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
