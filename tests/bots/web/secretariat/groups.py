"""Groups of questions in the log of the small site."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import insert, update

from assistant.clusters import Cluster, Queue
from assistant.questions import Channel
from assistant.tables import QUESTION_LOG
from assistant.tables_questions import CLUSTERS
from tests.bots.web.small_site import Site

SAME = ("Wat kost meedoen?", "What does joining cost?", "Hoe duur is meedoen?")


def a_group(site: Site, name: str = "k1", questions: Sequence[str] = SAME, queue: Queue = Queue.ANSWERED) -> Cluster:
    """A group of questions, each of a conversation of its own."""
    now = datetime.now(UTC)
    row = {"id": name, "nl": f"{questions[0]} ({name})", "en": f"{questions[1]} ({name})", "queue": queue.value}
    row |= {"status": "new", "notes": "", "version": 1, "named_by_hand": False, "shaped_by_hand": False}
    row |= {"made_at": now, "changed_at": now, "changed_by": ""}
    answers = [
        site.desk.ask(text, Channel.WEB, f"conversation-{name}-{number}").answer_id
        for number, text in enumerate(questions)
    ]
    with site.records.clusters._engine.begin() as connection:
        connection.execute(insert(CLUSTERS).values(row))
        belong = QUESTION_LOG.c.answer_id.in_(answers)
        connection.execute(update(QUESTION_LOG).where(belong).values(cluster=name))
    return group(site, name)


def group(site: Site, name: str = "k1") -> Cluster:
    """A group as it is now."""
    found = site.records.clusters.get(name)
    assert found is not None
    return found
