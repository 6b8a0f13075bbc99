"""Passages, their vectors and the published generations in one SQLite file: the truth behind every index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Engine, RowMapping, Select, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from knowledge.documents import RECORD_FORMAT, Passage, dump_passage, load_passage
from knowledge.embedding import Vector
from knowledge.finding_aids import NO_AIDS, FindingAids
from knowledge.original_store import OriginalStore
from knowledge.records import dump, load
from knowledge.store_tables import GENERATION_PASSAGES, GENERATIONS, PASSAGES, VECTORS, batches, open_engine


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state of the index: which passages, by which embedder, made from what (`fingerprint`).

    `restored` marks one that an operator took back: it serves until somebody publishes.
    """

    id: str
    fingerprint: str
    embedder: str
    published_at: datetime
    restored: bool = False


class PassageStore:
    """Reads and writes one file; safe to use from many threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, file: Path) -> "PassageStore":
        """Open the file, made when it is not there; raises OSError where it cannot be written."""
        return cls(open_engine(file))

    @cached_property
    def originals(self) -> OriginalStore:
        """What an operator added, in the same file."""
        return OriginalStore(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def serving_generation(self) -> Generation | None:
        """The generation that questions are answered from.

        None before the first was published, and after an upgrade that changed what a passage holds.
        """
        return self._first(select(GENERATIONS).where(GENERATIONS.c.serving))

    def previous_generation(self, embedder: str) -> Generation | None:
        """The generation of an embedder that was served last before the one that is; None where none is kept."""
        others = select(GENERATIONS).where(~GENERATIONS.c.serving, GENERATIONS.c.embedder == embedder)
        return self._first(others.order_by(GENERATIONS.c.served_at.desc()))

    def _first(self, query: Select[Any]) -> Generation | None:
        with self._engine.connect() as connection:
            row = connection.execute(query.where(GENERATIONS.c.record_format == RECORD_FORMAT)).mappings().first()
        return _generation(row) if row else None

    def restore(self, generation: str) -> None:
        """Serve a kept generation again, and hold on to it until another one is published or it is let go."""
        with self._engine.begin() as connection:
            connection.execute(update(GENERATIONS).values(serving=False, restored=False))
            again = {"serving": True, "restored": True, "served_at": datetime.now(UTC)}
            connection.execute(update(GENERATIONS).where(GENERATIONS.c.id == generation).values(again))

    def let_go(self) -> None:
        """What is served may be replaced, also where an operator had taken it back."""
        with self._engine.begin() as connection:
            connection.execute(update(GENERATIONS).values(restored=False))

    def passages(self, generation: str) -> list[Passage]:
        """The passages of a generation in their order."""
        query = (
            select(PASSAGES.c.record)
            .join(GENERATION_PASSAGES, GENERATION_PASSAGES.c.digest == PASSAGES.c.digest)
            .where(GENERATION_PASSAGES.c.generation == generation)
            .order_by(GENERATION_PASSAGES.c.position)
        )
        with self._engine.connect() as connection:
            return [load_passage(record) for record in connection.execute(query).scalars()]

    def aids(self, generation: str) -> FindingAids:
        """The finding aids of a generation."""
        query = select(GENERATIONS.c.aids).where(GENERATIONS.c.id == generation)
        with self._engine.connect() as connection:
            return load(FindingAids, connection.execute(query).scalar_one())

    def publish(
        self,
        generation: Generation,
        passages: Sequence[Passage],
        aids: FindingAids = NO_AIDS,
        instead_of: str | None = None,
    ) -> None:
        """Record a generation with its passages and finding aids and serve it from now on, in one transaction.

        `instead_of` is the id of one that it takes the place of, and that is forgotten.
        """
        members = [
            {"generation": generation.id, "position": position, "digest": passage.digest}
            for position, passage in enumerate(passages)
        ]
        records = {passage.digest: dump_passage(passage) for passage in passages}
        with self._engine.begin() as connection:
            for batch in batches([{"digest": digest, "record": record} for digest, record in records.items()]):
                adding = insert(PASSAGES)
                moved = {"record": adding.excluded.record}  # the same words may stand elsewhere in their original
                connection.execute(adding.on_conflict_do_update(["digest"], set_=moved), batch)
            connection.execute(delete(GENERATIONS).where(GENERATIONS.c.id == instead_of))
            connection.execute(update(GENERATIONS).values(serving=False))
            connection.execute(
                insert(GENERATIONS).values(
                    id=generation.id,
                    fingerprint=generation.fingerprint,
                    embedder=generation.embedder,
                    record_format=RECORD_FORMAT,
                    published_at=generation.published_at,
                    served_at=generation.published_at,
                    aids=dump(aids),
                    serving=True,
                    restored=generation.restored,
                )
            )
            for rows in batches(members):
                connection.execute(insert(GENERATION_PASSAGES), rows)

    def generation_ids(self) -> frozenset[str]:
        """The ids of all generations that are kept."""
        with self._engine.connect() as connection:
            return frozenset(connection.execute(select(GENERATIONS.c.id)).scalars())

    def forget_generations(self, keep: int) -> None:
        """Drop all but the `keep` served last, and the passages that only they held."""
        newest = select(GENERATIONS.c.id).order_by(GENERATIONS.c.serving.desc(), GENERATIONS.c.served_at.desc())
        with self._engine.begin() as connection:
            dropped = list(connection.execute(newest).scalars())[keep:]
            connection.execute(delete(GENERATIONS).where(GENERATIONS.c.id.in_(dropped)))
            used = select(GENERATION_PASSAGES.c.digest)
            connection.execute(delete(PASSAGES).where(PASSAGES.c.digest.not_in(used)))

    def vectors(self, embedder: str, keys: Iterable[str]) -> dict[str, Vector]:
        """The stored vectors among the keys."""
        found: dict[str, Vector] = {}
        with self._engine.connect() as connection:
            for batch in batches(list(keys)):
                query = select(VECTORS.c.key, VECTORS.c.vector)
                query = query.where(VECTORS.c.embedder == embedder, VECTORS.c.key.in_(batch))
                found |= {key: np.frombuffer(blob, dtype=np.float32) for key, blob in connection.execute(query)}
        return found

    def add_vectors(self, embedder: str, vectors: Mapping[str, Vector]) -> None:
        """Store vectors; those already there stay as they are."""
        rows = [
            {"embedder": embedder, "key": key, "vector": vector.astype(np.float32).tobytes()}
            for key, vector in vectors.items()
        ]
        with self._engine.begin() as connection:
            for batch in batches(rows):
                connection.execute(insert(VECTORS).on_conflict_do_nothing(), batch)


def _generation(row: RowMapping) -> Generation:
    published_at = row["published_at"].replace(tzinfo=UTC)
    return Generation(row["id"], row["fingerprint"], row["embedder"], published_at, row["restored"])
