"""Clusters divided and put together by a person; the next run keeps to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from assistant.daily_counts import add_counts
from assistant.errors import NotDivisible
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTER_ANCHORS, CLUSTER_EXAMPLES, CLUSTERS, DAILY_COUNTS
from knowledge.language import Language


def split_off(connection: Connection, cluster_id: str, answer_ids: frozenset[str], smallest: int, by: str) -> str:
    """Give some questions of a cluster a cluster of their own; returns its id.

    Both parts are then kept apart. Raises NotDivisible where one would be too small to be shown, for the difference of
    two sizes would show it all the same, or where a question is not in the cluster.
    """
    log = QUESTION_LOG.c
    columns = (log.answer_id, log.pseudonym, log.day, log.language)
    lines = connection.execute(select(*columns).where(log.cluster == cluster_id)).mappings().all()
    taken = [line for line in lines if line["answer_id"] in answer_ids]
    left = [line for line in lines if line["answer_id"] not in answer_ids]
    if len(taken) < len(answer_ids) or any(conversations(part) < smallest for part in (taken, left)):
        raise NotDivisible(cluster_id)
    made = _new_part(connection, cluster_id, taken, by)
    connection.execute(update(QUESTION_LOG).where(log.answer_id.in_(answer_ids)).values(cluster=made))
    # Where the parts lie is found out by the next run, from the questions that each has now.
    connection.execute(delete(CLUSTER_ANCHORS).where(CLUSTER_ANCHORS.c.cluster == cluster_id))
    connection.execute(update(CLUSTERS).where(CLUSTERS.c.id == cluster_id).values(shaped_by_hand=True))
    return made


def merged(connection: Connection, cluster_ids: Sequence[str]) -> str:
    """Put clusters together under the id of the first, with all that was written of the others; returns it."""
    first, *others = cluster_ids
    for other in others:
        _move_anchors(connection, other, first)
        _move_examples(connection, other, first)
        _move_counts(connection, other, first)
        connection.execute(update(QUESTION_LOG).where(QUESTION_LOG.c.cluster == other).values(cluster=first))
    texts = connection.execute(select(CLUSTERS.c.id, CLUSTERS.c.notes).where(CLUSTERS.c.id.in_(cluster_ids))).all()
    notes = {row.id: row.notes for row in texts}
    joined = "\n\n".join(notes[each] for each in cluster_ids if notes[each])
    connection.execute(delete(CLUSTERS).where(CLUSTERS.c.id.in_(others)))
    values = {"notes": joined, "shaped_by_hand": True}
    connection.execute(update(CLUSTERS).where(CLUSTERS.c.id == first).values(values))
    return first


def conversations(lines: Iterable[RowMapping]) -> int:
    """How many conversations lines are of, in the month that has the most."""
    months: dict[tuple[int, int], set[str]] = defaultdict(set)
    for line in lines:
        day: date = line["day"]
        months[day.year, day.month].add(line["pseudonym"])
    return max(map(len, months.values()), default=0)


def _new_part(connection: Connection, cluster_id: str, lines: Sequence[RowMapping], by: str) -> str:
    """A cluster like the one it comes from, with nothing done to it yet."""
    row = connection.execute(select(CLUSTERS).where(CLUSTERS.c.id == cluster_id)).mappings().one()
    now = datetime.now(UTC)
    first = {line["language"]: line["answer_id"] for line in reversed(lines)}
    central = {f"central_{language}": first.get(language.value) for language in Language}
    part: dict[str, Any] = dict(row) | central | {"id": str(uuid4()), "status": "new", "assignee": None, "notes": ""}
    part |= {"named_by_hand": False, "shaped_by_hand": True, "version": 1}
    part |= {"made_at": now, "changed_at": now, "changed_by": by}
    connection.execute(insert(CLUSTERS).values(part))
    return str(part["id"])


def _move_anchors(connection: Connection, source: str, target: str) -> None:
    _renumber(connection, CLUSTER_ANCHORS, source, target)


def _move_examples(connection: Connection, source: str, target: str) -> None:
    _renumber(connection, CLUSTER_EXAMPLES, source, target)


def _renumber(connection: Connection, table: Any, source: str, target: str) -> None:
    """Put the rows of one cluster behind those of another."""
    last = connection.execute(select(func.max(table.c.number)).where(table.c.cluster == target)).scalar()
    moved = {"cluster": target, "number": table.c.number + (0 if last is None else last + 1)}
    connection.execute(update(table).where(table.c.cluster == source).values(moved))


def _move_counts(connection: Connection, source: str, target: str) -> None:
    """Add the counts of one cluster to those of another."""
    gone = delete(DAILY_COUNTS).where(DAILY_COUNTS.c.cluster == source).returning(*DAILY_COUNTS.c)
    rows = [dict(row) | {"cluster": target} for row in connection.execute(gone).mappings()]
    if rows:
        add_counts(connection, rows)
