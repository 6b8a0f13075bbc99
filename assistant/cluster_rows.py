"""What clusters are made of in the database: their rows, and the lines of the log that speak for them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from assistant.errors import ChangedMeanwhile, NoSuchCluster
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTER_EXAMPLES, CLUSTERS
from knowledge.language import Language

_EXAMPLES = 3
_LOOKED_AT = 24  # of the last questions, for examples


def touch(connection: Connection, cluster_id: str, version: int, by: str, **values: Any) -> None:
    """Make the next version of a cluster; raises ChangedMeanwhile or NoSuchCluster, and then nothing is changed."""
    newest = (CLUSTERS.c.id == cluster_id) & (CLUSTERS.c.version == version)
    values |= {"version": version + 1, "changed_by": by, "changed_at": datetime.now(UTC)}
    if connection.execute(update(CLUSTERS).where(newest).values(values)).rowcount:
        return
    row = connection.execute(select(CLUSTERS).where(CLUSTERS.c.id == cluster_id)).mappings().first()
    if row is None:
        raise NoSuchCluster(cluster_id)
    raise ChangedMeanwhile(row["changed_by"], row["version"])


def labels_of(connection: Connection, rows: Sequence[RowMapping]) -> list[dict[Language, str]]:
    """The label of each cluster: a person's, else the words of its central question while that is kept."""
    central = {language: f"central_{language}" for language in Language}
    wanted = {row[name] for row in rows for name in central.values() if not row["named_by_hand"]} - {None}
    found = connection.execute(lines().where(QUESTION_LOG.c.answer_id.in_(wanted))).mappings()
    texts = {line["answer_id"]: text_of(line) for line in found}
    return [
        {
            language: row[language.value] if row["named_by_hand"] else texts.get(row[name], row[language.value])
            for language, name in central.items()
        }
        for row in rows
    ]


def examples_of(connection: Connection, cluster_id: str) -> list[tuple[str, Language, bool]]:
    """Texts, languages, and whether a secretary chose to keep them; else the last that were put, one a conversation."""
    kept = select(CLUSTER_EXAMPLES).where(CLUSTER_EXAMPLES.c.cluster == cluster_id).order_by(CLUSTER_EXAMPLES.c.number)
    examples = {
        row["text"]: (row["text"], Language(row["language"]), True) for row in connection.execute(kept).mappings()
    }
    most = max(_EXAMPLES, len(examples))
    latest = lines().where(QUESTION_LOG.c.cluster == cluster_id).order_by(QUESTION_LOG.c.day.desc()).limit(_LOOKED_AT)
    spoken: set[str] = set()
    for line in connection.execute(latest).mappings():
        if line["pseudonym"] not in spoken:
            spoken.add(line["pseudonym"])
            examples.setdefault(text_of(line), (text_of(line), Language(line["language"]), False))
    return list(examples.values())[:most]


def keep_as_examples(connection: Connection, cluster_id: str, answer_ids: Sequence[str], by: str) -> None:
    """Keep the words of questions of a cluster behind those that are kept; raises NoSuchCluster for others."""
    examples = CLUSTER_EXAMPLES.c
    last = connection.execute(select(func.max(examples.number)).where(examples.cluster == cluster_id)).scalar() or 0
    belong = (QUESTION_LOG.c.cluster == cluster_id) & QUESTION_LOG.c.answer_id.in_(answer_ids)
    found = {line["answer_id"]: line for line in connection.execute(lines().where(belong)).mappings()}
    for number, answer_id in enumerate(answer_ids, start=last + 1):
        if answer_id not in found:
            raise NoSuchCluster(cluster_id)
        kept = {"cluster": cluster_id, "number": number, "language": found[answer_id]["language"]}
        kept |= {"text": text_of(found[answer_id]), "approved_by": by, "approved_at": datetime.now(UTC)}
        connection.execute(insert(CLUSTER_EXAMPLES).values(kept))


def lines() -> Select[Any]:
    log = QUESTION_LOG.c
    return select(log.answer_id, log.pseudonym, log.language, log.question, log.interpreted_question)


def text_of(line: RowMapping) -> str:
    """The question as it stands alone."""
    return str(line["interpreted_question"] or line["question"])
